"""A Rasa project as one would set it up by the book, made from our own training data, questions and stories."""
