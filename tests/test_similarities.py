import sqlite3
import tracemalloc
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlite_utils import Database

from scraper.database import similarities, sketches
from scraper.database.connect import schema
from scraper.database.tables import judged_tables
from scraper.reading import make_reading
from scraper.store import Store
from tests.province import Printed, database
from tests.reports import capture, report

_HALVES = (
    "办公室逐件登记来件并会同业务科室研究答复全年没有超期群众查找更加方便栏目更新更加及时法制科审核文书",
    "档案室整理历年目录查阅点延长开放时间基层站所张贴办事指南宣传部门解读新规定群众代表现场评议提出意见",
)
WORDS, OTHERS = (half + half[::-1] for half in _HALVES)


@given(st.text(st.sampled_from("信息公开年报工作群众aé𠀀0。 "), max_size=60))
@example(WORDS)
@example("é众众众众众众众𠀀")
@example(WORDS.replace("办", "APP"))
def test_shingles_are_the_runs_of_eight_words_of_any_width(text):
    words = "".join(sign for sign in text if sign.isalpha())
    runs = {words[at : at + 8].encode() for at in range(max(1, len(words) - 7))}
    assert sketches.shingles(text) == runs


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Database, list[Printed]]:
    path = tmp_path_factory.mktemp("likeness") / "reports.db"
    pages = database(path, 5)
    return Database(path), pages


def shares(db: Database, kind: str) -> dict[tuple[str, int], tuple[str, float]]:
    return {
        (name, year): (other, share)
        for name, year, other, share in db.execute(
            "SELECT a.name, r.report_year, b.name, share FROM similarities AS s "
            "JOIN reports AS r ON r.id = s.report JOIN agencies AS a ON a.id = r.agency "
            "JOIN reports AS o ON o.id = s.other JOIN agencies AS b ON b.id = o.agency "
            "WHERE kind = ?",
            (kind,),
        )
    }


def test_a_copy_of_last_year_is_told_from_new_words(printed):
    db, pages = printed
    found = shares(db, "last-year")
    copied = {(p.agency, p.year) for p in pages if "own-copy" in p.faults} & set(found)
    assert copied
    assert all(found[key][1] > 0.9 for key in copied)
    own = {(p.agency, p.year) for p in pages if not p.faults & {"own-copy", "peer-copy"}}
    assert all(found[key][1] < 0.6 for key in own & set(found))


def test_a_copy_of_another_agency_is_found_with_its_name(printed):
    db, pages = printed
    found = shares(db, "peer")
    names = list(dict.fromkeys(page.agency for page in pages))
    there = {(page.agency, page.year) for page in pages}
    for page in pages:
        before = names[names.index(page.agency) - 1]
        copied = "peer-copy" in page.faults and "own-copy" not in page.faults
        if copied and not page.agency.endswith("政府") and (before, page.year) in there:
            other, share = found[page.agency, page.year]
            assert share > 0.9, (page.agency, page.year, other)


def test_the_same_reports_in_any_order_are_as_alike(tmp_path):
    pages = [capture(name, day) for day, name in enumerate("abc", 1)]
    told = [
        {"report_year": 2023, "text": WORDS},
        {"report_year": 2024, "text": WORDS + "另有新的做法"},
        {"report_year": 2024, "agency": "乙县财政局", "text": WORDS[:80]},
    ]
    found = []
    for turn, order in enumerate(((0, 1, 2), (2, 1, 0), (1, 2, 0))):
        with Store(tmp_path / f"{turn}.db") as store:
            for place in order:
                one = make_reading(pages[place], report(pages[place], **told[place]))
                store.add(one)
                if turn == 2:
                    store.finish()
            store.finish()
            found.append(store.db.execute("SELECT * FROM similarities").fetchall())
    assert found[0] == found[1] == found[2]
    assert [(row[1], row[3] > 0.8) for row in sorted(found[0], key=lambda row: (row[1], row[3]))] == [
        ("last-year", True), ("peer", False), ("peer", True)]  # fmt: skip


def test_a_report_of_other_words_is_compared_anew(tmp_path):
    with Store(tmp_path / "reports.db") as store:
        for day, year, text in ((1, 2023, WORDS), (2, 2024, WORDS), (3, 2024, OTHERS)):
            page = capture(f"{day}", day)
            told = report(page, report_year=year, text=text, published_on=None)
            store.add(make_reading(page, told))
            store.finish()
            if day == 2:
                assert store.db.execute("SELECT share FROM similarities").fetchall() == [(1.0,)]
        assert store.db.execute("SELECT share FROM similarities").fetchall() == [(0.0,)]


def test_little_prose_says_nothing():
    assert sketches.sketch("2024年，本机关没有收到申请。") == b""


def test_what_is_in_memory_does_not_grow_with_the_reports_compared():
    few, many = (_peak(_alike(count)) for count in (200, 600))
    assert many < few * 1.2


def _alike(count: int) -> sqlite3.Connection:
    """Reports of one year whose sketches agree in many bands, each with others."""
    random = Random(count)
    return _sketched([random.choices(range(5), k=sketches.PARTS) for _ in range(count)])


def test_of_two_that_are_as_like_the_first_key_is_kept_whichever_band_tells_of_it():
    third = list(range(100, 100 + sketches.PARTS))
    half = sketches.PARTS // 2
    first = [*range(1000, 1000 + sketches.PARTS - half), *third[-half:]]  # met in the last bands
    second = [*third[:half], *range(2000, 2000 + sketches.PARTS - half)]  # met in the first
    for placed, peer in (([first, second, third], "r0"), ([second, first, third], "r0")):
        db = _sketched(placed)
        similarities.find_changes(db)
        assert not db.in_transaction
        told = db.execute("SELECT other FROM temp.likened WHERE report = 'r2'").fetchall()
        assert told == [(peer,)]


def _sketched(every: Sequence[Sequence[int]]) -> sqlite3.Connection:
    """Reports of one year, each of an agency of its own, with these sketches."""
    db = sqlite3.connect(":memory:")
    db.executescript(schema())
    told = {
        "report_year": 2024,
        "scope": "own",
        "status": "proved",
        "parser_version": "1",
        "capture": "",
    }
    told |= dict.fromkeys((f"{table}_status" for table in judged_tables()), "proved")
    told |= dict.fromkeys(("held", "failed", "not_judged", "corrections", "revisions"), 0)
    told |= dict.fromkeys(("other", "candidates"), "{}")
    Database(db)["reports"].insert_all(
        told | {"id": f"r{number}", "agency": f"a{number}"} for number in range(len(every))
    )
    packed = ((f"r{number}", sketches.LAYOUT.pack(*parts)) for number, parts in enumerate(every))
    db.executemany("INSERT INTO sketches VALUES (?, ?)", packed)
    db.commit()
    return db


def _peak(db: sqlite3.Connection) -> int:
    tracemalloc.start()
    try:
        similarities.find_changes(db)
        assert db.execute("SELECT count(*) FROM temp.shares").fetchone()[0]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
