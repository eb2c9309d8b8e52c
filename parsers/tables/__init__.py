"""This package reads one table of the form twice, by printed order and by its grid, and sets the two side by side."""
