"""This module tells the digest of the database that is made of pages: what another Python is asked.

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
