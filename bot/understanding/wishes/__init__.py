"""What the person wants of the company."""
