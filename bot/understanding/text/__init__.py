"""The words themselves: one written form, where words begin and end, what sounds and dialect make of them."""
