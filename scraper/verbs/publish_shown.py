"""This module prints the result of a publication: what changed, what failed, and how to accept it."""

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table

from scraper import words
from scraper.escaping import escape_markup
from scraper.gate.judge import EVERYTHING, Failure
from scraper.gate.news import News
from scraper.gate.publication import Published
from scraper.language import say
from scraper.verbs.options import console, shortened, table

_SHOWN = 40
_MANY = 3  # measures of a portal; if more failed, its name accepts all of them
_FEW = 3  # figures of a report
_PORTALS = 20  # portals that ended alike
_ACCEPTS = 12  # names in the suggested command; if there were more, it accepts everything
_FIGURES = ("before", "now", "at-least")  # columns


def show(published: Published, db: Path, served: Path) -> None:
    """Print what became of DB, what differs from SERVED, and what failed."""
    screen = console()
    screen.print(_headline(published, db, served), soft_wrap=True)
    for shown in _tables(published):
        screen.print(shown)
    if len(set(published.programs)) > 1 and published.failures:
        screen.print(say("other-program", old=published.programs[0], new=published.programs[1]))
    for line in _crawls(published.crawls):
        screen.print(line)
    if published.rejected:
        rejected = escape_markup(shlex.quote(published.rejected))
        screen.print(say("look-at", rejected=rejected), soft_wrap=True)
        command = shlex.join(["gongkai", "publish", str(db), str(served), *_accepting(published)])
        screen.print(f"{say('to-accept')}[bold]{escape_markup(command)}[/bold]", soft_wrap=True)


def _headline(published: Published, db: Path, served: Path) -> str:
    now, had = published.now, (published.before or {}).get("reports", 0)
    return say(
        "published" if published.published else "held-back",
        served=escape_markup(served.name), db=escape_markup(db.name),
        reports=now.get("reports", 0), agencies=now.get("agencies", 0),
        change=f"{now.get('reports', 0) - had:+,}", count=len(published.failures),
    )  # fmt: skip


def _tables(published: Published) -> Iterator[Table]:
    """What changed in each portal and each report, what failed, and what was accepted; none is empty."""
    if published.published and published.before and (numbers := _numbers(published)).row_count:
        yield numbers
    if published.news:
        yield _news(published.news)
    for title, failures in (("fails", published.failures), ("let-pass", published.accepted)):
        if failures:
            yield _table(title, failures)


def _crawls(crawls: list[dict[str, Any]]) -> Iterator[str]:
    """The portals that did not end ok: those that ended alike in a line, and those that the last run left out."""
    alike: dict[str, list[str]] = defaultdict(list)
    for one in crawls:
        status = words.word("status", one["status"])
        ending = say("ending", status=status, reason=one["reason"] or "—")
        if one["in_last_run"]:
            alike[say("not-ok", ending=ending)].append(one["portal"])
        else:
            alike[say("not-visited")].append(f"{one['portal']} {ending} {one['finished'][:10]}")
    for title, portals in alike.items():
        more = len(portals) - _PORTALS
        names = portals[:_PORTALS] + ([say("and-more", count=more)] if more > 0 else [])
        yield f"{title}{say('colon')}{escape_markup(say('comma').join(names))}"


def _numbers(published: Published) -> Table:
    """The portals whose number of reports has changed, with the changes by year."""
    rows = []
    for portal, sides in published.portals.items():
        before, now = (sides[side] or {} for side in ("before", "now"))
        change = {key: now.get(key, 0) - before.get(key, 0) for key in sorted({*before, *now})}
        if change.get("reports"):
            years = [f"{key[8:]} {count:+,}" for key, count in change.items()
                     if key.startswith("reports.") and count]  # fmt: skip
            counts = (f"{side.get('reports', 0):,}" for side in (before, now))
            rows.append((escape_markup(portal or "-"), *counts, say("comma").join(years)))
    title, shown = shortened(say("other-number"), rows, _SHOWN)
    numbers = table(("portal", "before", "now", "years-of"), title, _FIGURES)
    for row in shown:
        numbers.add_row(*row)
    return numbers


def _news(found: list[News]) -> Table:
    """The reports that are gone, revised or new, and the figures that a revision changed."""
    title, shown = shortened(say("news", **counts(found)), found, _SHOWN)
    listed = table(("what", "agency", "year", "scope", "status", "changed"), title)
    for one in shown:
        codes = [words.word(key, getattr(one, key)) for key in ("scope", "status")]
        year = str(one.year or "—")
        listed.add_row(
            say(f"is-{one.what}"), escape_markup(one.agency), year, *codes, _figures(one)
        )
    return listed


def counts(found: list[News]) -> dict[str, int]:
    """How many reports are gone, revised and new."""
    found_of = Counter(one.what for one in found)
    return {what: found_of[what] for what in ("gone", "revised", "new")}


def _figures(one: News) -> str:
    if one.what == "revised" and not one.figures:
        return say("text-alone")
    first = [
        f"{words.place(figure.place)} {'—' if figure.before is None else figure.before} → "
        f"{'—' if figure.now is None else figure.now}"
        for figure in one.figures[:_FEW]
    ]
    more = [f"+{len(one.figures) - _FEW}"] if len(one.figures) > _FEW else []
    return say("comma").join([*first, *more])


def _accepting(published: Published) -> list[str]:
    """The options that accept what failed: by measure, by portal if it has many, or everything."""
    names: list[str] = []
    measures = [
        (one.name.rpartition(":")[0], one.name)
        for one in (*published.failures, *published.accepted)
    ]
    for portal in dict.fromkeys(portal for portal, _ in measures):
        of_portal = [name for place, name in measures if place == portal]
        names += of_portal if len(of_portal) <= _MANY else [portal]
    return [f"--accept={name}" for name in (names if len(names) <= _ACCEPTS else [EVERYTHING])]


def _table(title: str, failures: list[Failure]) -> Table:
    heading, shown = shortened(say(title), failures, _SHOWN)
    failing = table(("portal", "measure", *_FIGURES, "why"), heading, _FIGURES)
    for one in shown:
        place = say("run") if one.portal is None else escape_markup(one.portal or "-")
        had = "—" if one.before is None else f"{one.before:,}"
        failing.add_row(place, one.measure, had, f"{one.now:,}", f"{one.bound:,}", _why(one))
    return failing


def _why(one: Failure) -> str:
    """The rule that failed, in words."""
    kind = one.measure.partition(".")[0]
    reason = say(f"because-{one.rule}", of=one.of, lost=one.of - one.now)
    return f"{say(f'measures-{kind}')}{say('colon')}{reason}"
