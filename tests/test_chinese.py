"""What a command says in Chinese has no word of English in it but codes, names of files and what can be typed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemas.finding import codes
from schemas.form import forms
from scraper.cli import main
from scraper.database import names
from tests.commands import gongkai
from tests.dumped import altered
from tests.province import CITY, YEARS, database

ROOT = Path(__file__).parents[1]
LATIN = re.compile(r"[A-Za-z]{2,}(?:-[a-z]+)*")
NAMED = re.compile(  # keys of reports, addresses; files; a command to type
    r"\S*[\d/]\S*|[\w-]+(?:\.\w+)+|gongkai .*"
)
# Codes, a table, an option, and what publish --accept names.
KNOWN = frozenset({*codes(), "captures", "json", "agencies", "reports"})
KEYS = frozenset(  # a narrow column parts a place's key: its end stands on a line of its own
    row for form in forms().values() for table in form.tables.values() for row in table.rows
)
FIXTURES = str(ROOT / "fixtures")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of pages in every state, and one whose agencies have a superior."""
    made = tmp_path_factory.mktemp("chinese")
    gongkai("extract", made / "all.db", FIXTURES, "--workers", 1)
    database(made / "city.db", 3)
    return made


@pytest.mark.parametrize("typed", [
    ("extract", "new.db", FIXTURES, "--workers", "1"),
    ("check", "all.db"),
    ("check", "city.db"),
    ("audit", "city.db"),
    ("audit", "city.db", CITY, "--year", str(max(YEARS))),
    ("publish", "all.db", "served.db"),
    ("publish", "city.db", "all.db"),
    ("verify", "all.db", FIXTURES, "--workers", "1"),
    ("crawl", "archive", "qz-yjj", "--dry-run"),
], ids=lambda typed: " ".join(typed[:3]).replace(FIXTURES, "fixtures"))  # fmt: skip
def test_no_word_of_english_is_left(folder, typed, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "400")
    answer = gongkai("--lang", "zh", *typed)
    told = answer.stdout + answer.stderr
    assert re.search(r"[\u4e00-\u9fff]{2}", told)
    left = {*LATIN.findall(NAMED.sub("", told))} - KNOWN - {*typed}
    assert {word for word in left if not any(key.endswith(word) for key in KEYS)} == set()


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.version)
def test_every_equation_and_place_of_a_form_can_be_told_in_chinese(form):
    for table in form.tables.values():
        for equation in table.equations:
            assert not re.search("[a-z]", names.equation(table.name, equation.text))
        for row, column in table.places:
            where = f"{table.name}.{row}.{column}"
            assert names.place(where) != where


@pytest.mark.parametrize(
    ("charset", "words"),
    [("utf-8", "勾稽关系成立"), ("gb18030", "勾稽关系成立"), ("gbk", "勾稽关系成立"), ("ascii", "equations: ")],
)  # fmt: skip
def test_a_chinese_locale_is_answered_in_what_its_terminal_can_show(folder, charset, words):
    asked = CliRunner(charset=charset, env={"LC_ALL": f"zh_CN.{charset}"})
    told = asked.invoke(main, ["check", str(folder / "all.db")])
    shown = told.stdout_bytes.decode(charset)
    assert words in shown
    assert not re.search(r"\\[ux]|\ufffd", shown.splitlines()[0])  # what pages print may be escaped


def test_a_row_that_only_one_side_has_is_told_in_chinese(folder, tmp_path):
    less = tmp_path / "less.db"
    shutil.copy(folder / "all.db", less)
    altered(less, "DELETE FROM findings WHERE code = 'table-absent'")
    told = gongkai("--lang", "zh", "verify", less, FIXTURES, "--workers", 1)
    assert told.returncode == 3
    assert re.search("findings .* 没有 .* 有 ", told.stdout)


@pytest.mark.parametrize(
    "charset",
    ["GBK", *(pytest.param(each, marks=pytest.mark.slow) for each in ("GB18030", "UTF-8"))],
)
def test_the_charset_of_the_locale_holds_though_the_machine_lacks_the_locale(charset):
    env = {"PATH": os.environ["PATH"], "LC_ALL": f"zh_CN.{charset}"}
    command = [sys.executable, "-m", "scraper", "看"]
    told = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True)
    assert told.stderr.decode(charset).startswith("错误：没有命令 '看'")
