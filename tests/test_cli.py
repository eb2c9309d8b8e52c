"""Every verb ends with the exit code that is promised, and says what is wrong in one line."""

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from tests.archives import HTML, warc
from tests.golden import FIXTURES
from tests.processes import started

REPORTS = FIXTURES / "reports"

# What is said, in a folder that has pages/, a.db made of it, and a list.html that is no report.
ANSWERS: list[tuple[str, int, str]] = [
    ("extract new.db pages", 0, ""),
    ("extract new.db pages --fail-on error", 3, ""),
    ("extract new.db pages/jpaas-2021.html --fail-on error", 0, ""),
    ("extract new.db pages/jpaas-2021.html --fail-on info", 3, ""),
    ("extract new.db list.html", 0, ""),
    ("extract new.db broken.zip", 4, ""),
    ("extract new.db nowhere", 2, "nowhere"),
    ("extract new.db pages --log nowhere/log", 1, "nowhere: no such folder; create it first"),
    ("extract pages pages", 1, "is a folder; the database comes first: gongkai extract"),
    ("extract nowhere/new.db pages", 1, "nowhere: no such folder; create it first"),
    ("extract new.db pages --workers none", 2, "none"),
    ("extract", 2, "Missing argument"),
    ("show pages/jpaas-2021.html", 0, ""),
    ("show list.html", 1, "not a report"),
    ("show -", 1, "-: not a report: the page is empty"),
    ("extract b.db a.db", 1, "a.db: is a database; give the pages or the archive that it is made of"),
    ("show a.db", 1, "is a database; gongkai check and gongkai serve tell what it has"),
    ("show nowhere.html", 2, "does not exist"),
    ("show pages", 2, "is a folder; read its pages into a database: gongkai extract"),
    ("check a.db", 0, ""),
    ("check a.db --fail-on error", 3, ""),
    ("check nowhere.db", 1, "no such database; make it with: gongkai extract nowhere.db PAGES"),
    ("check '不 在.db'", 1, "gongkai extract '不 在.db' PAGES"),
    ("show 'two words'", 2, "gongkai extract reports.db 'two words'"),
    ("check 'two words'", 1, "gongkai extract reports.db 'two words'"),
    ("check nowhere.html", 1, "no such file; a database has a name like reports.db"),
    ("verify nowhere.db pages", 1, "no such database"),
    ("check list.html", 1, "not a database; a page is read by gongkai show"),
    ("check pages", 1, "is a folder; read its pages into a database: gongkai extract"),
    ("forms", 0, ""),
    ("forms 2021", 0, ""),
    ("forms 1999", 2, "no such form"),
    ("schema", 0, ""),
    ("publish a.db served.db", 0, ""),
    ("publish a.db served.db --accept everything", 0, ""),
    ("publish nowhere.db served.db", 1, "no such database"),
    ("publish list.html served.db", 1, "not a database"),
    ("publish a.db list.html", 1, "Error: list.html: not a database"),
    ("publish a.db ./a.db", 1, "are the same file"),
    ("publish a.db pages", 1, "Error: pages: is a folder; name a file, such as pages/reports.db"),
    ("publish a.db nowhere/served.db", 1, "no such folder"),
    ("publish a.db served.db --expect nowhere.toml", 2, "nowhere.toml"),
    ("publish a.db served.db --expect list.html", 2, "list.html:1: "),
    ("publish a.db", 2, "Missing argument"),
    ("serve nowhere.db", 1, "no such database"),
    ("serve a.db --port many", 2, "many"),
    ("export nowhere.db out", 1, "no such database"),
    ("export a.db list.html", 2, "is a file"),
    ("report nowhere.db out.html", 1, "no such database"),
    ("report none.db a.db", 1, "is a database; name another file to write to"),  # told at once
    ("report a.db y.html --years 2024 2024", 2, "two different years"),
    ("report a.db -", 2, "- names no file"),
    ("audit nowhere.db 某县", 1, "no such database"),
    ("audit a.db 某县", 1, "no such superior"),
    ("audit a.db --xlsx a.xlsx", 2, "SUPERIOR"),
    ("audit a.db --year 2024", 2, "SUPERIOR"),
    ("audit a.db 某县 --year 99999999999999999999", 2, "not in the range"),
    ("show pages/jpaas-2021.html --out report.json", 2, "--evidence"),
    ("extract new.db pages --shards parts", 2, "--cluster"),
    ("crawl archvie", 2, "archvie: no such folder; to crawl all"),
    ("crawl qz-yjj", 2, "qz-yjj: is a portal; the archive comes first: gongkai crawl archive/ qz-yjj"),
    ("crawl archvie --dry-run", 0, ""),
    ("crawl archvie qz-yjj --urls list.html", 2, "--urls and PORTAL exclude each other"),
    ("nonsense", 2, "No such command"),
    ("shwo list.html", 2, "Did you mean 'show'?"),
    ("show --nonsense", 2, "nonsense"),
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages, one of them with a wrong sum, the database of them, and no report."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "pages").mkdir()
    (folder / "two words").mkdir()
    for name in ("jpaas-2021.html", "one-wrong-2021.html", "piped-cells-2019.txt"):
        shutil.copy(REPORTS / name, folder / "pages" / name)
    shutil.copy(FIXTURES / "rejected" / "list-page.html", folder / "list.html")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    assert run(f"extract {folder / 'a.db'} {folder / 'pages'}").exit_code == 0
    return folder


def nobody(*_: object, **__: object) -> None:
    raise socket.gaierror


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, to say the words in; no name is looked up there."""
    shutil.copytree(made, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    return tmp_path / "here"


def run(words: str) -> Result:
    return CliRunner().invoke(main, shlex.split(words), catch_exceptions=False)


@pytest.mark.parametrize(("words", "code", "complaint"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_a_verb_ends_as_promised_and_complains_in_one_line(folder, words, code, complaint):
    result = run(words)
    assert result.exit_code == code, result.output
    if code in (1, 2):
        assert result.stdout == ""
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert complaint in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [
    "extract new.db pages", "check a.db", "forms", "forms 2019", "schema", "show pages/jpaas-2021.html",
])  # fmt: skip
def test_json_is_json_and_nothing_else_is_on_standard_output(folder, words):
    assert json.loads(run(f"{words} --json").stdout)


PRINTING = (
    "show pages/jpaas-2021.html", "forms", "schema", "check a.db --json", "--help", "show --help",
)  # fmt: skip


@pytest.mark.parametrize("words", PRINTING)
def test_a_full_disk_under_standard_output_is_one_line(folder, words):
    told = started(folder, (*words.split(),), out="/dev/full")
    assert told.ended(within=100) == 1
    assert told.said() == "Error: standard output: No space left on device\n"


@pytest.mark.parametrize(("words", "closed", "code"), [
    ("schema", ">&-", 0), ("crawl new-archive --portals refused.toml", "2>&-", 4),
])  # fmt: skip
def test_an_output_that_is_closed_ends_no_verb(folder, words, closed, code):
    refused = '[portals.x]\nagency = "X"\nstart = "http://127.0.0.1/"\n'
    (folder / "refused.toml").write_text(refused)
    env = {**os.environ, "PYTHONPATH": str(FIXTURES.parent)}
    typed = shlex.join([sys.executable, "-m", "scraper", *words.split()])
    told = subprocess.run(
        ["sh", "-c", f"{typed} {closed}"], stderr=subprocess.PIPE, env=env, check=False, cwd=folder
    )
    assert (told.returncode, told.stderr) == (code, b"")


SAID = ("show pages/jpaas-2021.html --evidence requests.granted.total", "check a.db", "forms 2021",
        "audit a.db", "publish a.db served.db", "portals", "extract new.db pages")  # fmt: skip


@pytest.mark.parametrize("charset", ["gbk", "ascii"])
@pytest.mark.parametrize("words", SAID)
def test_a_terminal_whose_charset_lacks_a_character_is_told_all_the_same(folder, words, charset):
    told = CliRunner(charset=charset).invoke(main, words.split(), catch_exceptions=False)
    assert told.exit_code == 0
    assert told.stdout


@pytest.mark.parametrize("charset", ["gbk", "ascii"])
@pytest.mark.parametrize("words", ["show pages/jpaas-2021.html", "check a.db --json", "schema"])
def test_json_is_the_same_in_every_charset(folder, words, charset):
    told = CliRunner(charset=charset).invoke(main, words.split(), catch_exceptions=False)
    assert json.loads(told.stdout_bytes) == json.loads(run(words).stdout)


def test_a_label_that_no_form_knows_does_not_act_on_the_terminal(tmp_path):
    text = (REPORTS / "jpaas-2021.html").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(text.replace("结果维持", '结果\x1b[31m"保持"'), encoding="utf-8")
    told = run(f"show {page} --lang en")
    assert told.stderr.startswith('unknown label: 结果\ufffd[31m"保持"\n  possibly: columns.upheld')
    assert '\\"保持\\""]  # in [disputes]' in told.stderr
    assert "\x1b" not in told.output


def test_the_name_of_a_page_is_no_markup_of_the_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    body = (REPORTS / "jpaas-2021.html").read_bytes()
    url = "http://gk.example/[/bold]/\x1b[31m.html"
    (tmp_path / "a.warc.gz").write_bytes(warc((url, "200 OK", HTML, body)))
    told = run(f"extract {tmp_path / 'a.db'} {tmp_path / 'a.warc.gz'} --workers 1")
    assert told.exit_code == 0, told.output
    assert "[/bold]" in told.stderr
    assert "\x1b[31m.html" not in told.stderr


@pytest.mark.parametrize("page", sorted(p.name for p in REPORTS.iterdir() if p.suffix != ".json"))
def test_what_show_prints_is_as_the_printed_schema_says(page):
    jsonschema = pytest.importorskip("jsonschema", reason="comes with the extra for exports")
    told = json.loads(run(f"show {shlex.quote(str(REPORTS / page))}").stdout)
    jsonschema.validators.validator_for(_schema())(_schema()).validate(told)


def test_an_interrupt_while_the_program_is_loaded_ends_it_in_silence():
    loads = "import builtins, os, scraper.__main__ as m; builtins.__import__ = lambda *_: os.kill(os.getpid(), 2); m.main()"
    told = subprocess.run([sys.executable, "-c", loads], capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (130, b"")


def test_a_page_may_come_from_standard_input():
    page = REPORTS / "jpaas-2021.html"
    piped = CliRunner().invoke(main, ["show", "-"], input=page.read_bytes())
    told, saved = (json.loads(one.stdout) for one in (piped, run(f"show {page}")))
    assert told.pop("source")["sha256"] == saved.pop("source")["sha256"]
    assert told == saved


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(run("schema").stdout)
    return schema


def test_the_rest_of_a_folder_is_read_where_one_file_cannot_be(folder):
    shutil.copy(folder / "broken.zip", folder / "pages" / "broken.zip")
    for name in ("empty.html", "picture.png", "news.html"):
        shutil.copy(FIXTURES / "rejected" / name, folder / "pages" / name)
    (folder / "pages" / "cut.html").write_bytes((REPORTS / "trs-2021.html").read_bytes()[:9000])
    told = run("extract new.db pages --json")
    assert told.exit_code == 4
    outcomes = json.loads(told.stdout)["outcomes"]
    assert outcomes["report"] == 4
    assert outcomes["not-a-report"] >= 2
    assert "broken.zip" in told.output


@pytest.mark.parametrize(("count", "named"), [(1, 1), (5, 5), (7, 5)])
def test_the_first_pages_that_are_no_report_are_named_with_the_reason(folder, count, named):
    (folder / "few").mkdir()
    for number in range(count):
        page = f"{(folder / 'list.html').read_text()}<!-- {number} -->"
        (folder / "few" / f"{number}.html").write_text(page)
    told = run("extract new.db few --lang en").stdout
    assert f"{count} not a report" in told
    assert told.count(".html: not a report: neither its title") == named
    assert ("… and 2 more (--json lists all, as does the table captures)" in told) is (
        count > named
    )
