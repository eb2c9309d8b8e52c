"""This module prints the plan of a crawl."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from rich.console import Console

from scraper.crawling.forecast import Forecast
from scraper.escaping import escape_markup
from scraper.language import say
from scraper.verbs.output import table
from scraper.words import word


def show_plan(plan: Iterable[Forecast], console: Console) -> None:
    """Print the plan of a run: hosts, delays, numbers of requests, and durations."""
    found = list(plan)
    columns = ("portal", "host", "engine", "delay", "hours", "robots", "requests", "time")
    shown = table(columns, right=("delay", "requests", "time"))
    for one in found:
        most = "" if one.known else "≤ "
        shown.add_row(
            escape_markup(one.id), escape_markup(urlsplit(one.start).netloc) + _further(len(one.hosts) - 1),
            word("engine", one.engine), say("seconds", seconds=f"{one.delay:g}"), one.hours or "·",
            say(one.robots), f"{most}{one.requests:,}", f"{most}{_time(one.seconds)}",
        )  # fmt: skip
    console.print(shown)
    longest = max((one.seconds for one in found), default=0.0)
    console.print(say("in-parallel", time=_time(longest)))


def _further(count: int) -> str:
    return f" {say('further-hosts', count=count)}" if count else ""


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return (
        say("hours-minutes", hours=hours, minutes=rest) if hours else say("minutes", minutes=rest)
    )
