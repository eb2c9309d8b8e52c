"""Prints the form with given figures, in the layouts that portals serve: the tests' own press."""
