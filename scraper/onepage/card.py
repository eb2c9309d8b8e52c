"""This module makes the card of one agency: its years, and where it stands among its peers."""

from difflib import get_close_matches
from pathlib import PurePath
from typing import Any

from parsers.metadata.spellings import spellings
from scraper.errors import GongkaiError
from scraper.language import say
from scraper.onepage import charts
from scraper.onepage.figures import OUTCOMES, Line, Peers, peers, usable, years
from scraper.onepage.overview import shares
from scraper.onepage.section import (
    Cell,
    Page,
    Section,
    Tile,
    coded,
    figure,
    label,
    legend,
    link,
    percent,
    section,
    table,
)

_COUNTS = ("new_requests", "results_total", "carried_forward")


def chosen(found: list[Line], name: str) -> list[Line]:
    """The rows of the agency that a name, part of a name, or code means.

    Raises GongkaiError if no agency or several match; the message suggests some.
    """
    names = {line["agency"]: line["agency_name"] or line["agency"] for line in found}
    called = (name, *spellings(name))
    exact = {key for key, full_name in names.items() if name == key or full_name in called}
    meant = exact or {key for key, full_name in names.items() if name in full_name}
    if len(meant) == 1:
        return [line for line in found if line["agency"] in meant]
    if meant:
        some = say("comma").join(sorted(f"{names[key]} ({key})" for key in meant)[:8])
        raise GongkaiError(f"{name}: {len(meant)} agencies have this in their name, such as {some}; "
                           "give the whole name, or the code in brackets")  # fmt: skip
    near = get_close_matches(name, sorted(set(names.values())), 3, 0.4)
    if near:
        raise GongkaiError(f"{name}: no such agency; did you mean {say('comma').join(near)}")
    raise GongkaiError(f"{name}: no such agency")


def names_agency(found: list[Line], name: str) -> bool:
    """Whether a name, part of a name, or code is that of an agency among the rows."""
    called = spellings(name)
    return any(
        name == line["agency"] or name in (told := line["agency_name"] or "") or told in called
        for line in found
    )


def card(found: list[Line], name: str) -> tuple[Page, list[Line]]:
    """The card of an agency, and the rows that it shows."""
    own = chosen(found, name)
    last = own[-1]
    others = peers(usable(found), last)
    rank = coded("level", last["level"]) if last.get("level") else None
    code = last["agency"] if last["agency"][:1].isdigit() else None
    lead = " · ".join(str(one) for one in (last.get("region"), rank, code) if one)
    with_results = [line for line in own if line.get("results_total")]
    parts = (_against(own, others), shares(with_results), _years(own))
    title = str(last["agency_name"] or last["agency"])
    return Page(title, lead, _tiles(last, others), tuple(part for part in parts if part)), own


def _tiles(last: Line, others: Peers) -> tuple[Tile, ...]:
    year = last["report_year"]
    made = [Tile(str(year), label("years"), coded("status", last["status"]))]
    for name in _COUNTS:
        middle = others.middle(year, name)
        note = f"{label('median')} {figure(middle)}" if middle is not None else ""
        made.append(Tile(figure(last.get(name)), label(name), note))
    share, middle = last.get("disclosed_share"), others.middle(year, "disclosed_share")
    note = f"{label('median')} {middle:.1%}" if middle is not None else ""
    made.append(Tile(percent(share).text, label("disclosed", "outcomes"), note))
    return tuple(made)


def _compared(own: list[Line], others: Peers) -> list[dict[str, Any]]:
    points = [{"year": line["report_year"], "kind": label("own"), "value": line["new_requests"]}
              for line in own if line.get("new_requests") is not None]  # fmt: skip
    middles = ((year, others.middle(year, "new_requests")) for year in years(own))
    return points + [{"year": year, "kind": label("median"), "value": value}
                     for year, value in middles if value is not None]  # fmt: skip


def _note(others: Peers) -> dict[str, str]:
    count = len({line["agency"] for line in others.lines})
    zh, en = (coded("level", others.level) if others.level else "— —").split(" ")
    zh, en = f"同类：{zh}", f"Peers: {en}"
    if others.region:
        zh, en = f"{zh}、{others.region}", f"{en}, {others.region}"
    return {"zh": f"{zh}的其他机关 {count} 个，取中位数；不足三个时不列。",
            "en": f"{en}, {count} other agencies, their median; left out where there are fewer than three."}  # fmt: skip


def _against(own: list[Line], others: Peers) -> Section:
    kinds = (label("own"), label("median"))
    points = _compared(own, others)
    last = own[-1]
    year = last["report_year"]
    rows = [(label(f"{kind}", "outcomes"), percent(last.get(f"{kind}_share")),
             percent(others.middle(year, f"{kind}_share"))) for kind in OUTCOMES]  # fmt: skip
    return section("peers", charts.trend(points, label("new_requests"), kinds),
                   table([str(year), *kinds], rows), note=_note(others),
                   legend=legend(kinds, charts.LINES))  # fmt: skip


def _years(own: list[Line]) -> Section:
    head = [label("year"), *map(label, _COUNTS), *(label(kind, "outcomes") for kind in OUTCOMES),
            *map(label, ("backlog_share", "reconsideration", "litigation", "status", "source"))]  # fmt: skip
    return section("card", None, table(head, [_row(line) for line in reversed(own)]))


def _row(line: Line) -> list[Any]:
    shares = (percent(line.get(f"{kind}_share")) for kind in (*OUTCOMES, "backlog"))
    lawsuits = [
        line.get(f"litigation_{kind}_total") for kind in ("direct", "after_reconsideration")
    ]
    address = line.get("url")  # the name of a file may be long, and is wrapped
    source = "原文 page" if address else PurePath(line.get("file") or "—").name
    return [
        str(line["report_year"]), *(line.get(name) for name in _COUNTS), *shares,
        line.get("reconsideration_total"),
        None if lawsuits == [None, None] else sum(one or 0 for one in lawsuits),
        Cell(coded("status", line["status"]), "w"), link(source, address, "w" if address else "name"),
    ]  # fmt: skip
