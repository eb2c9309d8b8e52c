"""This package finds the tables that a copy has flattened to text, and paragraphs that ran together."""
