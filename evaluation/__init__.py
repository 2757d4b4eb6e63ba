"""How well messages are understood that nobody trained on, beside the stock Rasa pipeline on the same data."""
