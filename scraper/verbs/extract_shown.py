"""This module prints the summary of an extraction as tables and sentences."""

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from schemas.finding import sentence
from schemas.report import Status
from scraper.escaping import escape_markup
from scraper.language import language, say
from scraper.summary import Summary
from scraper.verbs.options import console, table
from scraper.words import translated, word

_FEW = 5  # so many pages that are no reports are listed with the reason; --json lists all
_STYLES = {"error": "red", "warning": "yellow", "info": "dim"}


def show(summary: Summary) -> None:
    """Print a summary; of a run that read nothing new, only what may be wrong and where things are."""
    screen = console()
    for line in (_headline(summary), *_not_reports(summary)):
        screen.print(line, soft_wrap=True)  # a line each, also where the output is redirected
    for shown in (_by_status(summary), _by_code(summary), _offenders(summary)):
        if shown.row_count and summary.new:
            screen.print(shown)
    database = summary.in_database
    name = escape_markup(Path(summary.database).name)
    has = say("has", name=name, reports=database["reports"], agencies=database["agencies"])
    for line in (has, *_doubts(summary)):
        screen.print(line, soft_wrap=True)
    if database["reports"]:  # not wrapped, so that it can be pasted
        screen.print(f"{say('next')}[bold]{escape_markup(summary.next)}[/bold]", soft_wrap=True)
    else:
        screen.print(say("nothing"))


def _doubts(summary: Summary) -> Iterator[str]:
    """What the number of reports does not say: pages that repeat one, agencies that share a code, and agencies without one."""
    if summary.repeated > 0 and not summary.unchanged:  # of a night's few pages it says nothing
        yield say("repeated", count=summary.repeated)
    if summary.clashes:
        names = _few(summary.clashes[0]["names"])
        yield say("clashing", count=len(summary.clashes), names=names)
    if names := _few(summary.without_report):
        yield say("without-report", count=len(summary.without_report), names=names)


def _few(names: list[str]) -> str:
    """The first of these names, for one line."""
    return escape_markup(say("comma").join(names[:_FEW])) + "…" * (len(names) > _FEW)


def _headline(summary: Summary) -> str:
    counts = summary.new
    read = say("pages", pages=sum(counts.values()), reports=counts.get("report", 0))
    parts = [read if counts or not summary.unchanged else say("nothing-new")]
    parts += [
        say(key, count=counts[key]) for key in ("attachment", "not-a-report") if key in counts
    ]
    if summary.unchanged:
        parts.append(say("unchanged", count=summary.unchanged))
    if summary.unreadable:
        parts.append(say("unreadable", count=len(summary.unreadable)))
    skipped = say("comma").join(
        say(why, count=count) for why, count in sorted(summary.skipped.items())
    )
    return say("clause").join(parts) + (say("passed-over", what=skipped) if skipped else "")


def _not_reports(summary: Summary) -> Iterator[str]:
    """A line for each of the first files that are no reports, and one for the others.

    A crawl's own pages, as its listings, need none.
    """
    files = [one for one in summary.not_reports if "://" not in one["page"]]
    for one in files[:_FEW]:
        page, reason = map(escape_markup, (one["page"], translated(one["reason"])))
        yield say("why-none", page=page, reason=reason)
    if (more := len(files) - _FEW) > 0:
        yield say("more-none", count=more)


def _table(title: str, *columns: str) -> Table:
    counts = {name for name in columns if name[0].islower()}
    return table(columns, f"[bold]{say(title)}[/bold]", counts, head=_head)


def _head(name: str) -> str:
    return word("status", name) if name in list(Status) else say(name)


def _by_status(summary: Summary) -> Table:
    statuses = [status.value for status in reversed(Status)]
    shown = _table("by-status", "Form", *statuses, "all")
    for form, counts in sorted(summary.reports.items(), reverse=True):
        figures = [counts.get(status, 0) for status in statuses]
        shown.add_row(form, *(f"{n:,}" if n else "·" for n in figures), f"{sum(figures):,}")
    return shown


def _by_code(summary: Summary) -> Table:
    shown = _table("by-code", "Code", "count", "reports", "Meaning")
    for one in summary.findings:
        code = f"[{_STYLES[one['severity']]}]{one['code']}[/]"
        shown.add_row(
            code, f"{one['count']:,}", f"{one['reports']:,}", sentence(one["code"], language())
        )
    return shown


def _offenders(summary: Summary) -> Table:
    shown = _table("worst", "Agency", "year", "Status", "errors", "Page")
    for one in summary.worst:
        page = one["file"] or one["url"] or one["report"]
        agency = one["agency"] or "—"
        shown.add_row(
            escape_markup(agency), str(one["year"] or "—"), word("status", one["status"]),
            str(one["errors"]), escape_markup(page),
        )  # fmt: skip
    return shown
