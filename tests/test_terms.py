"""A thing has one Chinese word wherever a person meets it, and Chinese is set as Chinese."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.report import Status
from scraper.database.dictionary import value_words

ROOT = Path(__file__).parents[1]
TERMS = tomllib.loads((ROOT / "tests" / "chinese_terms.toml").read_text(encoding="utf-8"))
NAMES = ("portals.toml", "people.toml", "walls.toml")  # what pages print and agencies are called
SPOKEN = sorted(
    path
    for pattern in (
        "README.zh.md", "docs/zh/*.md", "docs/reference/cli.zh.md", "schemas/findings.toml",
        "scraper/**/*.toml", "scraper/**/*.py", "scraper/**/*.html", "scraper/**/*.jinja",
    )
    for path in ROOT.glob(pattern)
    if path.name not in NAMES
)  # fmt: skip
HAN = "\u4e00-\u9fff"
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>|{[^{}]*}", re.DOTALL)
ENGLISH = re.compile(r"\W*[A-Za-z]+ [a-z]+ [a-z]")  # a sentence that quotes some Chinese
SET_WRONG = {
    "a comma, a semicolon, a colon or a bracket of half width": rf"[{HAN}] ?[,;:?!(](?!\S*[=&])|\)(?=[{HAN}])",
    "a figure without a blank before 年, 月 or 日": r"(?<![\d“])\d+[年月日](?!\d)",
    "straight quotation marks": rf"[{HAN}]\"[{HAN}]",
    "a full stop of half width": rf"[{HAN}]\.(?:\s|$)",
}


def chinese(path: Path) -> list[str]:
    """The lines of a file that hold a sentence of Chinese, without code and what is put into them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = CODE.sub("", text)
    if path.suffix == ".toml":
        text = "\n".join(re.findall(rf'"((?:[^"\\]|\\.)*[{HAN}](?:[^"\\]|\\.)*)"', text))
    told = [line for line in text.splitlines() if re.search(rf"[{HAN}]{{2}}", line)]
    return [line for line in told if not ENGLISH.match(line)]


def found_in(paths: list[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """What is found in files, by name; files in which nothing is found are left out."""
    found = {path.relative_to(ROOT).as_posix(): look(path) for path in paths}
    return {name: what for name, what in found.items() if what}


def test_no_line_of_a_guide_breaks_within_chinese():
    """A browser shows the break as a blank, which Chinese has not."""

    def broken(guide: Path) -> list[str]:
        text = CODE.sub("`", guide.read_text(encoding="utf-8"))
        return re.findall(rf".*[{HAN}，。；：、）”]\n *[{HAN}“（《].*", text)

    guides = [path for path in SPOKEN if path.suffix == ".md"]
    assert len(guides) > 10
    assert found_in(guides, broken) == {}


def test_there_are_texts_to_look_at():
    assert sum(len(chinese(path)) for path in SPOKEN) > 1000


def test_a_thing_has_one_word():
    def other_words(path: Path) -> dict[str, str]:
        text = path.read_text(encoding="utf-8")
        return {word: term["zh"] for term in TERMS.values() for word in term["not"] if word in text}

    assert found_in(SPOKEN, other_words) == {}, "write the second word for the first"


PROSE = [
    path for path in SPOKEN if path.suffix in (".md", ".toml") and "reference" not in path.parts
]


def test_chinese_is_set_as_chinese():
    def set_wrong(path: Path) -> list[tuple[str, str]]:
        lines = chinese(path)
        return [
            (what, line)
            for what, pattern in SET_WRONG.items()
            for line in lines
            if re.search(pattern, line)
        ]

    assert found_in(PROSE, set_wrong) == {}


@pytest.mark.parametrize("status", list(Status))
def test_a_chart_calls_a_status_as_the_dictionary_does(status):
    text = (ROOT / "scraper" / "dashboards.toml").read_text(encoding="utf-8")
    assert set(re.findall(rf'"(\S+ {status})"', text)) == {value_words("status", status)}
