"""Who speaks and for whom: names, numbers, addresses, whose number it is."""
