"""This package exports a database for other programs, with one module per format."""
