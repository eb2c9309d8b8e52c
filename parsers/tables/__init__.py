"""This package reads a table of the form twice, by printed order and by its grid, and compares the readings."""
