"""This module lets `python -m scraper` do what `gongkai` does."""

from scraper.cli import main

main()
