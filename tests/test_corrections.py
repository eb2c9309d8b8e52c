"""What a person has decided: applied by page and place, always marked, told where it fits nothing."""

import json
import sqlite3
from datetime import date
from decimal import Decimal

import click
import pytest

from parsers import extract
from parsers.corrections import apply
from schemas.capture import Capture
from schemas.correction import Correction
from schemas.report import Status
from scraper.corrections import read
from tests.archives import answer, warc
from tests.commands import gongkai
from tests.dumped import selected
from tests.printing.statistics import as_html, figures, lines
from tests.reading import report_of
from tests.render import Layout, render, specimen

PAGE = specimen(3, Layout()).text
CAPTURE = Capture(body=PAGE.encode(), name="page.html")
SHA = CAPTURE.sha256


def correction(**told):
    return Correction(**{"sha256": SHA, "place": "requests.granted.total", "value": 7} | told)


def row(report, table, key):
    return next(one for one in getattr(report, table) if one.row == key)


def test_a_correction_takes_the_place_of_the_figure_and_keeps_what_is_printed():
    before = extract(CAPTURE)
    after = apply(before, [correction(reason="信函告知", by="王某")])
    figure = row(after, "requests", "granted")
    assert figure.total == 7
    assert figure.printed["total"] == str(row(before, "requests", "granted").total)
    (told,) = after.corrections
    assert (told.place, told.value, told.by) == ("requests.granted.total", "7", "王某")
    assert told.printed == figure.printed["total"]
    assert [f.code for f in after.findings if f.where == "requests.granted.total"] == [
        "corrected-by-person"
    ]


def test_proof_speaks_of_what_is_printed_and_not_of_a_correction():
    before = extract(CAPTURE)
    after = apply(before, [correction(value=10**6)])
    assert before.status is Status.PROVED
    assert (after.status, after.tables) == (before.status, before.tables)


def test_a_blank_an_amount_and_a_year_can_be_decided():
    after = apply(
        extract(CAPTURE),
        [
            correction(value=""),
            correction(place="disclosures.fees.amount", value="12.50"),
            correction(place="metadata.report_year", value=2020),
            correction(place="metadata.published_on", value="2021-01-30"),
            correction(place="metadata.written_on", value=date(2021, 1, 29)),
        ],
    )
    assert row(after, "requests", "granted").total is None
    assert row(after, "disclosures", "fees").amount == Decimal("12.50")
    assert after.metadata.report_year == 2020
    assert after.metadata.published_on.isoformat() == "2021-01-30"
    assert after.metadata.written_on.isoformat() == "2021-01-29"
    assert len(after.corrections) == 5


def test_a_row_that_was_lost_can_be_filled_in():
    text = "\n".join(line for line in PAGE.splitlines() if "部分公开" not in line)
    lost = report_of(text)
    assert "partially_granted" not in [one.row for one in lost.requests]
    after = apply(lost, [correction(place="requests.partially_granted.total", value=4)])
    assert row(after, "requests", "partially_granted").total == 4
    assert row(after, "requests", "partially_granted").printed == {}


def test_a_correction_of_something_else_than_is_printed_does_not_fit():
    before = extract(CAPTURE)
    after = apply(before, [correction(printed="no such figure")])
    assert after.requests == before.requests
    assert after.corrections == ()
    assert after.findings[-1].code == "correction-unfit"


LIST = Capture(body=as_html(lines(figures(1))).encode())


def decided(**told):
    return apply(extract(LIST), [Correction(**{"sha256": LIST.sha256, "value": 7} | told)])


def test_an_indicator_of_the_statistics_can_be_decided():
    count = decided(place="statistics.complaints.value")
    money = decided(place="statistics.budget.value", value="12.50")
    first, second = (
        next(one for one in report.statistics if one.indicator == key)
        for report, key in ((count, "complaints"), (money, "budget"))
    )
    assert (first.value, first.amount) == (7, None)
    assert (second.value, second.amount) == (None, Decimal("12.50"))
    assert first.printed == str(figures(1)["complaints"])


