"""What the person has in hand."""
