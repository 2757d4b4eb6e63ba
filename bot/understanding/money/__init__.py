"""Which sums are named, and which of them is in dispute."""