def test_a_zero_of_the_statistics_is_no_blank():
    page = Capture(body=as_html(lines(figures(1) | {"complaints": 0})).encode())
    told = {"sha256": page.sha256, "place": "statistics.complaints.value", "value": 7}
    report = apply(extract(page), [Correction(**told, printed="0")])
    (corrected,) = report.corrections
    decided = next(one for one in report.statistics if one.indicator == "complaints")
    assert (corrected.printed, decided.printed, decided.value) == ("0", "0", 7)
    blank = apply(extract(page), [Correction(**told, printed="")])
    assert blank.findings[-1].code == "correction-unfit"


@pytest.mark.parametrize("told", [
    {"place": "statistics.complaints.value", "printed": "no such figure"},
    {"place": "statistics.appeals.value"},
    {"place": "metadata.report_year", "printed": "1999", "value": 2019},
])  # fmt: skip
def test_what_a_correction_does_not_fit_stays_as_it_is(told):
    report = decided(**told)
    assert report.corrections == ()
    assert report.findings[-1].code == "correction-unfit"


@pytest.mark.parametrize("value", ["twelve", "1e3", "NaN", "12,5"])
def test_an_amount_is_a_plain_number(value):
    with pytest.raises(ValueError, match="not a valid amount"):
        correction(place="disclosures.fees.amount", value=value)


