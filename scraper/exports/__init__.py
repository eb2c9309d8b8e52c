"""This package writes a database out for other programs: one module per format."""
