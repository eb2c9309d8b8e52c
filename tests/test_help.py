import inspect
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from schemas.finding import codes
from scraper.cli import load, main
from scraper.errors import ToolMissing, requires
from scraper.language import _sentences, say
from scraper.verbs import VERBS
from tests.dumped import selected
from tests.render import Layout, specimen
from tests.yearbook import yearbook

ROOT = Path(__file__).parents[1]


def verbs() -> dict[str, click.Command]:
    """Every command that does something: a verb, or a verb of a group."""
    found: dict[str, click.Command] = {}
    for name in VERBS:
        command = load(name)
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {key}".strip(): one for key, one in inner.items()}
    return found


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return yearbook(tmp_path_factory.mktemp("help") / "reports.db", 8, range(2022, 2025))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    text = specimen(1, Layout()).text.replace("结果维持", "结果保持")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", verbs())
def test_every_verb_says_what_it_does_shows_an_example_and_speaks_json(name):
    told = CliRunner().invoke(main, [*name.split(), "--help"])
    assert told.exit_code == 0
    group = CliRunner().invoke(main, [name.partition(" ")[0], "--help"]).output
    shown = [text for text in (told.output, group) if re.search(r"Examples?:", text)]
    assert any(f"gongkai {name}" in text for text in shown), "an example is missing (see Verb)"
    summary, options = told.output.find("\n  "), told.output.find("Options:")
    assert 0 < summary < options
    assert re.match(r"\s+[A-Z].*?[.;:]", told.output[summary:], re.DOTALL)
    assert "--json" in told.output
    assert "--lang" in told.output


@pytest.mark.parametrize("words", [[], ["portals"]])
def test_the_list_of_verbs_cuts_no_sentence_off(words):
    told = CliRunner().invoke(main, [*words, "--help"]).output.partition("Commands:")[2]
    listed = verbs().items() if words else ((name, load(name)) for name in VERBS)
    for name, verb in listed:
        if name.startswith(" ".join(words)):
            first = re.split(r"\.(?:\s|$)", verb.help or "")[0]
            assert "".join(first.split()) in "".join(told.split()), name


@pytest.mark.parametrize("name", VERBS)
def test_the_list_of_verbs_says_what_the_verb_says_of_itself(name):
    assert load(name).get_short_help_str() == VERBS[name]


def test_no_verb_is_loaded_to_list_them():
    """Neither for the help nor to complete a verb or an option."""
    code = """import os, sys
from scraper.cli import main
for typed in (None, "gongkai sc", "gongkai -"):
    if typed:
        os.environ |= {"_GONGKAI_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": "1"}
    try:
        main(["--help"], prog_name="gongkai")
    except SystemExit:
        print([m for m in sys.modules if m.startswith(("scraper.verbs.", "parsers"))])
"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    listed, verb, option, end = told.stdout.split("[]\n")
    assert "Print the JSON Schema" in listed
    assert ("schema" in verb, "--version" in option, end) == (True, True, "")


@pytest.mark.parametrize("name", verbs())
def test_every_option_of_a_verb_has_a_help(name):
    bare = [one.name for one in verbs()[name].params
            if isinstance(one, click.Option) and not (one.help or one.show_default)]  # fmt: skip
    assert bare == []


def sentences() -> set[str]:
    """Every paragraph and every option's sentence that a help shows."""
    commands = [main, *map(load, VERBS), *verbs().values()]
    texts = [text for one in commands for text in inspect.cleandoc(one.help or "").split("\n\n")]
    texts += VERBS.values()
    for one in commands:
        texts += [
            getattr(option, "help", None) or "" for option in one.get_params(click.Context(one))
        ]
    return {" ".join(text.split()) for text in texts} - {""}


TYPED = re.compile(r"--[a-z-]+|[A-Z]{2,}|[a-z]+\.toml")  # what a sentence names as it is typed


def test_every_sentence_of_a_help_has_its_chinese_and_the_table_no_other():
    table = tomllib.loads((ROOT / "scraper" / "help.toml").read_text(encoding="utf-8"))
    assert sentences() - {key for part in table.values() for key in part} == set()
    assert {*table["commands"], *table["options"]} - sentences() == set()
    for english, chinese in (table["commands"] | table["options"]).items():
        assert re.search("[\u4e00-\u9fff]", chinese), english
        assert set(TYPED.findall(english)) <= set(TYPED.findall(chinese)), english


@pytest.mark.parametrize("name", ["", "portals", *verbs()])
@pytest.mark.parametrize("width", [60, 80])
def test_a_help_in_chinese_fits_its_terminal(name, width):
    words = ["--lang", "zh", *name.split(), "--help"]
    told = CliRunner().invoke(main, words, terminal_width=width).output
    assert told.startswith("用法：gongkai")
    # No example
    written = [line for line in told.splitlines() if not line.startswith("  gongkai ")]
    assert [line for line in written if cell_len(line) > width] == []
    assert [line for line in written if line.strip()[:1] in "，。；：、）”" and line.strip()] == []
    assert "Options" not in told