ENTRY = f'[[correction]]\nsha256 = "{SHA}"\nplace = "requests.granted.total"\nvalue = 7\n'
MISTAKES = [
    (ENTRY.replace("granted", "grnted"), "c.toml:3: place: no such place: requests.grnted.total; did you mean requests.granted.total"),
    (ENTRY.replace("value = 7", "valu = 7"), "c.toml:4: valu: unknown key; did you mean value"),
    (ENTRY + "because = 1\n", "c.toml:5: because: unknown key"),
    (ENTRY + "Reason = ''\n", "c.toml:5: Reason: unknown key; did you mean reason"),
    *((ENTRY + f"on = {day}\n", "c.toml:5: on: must be a date, such as 2026-03-02")
      for day in ("0", '"1767225600"', "12:00:00", "[2026]")),
    (ENTRY + "line = 1\n", "c.toml:5: line: unknown key"),
    (ENTRY.replace("value = 7", ""), "c.toml:1: value: is required"),
    (ENTRY.replace("= 7", "= 7.5"), "c.toml:4: value: is a whole number"),
    *((ENTRY + f"{key} = 13\n", f"c.toml:5: {key}: must be text in quotes") for key in ("printed", "by")),
    (ENTRY.replace("= 7", f"= {10**15}"), "c.toml:4: value: must be 999999999999999 or less"),
    *((ENTRY.replace("requests.granted.total", f"metadata.{field}").replace("= 7", f"= {value}"), f"c.toml:4: value: not a valid {field}: {value}")
      for field, value in (("published_on", 0), ("written_on", 20210130), ("report_year", 0), ("report_year", 10**14))),
    (ENTRY.replace("= 7", '= "7"'), "c.toml:4: value: a count must be a whole number"),
    (ENTRY.replace("requests.granted.total", "metadata.report_year").replace("= 7", '= "last"'),
     "c.toml:4: value: not a valid report_year: last"),
    (ENTRY.replace("requests.granted.total", "metadata.published_on").replace("= 7", '= "2021-02-30"'),
     "c.toml:4: value: not a valid published_on: 2021-02-30"),
    (ENTRY.replace(SHA, "abc"), "c.toml:2: sha256: is not a SHA-256"),
    ("\n" + ENTRY + ENTRY, "c.toml:6: requests.granted.total of this page is already corrected on line 2"),
    ("correction = 5\n", "c.toml: may contain only [[correction]] tables"),
    (ENTRY + "[expect]\n", "c.toml: may contain only [[correction]] tables"),
    ("[correction]\na = 1\n", "c.toml: may contain only [[correction]] tables"),
    ('correction = [{ place = "metadata.title" }]', "c.toml: may contain only [[correction]] tables"),
    ("a = ", "c.toml:1: a: Invalid value"),
    *((ENTRY.replace(plain, typed), f"c.toml:{line}: {told}; {mark} stands where {must} must")
      for plain, typed, line, told, mark, must in (
          ('"requests.granted.total"', "“requests.granted.total”", 3, "place: Invalid value", "“", '"'),
          ('total"', "total”", 3, "place: Illegal character '\\n'", "”", '"'),
          ("value =", "value ＝", 4, "Expected '=' after a key in a key/value pair", "＝", "="),
          ("= 7", "= ７", 4, "value: Invalid value", "７", "7"),
          ("= 7", "= 7 ＃ by telephone", 4, "value: Expected newline or end of document after a statement", "＃", "#"),
          ("]]", "]］", 1, "Expected ']]' at the end of an array declaration", "］", "]"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_in_the_file_is_told_with_its_line(text, said):
    with pytest.raises(click.UsageError) as told:
        read("c.toml", text)
    assert told.value.message.startswith(said)
    assert "\n" not in told.value.message.split("(at")[0]


def granted(path):
    found = selected(path, "SELECT total, decided FROM requests WHERE row = 'granted'")
    return found[0] if found else None


def test_corrections_beside_the_database_survive_rebuilds_and_are_marked_everywhere(tmp_path):
    (tmp_path / "page.html").write_bytes(CAPTURE.body)
    (tmp_path / "corrections.toml").write_text(ENTRY)
    for name in ("one.db", "one.db", "two.db"):
        assert gongkai("extract", tmp_path / name, tmp_path / "page.html").returncode == 0
        assert granted(tmp_path / name) == (7, '["total"]')
    with sqlite3.connect(tmp_path / "two.db") as db:
        assert db.execute("SELECT corrections, revisions FROM reports").fetchone() == (1, 1)
        assert db.execute("SELECT place, value FROM corrections").fetchall() == [
            ("requests.granted.total", "7")
        ]
        marked = 'SELECT row, "column" FROM facts WHERE decided'
        assert db.execute(marked).fetchall() == [("granted", "total")]
        for view in ("request_totals", "quality", "outcomes", "dispute_totals"):
            assert db.execute(f"SELECT corrections FROM {view}").fetchall() == [(1,)], view


def test_a_file_named_goes_before_the_one_beside_and_taking_it_away_restores_the_print(tmp_path):
    (tmp_path / "page.html").write_bytes(CAPTURE.body)
    (tmp_path / "other.toml").write_text(ENTRY.replace("= 7", "= 8"))
    (tmp_path / "corrections.toml").write_text(ENTRY)
    database = tmp_path / "a.db"
    told = gongkai(
        "extract", database, tmp_path / "page.html", "--corrections", tmp_path / "other.toml"
    )
    assert told.returncode == 0
    assert granted(database)[0] == 8
    (tmp_path / "corrections.toml").unlink()
    assert gongkai("extract", database, tmp_path / "page.html").returncode == 0
    assert granted(database) == (row(extract(CAPTURE), "requests", "granted").total, "[]")


def test_a_correction_of_a_page_that_was_not_read_is_told(tmp_path):
    (tmp_path / "page.html").write_bytes(CAPTURE.body)
    (tmp_path / "c.toml").write_text(ENTRY + ENTRY.replace(SHA, "0" * 64))
    told = gongkai(
        "extract",
        tmp_path / "a.db",
        tmp_path / "page.html",
        "--corrections",
        tmp_path / "c.toml",
        "--json",
    )
    assert [one["line"] for one in json.loads(told.stdout)["unmet"]] == [5]
    assert "Correction without a page: line 5, requests.granted.total" in told.stderr


def test_a_usage_error_leaves_the_database_untouched(tmp_path):
    (tmp_path / "page.html").write_bytes(CAPTURE.body)
    (tmp_path / "c.toml").write_text("[[correction]]\n")
    told = gongkai(
        "extract", tmp_path / "a.db", tmp_path / "page.html", "--corrections", tmp_path / "c.toml"
    )
    assert told.returncode == 2
    assert not (tmp_path / "a.db").exists()


def test_a_page_that_was_read_already_is_read_again_where_a_correction_came_or_went(tmp_path):
    page, database = tmp_path / "page.html", tmp_path / "a.db"
    page.write_bytes(CAPTURE.body)
    before = row(extract(CAPTURE), "requests", "granted").total
    for text, wanted in (("", before), (ENTRY, 7), (ENTRY.replace("= 7", "= 8"), 8), ("", before)):
        (tmp_path / "corrections.toml").write_text(text)
        assert gongkai("extract", database, page).returncode == 0
        assert granted(database)[0] == wanted


ONE = specimen(3, Layout())
PRINTED = ONE.figures["requests", "granted", "total"]
COUNTED = PAGE.replace("</body>", "<p>浏览次数：9</p></body>")
REWORDED = PAGE.replace("本年度收取", "本机关本年度收取")
OTHER_FIGURE = render(
    ONE.form, ONE.figures | {("requests", "granted", "total"): 1234}, ONE.layout, ONE.article
)
ENTIRE = ENTRY.replace("requests.granted.total", "report").replace("= 7", '= ""')
FETCHED = {
    "a counter goes on": (ENTRY, "a", COUNTED, 7, None),
    "the prose is mended": (ENTRY, "a", REWORDED, 7, None),
    "the figure is mended": (ENTRY, "a", OTHER_FIGURE, 1234, None),
    "the site is rebuilt": (ENTRY, "b", REWORDED, PRINTED, "http://x.gov.cn/b"),
    "a page that is no report": (ENTIRE, "a", COUNTED, None, None),
    "a page that was none": (ENTIRE, "a", REWORDED, PRINTED, None),
}


@pytest.mark.parametrize("case", FETCHED)
def test_a_correction_holds_for_what_its_address_prints_later(case, tmp_path):
    entry, address, text, wanted, told = FETCHED[case]
    file, database = tmp_path / "a.warc.gz", tmp_path / "a.db"
    later = answer(f"http://x.gov.cn/{address}", text.encode(), "text/html")
    file.write_bytes(warc(answer("http://x.gov.cn/a", CAPTURE.body, "text/html"), later))
    assert gongkai("extract", database, file).returncode == 0
    for decided, figure in ((entry, wanted), ("", 1234 if text is OTHER_FIGURE else PRINTED)):
        (tmp_path / "corrections.toml").write_text(decided)
        run = gongkai("extract", database, file, "--json")
        unmet = [one["page"] for one in json.loads(run.stdout)["unmet"]]
        assert unmet == ([told] if told and decided else [])
        assert (granted(database) or (None,))[0] == figure
        assert gongkai("verify", database, file).returncode == 0  # as a new database would be


@pytest.mark.parametrize("entry", [ENTRY, ENTIRE])
# Read in this order
@pytest.mark.parametrize("names", [("a.html", "b.html"), ("b.html", "a.html")])
def test_what_takes_the_place_of_a_corrected_page_is_told_as_it_says_itself(entry, names, tmp_path):
    pages, database = tmp_path / "pages", tmp_path / "a.db"
    pages.mkdir()
    for name, text in zip(names, (PAGE, COUNTED), strict=True):
        (pages / name).write_text(text)
    assert gongkai("extract", database, pages).returncode == 0
    shown = "SELECT json_extract(json, '$.source.sha256') FROM revisions"
    ((first,),) = selected(database, shown)
    (tmp_path / "corrections.toml").write_text(entry.replace(SHA, first))
    assert gongkai("extract", database, pages).returncode == 0
    assert gongkai("verify", database, pages).returncode == 0  # as a new database would be
