"""From what a person wrote to the facts of a case: normalising, words, dates, money, places, parties."""