@pytest.mark.parametrize("name", verbs())
def test_the_examples_name_options_that_are(name):
    command = verbs()[name]
    known = {option for one in command.params for option in one.opts}
    for example in getattr(command, "examples", ()):
        assert {word for word in example.split() if word.startswith("--")} <= known, example


@pytest.mark.parametrize(("variables", "words"), [
    ({"LC_ALL": "zh_CN.UTF-8"}, "勾稽关系成立"), ({"LANG": "zh_TW.UTF-8"}, "勾稽关系成立"),
    ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "equations"), ({"LANG": "en_GB.UTF-8"}, "equations"),
    ({}, "equations"),
])  # fmt: skip
def test_the_locale_says_the_language(database, variables, words):
    blank = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"))
    told = CliRunner().invoke(main, ["check", str(database)], env={**blank, **variables})
    assert words in told.output


@pytest.mark.parametrize("words", [["--lang", "zh", "check"], ["check", "--lang", "zh"]])
def test_the_option_goes_before_the_locale(database, words):
    told = CliRunner().invoke(main, [*words, str(database)], env={"LC_ALL": "en_US.UTF-8"})
    assert "勾稽关系成立" in told.output
    assert codes()["equation-failed"].zh in told.output


def test_a_finding_is_told_in_the_language_at_hand_and_the_same_otherwise(page):
    told = {lang: json.loads(CliRunner().invoke(main, ["show", str(page), "--lang", lang]).stdout)
            for lang in ("zh", "en")}  # fmt: skip
    assert told["zh"]["findings"]
    for lang, report in told.items():
        for finding in report["findings"]:
            assert finding.pop("message") == getattr(codes()[finding["code"]], lang)
    assert told["zh"] == told["en"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_database_holds_codes_and_no_sentence(page, tmp_path, lang):
    path = tmp_path / "a.db"
    done = CliRunner().invoke(main, ["extract", str(path), str(page), "--lang", lang])
    assert codes()["unknown-label"].zh in done.output or lang == "en"
    kept = json.loads(selected(path, "SELECT json FROM revisions")[0][0])
    assert [one["code"] for one in kept["findings"]]
    assert all("message" not in one for one in kept["findings"])


def test_every_sentence_is_said_in_both_languages_with_the_same_values():
    for key, told in _sentences().items():
        values = {lang: set(re.findall(r"{(\w+)", text)) for lang, text in told.items()}
        assert set(values) == {"zh", "en"}, key
        assert values["zh"] == values["en"], key
    with pytest.raises(KeyError):
        say("no such sentence")


@pytest.mark.parametrize(("words", "advice"), [
    (["check", "none.db"], "gongkai extract none.db"), (["report", "none.db", "r.html"], "gongkai extract"),
    (["extract", "a.db", "nowhere"], "gongkai extract --help"), (["nonsense"], "gongkai --help"),
    (["--nonsense"], "gongkai --help"), (["--lang", "xx", "forms"], "gongkai --help"), (["forms", "1999"], "2021"),
])  # fmt: skip
def test_an_error_is_one_line_that_says_what_to_do_next(tmp_path, monkeypatch, words, advice):
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, words)
    assert told.exit_code in (1, 2)
    assert told.stderr.startswith("Error: ")
    assert told.stderr.count("\n") == 1
    assert advice in told.stderr


def test_the_version_is_the_package_s():
    told = CliRunner().invoke(main, ["--version"])
    assert told.output.strip().endswith(version("gongkai"))


@pytest.mark.parametrize(("verb", "library"), [
    ("report", "altair"), ("report", "vl_convert"), ("report", "jinja2"), ("export", "pyarrow"),
    ("export", "openpyxl"),
])  # fmt: skip
def test_a_missing_library_is_one_line_that_says_how_to_get_it(
    database, tmp_path, monkeypatch, verb, library
):
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    told = CliRunner().invoke(main, [verb, str(database), str(tmp_path / "out")])
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1), told.output
    assert "pip install 'gongkai[export]'" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("beside", "command"), [
    (True, "pip install"), (False, "/python -m pip install"),
])  # fmt: skip
def test_a_missing_library_is_installed_for_the_python_that_misses_it(
    tmp_path, monkeypatch, beside, command
):
    shell, other = tmp_path / "bin", tmp_path / "other"
    for folder in (shell, other):
        folder.mkdir()
        (folder / "pip").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(shell))
    monkeypatch.setattr(sys, "executable", str((shell if beside else other) / "python"))
    with pytest.raises(ToolMissing) as told, requires("altair", "export"):
        raise ImportError
    assert str(told.value).partition("installed: ")[2].startswith("pip") is beside
    assert f"{command} 'gongkai[export]'" in str(told.value)
