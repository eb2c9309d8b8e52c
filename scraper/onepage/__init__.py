"""This package makes the one-page report: figures, charts, words and the page they stand on."""
