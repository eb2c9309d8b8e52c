"""This package makes the one-page report: its figures, charts, texts and HTML."""
