"""This module makes `python -m scraper` the same as `gongkai`."""

from scraper.cli import main

main()
