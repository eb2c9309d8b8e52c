"""The verb `portals`: the registry, and a probe of a site that is not in it yet."""

import sys
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size

from schemas.portal import Portal
from scraper.crawling.portals import load, unlisted_portal
from scraper.crawling.probe import UNKNOWN, Probe, probe
from scraper.escaping import escape_controls, escape_markup
from scraper.language import say
from scraper.verbs.crawl_shown import ending_and_advice
from scraper.verbs.options import NOT_ALL, PORTALS, Verb, as_json, console, json_of, table
from scraper.words import translated, word

_MOST_TITLES = 12
_HEADS = 9  # terminal columns


@click.group("portals", invoke_without_command=True)
@PORTALS
@json_of("the portals")
@click.pass_context
def portals_verb(ctx: click.Context, file: Path | None, *, json_wanted: bool) -> None:
    """List the portals in the registry.

    To look at a site that is not in it, use `gongkai portals probe URL`.
    """
    ctx.obj = file
    if ctx.invoked_subcommand is not None:
        return
    known = load(file)
    if json_wanted:
        told = [one.model_dump(mode="json") | {"verified": one.verified} for one in known.values()]
        as_json(told)
        return
    _list(known)


def _list(known: dict[str, Portal]) -> None:
    shown = table(("id", "agency", "start", "engine", ""))
    for portal in known.values():
        states = {"disabled": not portal.enabled, "unverified": not portal.verified}
        notes = " ".join(say(key) for key, holds in states.items() if holds)
        named = (portal.id, portal.agency, portal.start, word("engine", portal.engine), notes)
        shown.add_row(*map(escape_markup, named))
    console().print(shown)
    unverified = sum(not portal.verified for portal in known.values())
    click.echo(say("registry", portals=len(known), unverified=unverified), err=True)


@portals_verb.command(
    "probe",
    cls=Verb,
    examples=(
        "gongkai portals probe http://yjj.qz.gov.cn/",
        "gongkai portals probe http://yjj.qz.gov.cn/ --json",
    ),
)
@click.argument("url")
@json_of("what was found")
@click.pass_obj
def probe_verb(file: Path | None, url: str, *, json_wanted: bool) -> None:
    """Look at the site at URL: find its engine and report column, and print an entry to paste.

    It requests robots.txt, the pages that lead to the column and at most three pages of the
    listing, at a crawl's pace, and keeps nothing. The [defaults] of a portals file apply here too:
    `gongkai portals --portals FILE probe URL`.

    Exit codes: 0 a column with reports was found · 2 usage error · 4 none was found.
    """
    found = probe(unlisted_portal(url, file))
    if json_wanted:
        as_json(found.model_dump(mode="json"))
    else:
        _show(found)
    sys.exit(0 if found.reason is None else NOT_ALL)


def _show(found: Probe) -> None:
    told = {"engine": found.engine, "listed-under": _column(found), "listing": _rows(found)}
    for key, value in told.items():
        if value:
            click.echo(f"{_head(say(key))}{escape_controls(value)}")
    for report in found.reports[:_MOST_TITLES]:
        click.echo(f"{_head(say('report'))}{escape_controls(report.title)}")
    if len(found.reports) > _MOST_TITLES:
        click.echo(f"{_head('')}{say('and-more', count=len(found.reports) - _MOST_TITLES)}")
    if found.reason is not None:
        happened, advice = ending_and_advice(found.reason, found.detail)
        detail = f"{found.reason}{say('colon')}{escape_controls(happened)}"
        click.echo(f"{_head(word('status', found.status))}{detail}\n{_head('')}{advice}")
    for line in ("", *(found.entry or "").splitlines()) if found.entry else ():
        click.echo(escape_controls(_translate(line)))


def _translate(line: str) -> str:
    """A line of an entry, with comments and placeholders in the chosen language."""
    mark, comment = line[:2], line[2:]
    return (
        f"# {translated(comment)}" if mark == "# " else line.replace(UNKNOWN, translated(UNKNOWN))
    )


def _head(text: str) -> str:
    """The head of a line, padded to the same width as all others."""
    return set_cell_size(text, max(cell_len(text) + 1, _HEADS))


def _column(found: Probe) -> str | None:
    if found.column is None:
        return None
    return f"{found.name} {found.column}" if found.name else say("no-menu", column=found.column)


def _rows(found: Probe) -> str | None:
    if found.column is None:
        return None
    key = f"rows{'-of' * bool(found.declared_rows)}{'-more' * found.more}"
    return say(
        key if key != "rows" else "rows-seen",
        rows=found.rows, declared=found.declared_rows, reports=len(found.reports),
    )  # fmt: skip
