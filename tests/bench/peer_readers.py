"""This script runs in the peers' own environment: FOLDER of pages and ROUNDS to ratios, as JSON.

It knows nothing of the program; the clock is this process's share of a core.
"""

import json
import sys
from io import StringIO
from pathlib import Path
from statistics import median
from time import process_time

import pandas
import trafilatura
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

_BASE = "bare selectolax parse"


def stack(text):
    """What a scraper of bs4 does: every table's rows as lists of cell texts."""
    soup = BeautifulSoup(text, "lxml")
    for table in soup.find_all("table"):
        [
            [c.get_text(strip=True) for c in row.find_all(["td", "th"])]
            for row in table.find_all("tr")
        ]


CALLS = {
    _BASE: LexborHTMLParser,
    "pandas.read_html (lxml)": lambda text: pandas.read_html(StringIO(text), flavor="lxml"),
    "pandas.read_html (bs4, html5lib)": lambda text: pandas.read_html(StringIO(text), flavor="bs4"),
    "bs4 with lxml, cells as text": stack,
    "trafilatura.extract": lambda text: trafilatura.extract(text, include_tables=True),
}


def main(folder, rounds):
    """Time every call on every page in turn, and print the median ratio of each."""
    bodies = [path.read_bytes() for path in sorted(Path(folder).glob("*.html"))]
    shares = {name: [] for name in CALLS}
    for _ in range(rounds):
        spent = {}
        for name, call in CALLS.items():
            begun = process_time()
            for body in bodies:
                call(body.decode())
            spent[name] = process_time() - begun
        for name, seconds in spent.items():
            shares[name].append(seconds / spent[_BASE])
    print(json.dumps({name: median(each) for name, each in shares.items() if name != _BASE}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
