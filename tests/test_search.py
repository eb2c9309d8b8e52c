import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.database.fulltext import index_text
from tests.province import database
from tests.serving import browsed, listed

pytest.importorskip("datasette")

WORDS = (
    "件", "年", "科", "办", "窗", "应急", "急管", "公开", "息公", "申请", "群众", "归档",
    "办公室", "工作人", "超期现", "法制科", "数据核对", "流程图和", "限时办结", "公报寄送",
    "信息中心在", "查阅点服务", "超期现象明", "档案室在目录", "基层站所在平台", "各业务科室在数据",
    "政务服务科在窗口", "办理质量有所提高", "咨询量比往常增多", "存在的主要问题及",
    "超期 群众", "公开 申请", "件 年", "法制科 平台", "存留 归档", "窗口咨询 培训", "会同 群众查找",
    "申请 没有的词", "信息公开申请 归档", "主要问题 自查",
)  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "reports.db"
    database(path, 3)
    return path


@pytest.fixture(scope="module")
def site(small: Path) -> Iterator[httpx.Client]:
    with browsed(small) as client:
        yield client


def like(path: Path, words: str) -> set[int]:
    """What a walk over every section finds."""
    tests = " AND ".join("(heading LIKE ? OR text LIKE ?)" for _ in words.split())
    values = [f"%{word}%" for word in words.split() for _ in range(2)]
    db = sqlite3.connect(path)
    found = db.execute(f"SELECT id FROM sections WHERE {tests}", values)
    return {row[0] for row in found}


def searched(site: httpx.Client, words: str) -> set[int]:
    """What Datasette's own search box finds."""
    return {row["id"] for row in listed(site, "sections", _search=words, _size="max", _col="id")}


def test_there_are_forty_queries_of_every_length():
    assert len(WORDS) == 40
    assert {len(words) for words in WORDS if " " not in words} == set(range(1, 9))


@pytest.mark.parametrize("words", WORDS)
def test_the_search_box_finds_what_like_finds(small, site, words):
    wanted = like(small, words)
    assert len(wanted) < 1000
    assert searched(site, words) == wanted


def test_most_queries_find_something_and_not_everything(small):
    counts = [len(like(small, words)) for words in WORDS]
    assert sum(count > 0 for count in counts) >= 30
    assert len(set(counts)) >= 15


@pytest.mark.parametrize("words", [w for w in WORDS if len(w) > 1])
def test_the_search_page_finds_the_same_and_shows_the_word(small, site, words):
    found = listed(site, "search", words=words)
    wanted = like(small, words)
    first = words.split(maxsplit=1)[0]
    assert len(found) == min(len(wanted), 200)
    shown = [f"【{first}】" in row["passage"] for row in found]
    assert shown == sorted(shown, reverse=True)  # where the heading alone has it comes last
    assert all(first in row["heading"] for row in found[sum(shown) :])


def test_the_search_page_keeps_to_a_year_and_to_agencies(small, site):
    found = listed(site, "search", words="群众", year="2024", agency="财政局")
    places = """SELECT count(*) FROM sections JOIN reports ON reports.id = sections.report
      WHERE report_year = 2024 AND agency_name LIKE '%财政局%' AND sections.text LIKE '%群众%'"""
    assert len(found) == sqlite3.connect(small).execute(places).fetchone()[0] > 2
    assert {row["report_year"] for row in found} == {2024}
    assert all("财政局" in row["agency_name"] for row in found)


@pytest.mark.parametrize("words", [
    '"', "“公开”", "公开*", "-公开", "公开 OR", "NOT", "(", "^公开", "公开:申请", "%", "'", "　公开　申请",
])  # fmt: skip
def test_no_sign_that_a_reader_types_is_an_error(site, words):
    searched(site, words)
    assert site.get(f"/reports/search.json?{urlencode({'words': words})}").status_code == 200


@given(
    st.text(
        st.one_of(st.sampled_from("信息公开年报〇豈𠀀2０aé́，。 \n\u3000"), st.characters()),
        max_size=40,
    )
)
@example("2024年新收3件")
@example("𠀀市2024年")
@example("\ud800年")
def test_the_index_holds_each_character_apart_and_all_else_as_printed(text):
    characters = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    assert index_text(text).split() == re.findall(rf"{characters}|(?:(?!{characters})\S)+", text)
