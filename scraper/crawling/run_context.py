"""This module holds what all portals of a run share."""

from dataclasses import dataclass
from pathlib import Path

from scraper.crawling.hosts import Hosts
from scraper.crawling.journal import Journal
from scraper.frontier import Frontier


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run of the crawler: its number, the archive's folder, and what reads and writes there."""

    run: int
    folder: Path
    frontier: Frontier
    journal: Journal
    hosts: Hosts
