"""This module prints the digest of the database made from pages; it is run by other Pythons.

It needs the program alone, and nothing of the tests' own libraries.
"""

import sys
from pathlib import Path

from scraper.extract import ReadOptions, extract
from tests.dumped import digest

if __name__ == "__main__":
    database, workers, *pages = sys.argv[1:]
    extract(Path(database), map(Path, pages), ReadOptions(int(workers)))
    print(digest(Path(database)))
