"""Provinces, cities and counties, and the one where the number belongs."""
