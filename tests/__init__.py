"""The tests: each a sentence, driven by data."""
