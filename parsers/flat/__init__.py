"""This package recovers tables that a copy has flattened to text, and paragraphs that it ran together."""
