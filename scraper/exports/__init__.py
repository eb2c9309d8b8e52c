"""This package writes a database out for other programs: one module a format."""
