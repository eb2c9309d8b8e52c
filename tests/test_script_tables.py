"""A report that a page keeps for a script is read where it can be no other, else it is told."""

import json
import re
from html import escape
from urllib.parse import quote

import pytest

from parsers import NotAReport, extract
from parsers.evidence import find_evidence, marked_table
from parsers.readers.script_html import has_table_words, held_html
from schemas.capture import Capture
from schemas.finding import sentence
from schemas.report import Report, Status
from tests.documents import as_markup, differences, sample
from tests.reading import report_of

OWN, BEFORE = sample(1), sample(6)
READ, SHOWN = "read-from-script", "shown-by-script"


def page(held: str, title: str = OWN.article.title) -> str:
    """A page as frameworks serve it: title and menu, an empty element, and what its scripts hold."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<ul><li>首页</li></ul><div id='content'></div>{held}<div>版权所有</div></body></html>"
    )


def read(held: str) -> Report:
    return extract(Capture(body=page(held).encode(), name="page.html"))


def codes(report: Report) -> set[str]:
    return {one.code for one in report.findings}


def literal(told: object, ascii_only: bool = True) -> str:
    return json.dumps(told, ensure_ascii=ascii_only).replace("</", "<\\/")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'").replace("\n", "\\n").replace("</", "<\\/") + "'"


HELD = {
    "JSON": lambda a: f"<script type='application/json'>{literal({'props': [{'content': a}]})}</script>",
    "JSON in plain letters": lambda a: f"<script type=application/json>{literal([a], False)}</script>",
    "JSON in JSON": lambda a: f"<script>var d = JSON.parse({literal(json.dumps({'d': a}))})</script>",
    "a variable": lambda a: f"<script>var c = {literal(a)}; show(c)</script>",
    "a variable in plain letters": lambda a: f"<script>var c = {literal(a, False)};</script>",
    "signs in escapes": lambda a: "<script>x({c:" + literal(a).replace("<", "\\u003c") + "})</script>",
    "signs in short escapes": lambda a: f"<script>x({literal(a, False).replace('<', chr(92) + 'x3c')})</script>",
    "quotes": lambda a: f"<script>// don't\nvar c = {quoted(a)};</script>",
    "backticks": lambda a: f"<script>const c = `\n{a}`;</script>",
    "entities": lambda a: f"<script>var c = {literal(escape(a))};</script>",
    "a function": lambda a: f"<script>__NUXT__=(function(a){{return {{c:{literal(a)}}}}}(1))</script>",
    "twice": lambda a: f"<script>var c = {literal([a, a])};</script>",
    "pieces written one by one": lambda a: "<script>" + "".join(
        f"document.write({literal(piece)});\n" for piece in a.split("</tr>")) + "</script>",
    "pieces put together": lambda a: "<script>var c = " + " +\n".join(
        map(literal, a.split("</tr>"))) + "; e.innerHTML = c</script>",
    "pieces added to one another": lambda a: "<script>var s = '';" + "".join(
        f"s += {literal(piece)};" for piece in a.split("</tr>")) + "</script>",
    "Word's spans": lambda a: f"<script>var c = {literal(re.sub('(?<=[一-龥])(?=[一-龥])', '</b><b>', a))};</script>",
    "an address's escapes": lambda a: f"<script>document.write(decodeURIComponent('{quote(a)}'))</script>",
    "escapes of letters": lambda a: "<script>document.write(unescape('" + re.sub(
        "[^0-9A-Za-z]", lambda one: (f"%{ord(one[0]):02X}" if one[0] < "\x7f" else f"%u{ord(one[0]):04X}"), a
    ) + "'))</script>",
    "a field": lambda a: f"<textarea id='t' style='display:none'>{escape(a)}</textarea>",
    "a script of HTML": lambda a: f"<script type='text/template'>{a}</script>",
    "an editor's script": lambda a: f"<script id='c' type='text/plain'>{a}</script>",
    "a template": lambda a: f"<template>{a}</template>",
    "for browsers without scripts": lambda a: f"<noscript>{a}</noscript>",
}  # fmt: skip


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("way", HELD)
def test_a_report_held_for_a_script_is_read(way, titled):
    report = read(HELD[way](as_markup(OWN, titled)))
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert READ in codes(report)
    assert SHOWN not in codes(report)


UNSURE = {
    "another year": f"<script>var c = {literal(as_markup(BEFORE))}</script>",
    "another year under its title": f"<script>var c = {literal(as_markup(BEFORE, True))}</script>",
    "two reports": f"<script>var c = {literal([as_markup(OWN), as_markup(BEFORE)])}</script>",
    "pieces of two texts": "<script>" + "".join(
        f"{'st'[n % 2]} += {literal(p)};" for n, p in enumerate(as_markup(OWN).split("</tr>"))) + "</script>",
    "figures from variables": "<script>var c = " + re.sub(
        r">(\d+)<", r">' + f[\1] + '<", quoted(as_markup(OWN))) + "</script>",
    "figures alone": "<script>var r = [{n: '本年新收政府信息公开申请数量', v: [1, 0, 2]}]</script>",
    "an address": "<script>fetch('/api/1').then(show)</script>",
}  # fmt: skip


@pytest.mark.parametrize("way", UNSURE)
def test_what_may_be_another_report_or_cannot_be_read_is_told_and_lends_no_figure(way):
    report = read(UNSURE[way])
    assert {one.status for one in report.tables.values()} == {Status.ABSENT}
    assert SHOWN in codes(report)
    assert READ not in codes(report)


TABLES = re.findall("<table.*?</table>", as_markup(OWN), re.DOTALL)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("way", ["a variable", "pieces written one by one", "a template"])
def test_a_table_that_a_script_alone_holds_stands_in_its_part(way, number):
    report = read(as_markup(OWN).replace(TABLES[number], HELD[way](TABLES[number])))
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert READ in codes(report)
    assert SHOWN not in codes(report)


@pytest.mark.parametrize("number", [0, 2])
def test_a_table_of_which_a_script_holds_two_is_told_and_lends_no_figure(number):
    other = re.findall("<table.*?</table>", as_markup(BEFORE), re.DOTALL)[number]
    held = HELD["a variable"](TABLES[number]) + HELD["a variable"](other)
    report = read(as_markup(OWN).replace(TABLES[number], held))
    assert SHOWN in codes(report)
    assert Status.ABSENT in {one.status for one in report.tables.values()}


FIGURE = re.compile(r"<td([^>]*)>\d+</td>")


@pytest.mark.parametrize(
    "cell", ["<td id='c'></td>", "<td>{{ row.total }}</td>", "<td>${a.b}</td>"]
)
def test_a_table_whose_cells_a_script_fills_is_told_and_doubtful(cell):
    spanned = cell.replace("<td", r"<td\1")
    report = read(FIGURE.sub(spanned.replace("$", r"$"), as_markup(OWN)))
    assert SHOWN in codes(report)
    assert report.tables["requests"].status is Status.DOUBTFUL
    assert {value for row in report.requests for value in (row.total,)} == {None}


# A page's comments round what a script holds, and whether a browser shows it.
COMMENTS = {
    "<!-- {} -->": False, "<!--{}--!>": False, "<!--[if IE]>{}<![endif]-->": False, "<!---->{}": True,
    "<!-->{}": True, "<!--a-->{}<!--b": True, "<!--a--!>{}<!--b": True, "<!--a{}": False,
}  # fmt: skip


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("way", ["a variable", "a template", "a field"])
def test_what_a_script_in_a_comment_holds_is_shown_by_no_browser(way, comment):
    report = read(comment.format(HELD[way](as_markup(OWN))))
    assert (READ in codes(report)) == COMMENTS[comment]
    assert (report.tables["requests"].status is Status.PROVED) == COMMENTS[comment]


def test_the_marks_that_hide_a_script_from_old_browsers_hide_nothing():
    report = read(f"<script><!--\nvar c = {literal(as_markup(OWN))};\n//--></script>")
    assert (differences(OWN, report), READ in codes(report)) == ({}, True)


def test_a_blank_form_and_a_page_that_shows_its_tables_are_as_they_are():
    assert SHOWN not in codes(read(FIGURE.sub(r"<td\1></td>", as_markup(OWN))))
    report = read(as_markup(OWN) + UNSURE["another year"])
    assert differences(OWN, report) == {}
    assert codes(report).isdisjoint((SHOWN, READ))


def test_a_page_that_says_nothing_without_its_script_is_refused_for_that():
    shell = "<html><title>海晏市</title><body><div id='app'></div><script src='a.js'></script></body></html>"
    with pytest.raises(NotAReport) as refusal:
        report_of(shell)
    assert refusal.value.reason == sentence(SHOWN)


def test_a_figure_held_by_a_script_has_its_place_and_no_table_of_the_page():
    capture = Capture(body=page(HELD["a variable"](as_markup(OWN))).encode())
    found = find_evidence(capture, "requests.new_requests.total")
    assert found is not None
    assert found.value == OWN.figures["requests", "new_requests", "total"]
    assert marked_table(capture, found) is None


@pytest.mark.parametrize(
    "script",
    ["'本年新收<table>", '"本年新收\\', "`本年新收<table>${x}`", "{" * 9000 + "'本年新收'", '"\\ud83d本年新收<table>"'],
)  # fmt: skip
def test_a_broken_script_holds_at_most_text(script):
    assert all(
        isinstance(text, str) for text in held_html(f"<script>{script}</script>", has_table_words)
    )


def test_elements_that_do_not_end_hold_nothing_however_many_they_are():
    text = "本年新收" + "<script><textarea>" * 60_000 + "<template>本年新收<table></template>"
    assert list(held_html(text, has_table_words)) == ["本年新收<table>"]


@pytest.mark.parametrize("pieces", ['"\\', "\"'`", "'a", "`${"])
def test_texts_of_a_script_that_do_not_end_are_passed_at_once(pieces):
    held = f"<script>本年新收{pieces * 50_000}</script><template>本年新收<table></template>"
    assert list(held_html(held, has_table_words))[-1] == "本年新收<table>"


@pytest.mark.parametrize(
    "letters", ["<text y='{at}'>{word}</text>", "<text><tspan>{word}</tspan></text>"]
)
def test_a_report_that_is_drawn_is_told(letters):
    words = re.sub(r"<[^<>]+>", " ", as_markup(OWN)).split()
    drawn = "".join(letters.format(at=at, word=word) for at, word in enumerate(words))
    assert SHOWN in codes(read(f"<svg><g>{drawn}</g></svg>"))
    assert SHOWN not in codes(read(f"<svg><text>本年新增</text></svg>{as_markup(OWN)}<svg></svg>"))
