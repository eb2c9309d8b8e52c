"""This module turns an audit into letters: one for each agency whose report needs correcting.

A letter lists what arithmetic, dates and comparison show. Figures that were not read reliably are no
fault of the agency's and are left out; the audit counts such reports.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from scraper.audit import COPIED, Audit, Row
from scraper.language import say
from scraper.words import equation, name, place, word


class Part(NamedTuple):
    """One kind of fault: its heading, a sentence for each, and notes on all of them."""

    heading: str
    told: list[str]
    notes: list[str]


class Letter(NamedTuple):
    """A letter to one agency about one report, or about a missing one."""

    agency: str
    superior: str | None
    title: str
    opening: str
    parts: list[Part]
    closing: str

    @property
    def faults(self) -> int:
        """The number of faults listed."""
        return sum(len(part.told) for part in self.parts)


def letters(found: Audit) -> list[Letter]:
    """The letters for the agencies of an audit that need one, in its order."""
    return [letter for line in found.agencies if (letter := _letter(line, found.year))]


def _letter(line: Row, year: int) -> Letter | None:
    parts = [
        Part(say(f"letter-{kind}"), told, list(_proposed(line)) if kind == "sums" else [])
        for kind, faults in _KINDS.items() if (told := list(faults(line)))
    ]  # fmt: skip
    if not parts:
        return None
    missing = line["timing"] == "missing"
    page = line["url"] or line["file"] or "—"
    return Letter(
        line["agency_name"] or line["agency"],
        line["superior"],
        say("letter-title", year=year),
        say("letter-none" if missing else "letter-read", year=str(year), page=page),
        parts,
        say("letter-closing-none" if missing else "letter-closing"),
    )


def _missing(line: Row) -> Iterator[str]:
    if line["timing"] == "missing":
        why = line["why_missing"]
        yield word("why_missing", why) if why and why not in _OURS else ""


def _failing(line: Row) -> Iterator[str]:
    for one in line["failing"]:
        table = str(one["where"]).partition(".")[0]
        yield say("letter-fails", place=place(one["where"]), sides=equation(table, one["text"]))


def _proposed(line: Row) -> Iterator[str]:
    for one in line["repairs"]:
        printed = say("letter-blank") if one["printed"] in (None, "") else one["printed"]
        yield say("letter-proposed", place=place(one["where"]), printed=printed,
                  proposed=str(one["proposed"]))  # fmt: skip


def _breaks(line: Row) -> Iterator[str]:
    for one in line["breaks"]:
        yield say("letter-broken", check=word("check", one["check"]), item=name(one["key"]),
                  expected=str(one["expected"]), printed=str(one["printed"]))  # fmt: skip


def _prose(line: Row) -> Iterator[str]:
    for one in line["prose"]:
        told = "—" if one["table"] is None else str(one["table"])
        yield say("letter-said", text=one["text"], place=place(one["where"] or ""), table=told)


def _form(line: Row) -> Iterator[str]:
    if line["old_form"]:
        yield say("letter-old", form=line["form"])


def _late(line: Row) -> Iterator[str]:
    if line["timing"] == "late":
        yield say("letter-days", published=line["published_on"], due=line["due_on"],
                  days=line["days_late"])  # fmt: skip


def _copied(line: Row) -> Iterator[str]:
    for share, whose in ((line["own_share"], None), (line["peer_share"], line["peer_name"])):
        if share is not None and share >= COPIED:
            other = say("letter-last-year") if whose is None else whose
            yield say("letter-alike", share=f"{share:.0%}", other=other)


_OURS = ("no-portal", "not-crawled")  # why there is no report, of which an agency knows nothing
_KINDS: dict[str, Any] = {
    "missing": _missing, "sums": _failing, "years": _breaks, "prose": _prose,
    "form": _form, "late": _late, "copied": _copied,
}  # fmt: skip
