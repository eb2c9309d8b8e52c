"""Every example of the documentation is run: commands in a folder with a page, Python as it stands."""

import contextlib
import importlib.resources
import importlib.util
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from docs.generate import mapped, pages
from scraper.cli import main
from scraper.export import export
from scraper.store import Store
from scraper.verbs import VERBS
from tests.render import Layout, specimen
from tests.yearbook import yearbook

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```(?:sh|shell|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNENDING = ("crawl", "serve", "portals", "verify")  # they need a network, an archive or a person
REFERENCE = sorted(path.name for path in (ROOT / "docs" / "reference").iterdir())
# The pages that take long, and the same in Chinese, are run with the slow tests.
LATER = {
    *(ROOT / "docs" / f"{name}.md" for name in ("export", "report", "shell")),
    *(ROOT / "docs" / "zh").iterdir(),
}
PACKAGES = sorted(
    path.parent
    for name in ("parsers", "scraper", "tests")
    for path in (ROOT / name).rglob("__init__.py")
)
LIBRARY = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader of the documentation has at hand: a page, a folder, a database, an export."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "pages").mkdir()
    for seed in range(3):
        page = specimen(seed, Layout()).text
        (folder / "pages" / f"{seed}.html").write_text(page, encoding="utf-8")
    shutil.copy(folder / "pages" / "0.html", folder / "page.html")
    (folder / "archive").symlink_to("pages")
    yearbook(folder / "reports.db", 4, range(2022, 2025))
    with Store(folder / "reports.db") as store:  # and a roster that names their superior
        names = store.db.execute("SELECT name FROM agencies").fetchall()
        store.finish([("海晏市人民政府", name, None) for (name,) in names])
    if importlib.util.find_spec("pyarrow"):
        export(folder / "reports.db", folder / "out")
    if (ROOT / "fixtures").is_dir():
        (folder / "fixtures").symlink_to(ROOT / "fixtures")
    return folder


@pytest.mark.parametrize("page", [
    pytest.param(page, marks=[pytest.mark.slow] * (page in LATER), id=page.relative_to(ROOT).as_posix())
    for page in PAGES
])  # fmt: skip
def test_the_examples_of_a_page_run(made, page, tmp_path, monkeypatch):
    folder = tmp_path / "reader"
    shutil.copytree(made, folder, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for kind, text in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for command, expected in commands(text):
                answer(command, expected)
        elif all(map(importlib.util.find_spec, LIBRARY.findall(text))):
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, str(page), "exec"), {"__name__": "example"})


def commands(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", text.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.split("  #")[0].strip(), output.strip()


def answer(command: str, expected: str) -> None:
    words = shlex.split(command)
    if words[0] != "gongkai":
        return
    if len(words) > 1 and words[1] in UNENDING:
        assert words[1] in VERBS, command
        named(deepest(words[1:]), words[2:])
        return
    done = run(command, words)
    assert done[0] in (0, 3), f"{command}\n{done[1]}"
    if expected:
        wanted = ".*".join(map(re.escape, expected.split("...")))
        assert re.fullmatch(wanted, done[1].strip(), re.DOTALL), f"{command}\n{done[1]}"


def run(command: str, words: list[str]) -> tuple[int, str]:
    if set(command) & set("|<>;&$"):
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True,
                              env={"PATH": path, "LC_ALL": "C.UTF-8"}, timeout=60)  # fmt: skip
        return done.returncode, done.stdout + done.stderr
    told = CliRunner().invoke(main, words[1:])
    return told.exit_code, told.output


def named(command: click.Command, words: list[str]) -> None:
    """The options of a command that is not run are options that it has."""
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    used = {word.split("=")[0] for word in words if word.startswith("--")}
    assert used <= known | {"--help"}, f"{command.name}: {used - known}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_and_no_test_runs_can_be_typed(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = "".join(SHELL.findall(page.read_text(encoding="utf-8"))).replace("\\\n", "")
    for line in shown.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if "=" not in word} <= targets, line
        elif words[:1] == ["gongkai"]:
            assert words[1] in VERBS, line
            named(deepest(words[1:]), words[1:])


def deepest(words: list[str]) -> click.Command:
    """The command that words name: `portals probe` is one in another."""
    command: click.Command = main
    for word in words:
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), word) or command
    return command


CHINESE = sorted((ROOT / "docs" / "zh").glob("*.md"))
ENGLISH_ONLY = {
    "architecture.md": "for those who change the code, whose names and docstrings are English",
    "benchmarks.md": "figures and the commands that measure them, written by make bench",
    "library.md": "for those who write programs: the names of the interface and its docstrings are English",
    "scale.md": "for those who run clusters: commands and configuration of dask, Slurm, Kubernetes",
    "security.md": "for those who change the program: it names the test of each promise",
}


def test_every_guide_is_in_chinese_too_or_says_why_not():
    guides = {path.name for path in (ROOT / "docs").glob("*.md")}
    chinese = {path.name for path in CHINESE}
    assert guides - chinese == set(ENGLISH_ONLY), "translate it, or give the reason here"
    assert chinese <= guides


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_a_chinese_page_leads_to_chinese_pages_where_there_are_some(page):
    links = re.findall(r"\[([^\]]+)\]\(\.\./([\w/.-]+)", page.read_text(encoding="utf-8"))
    english = [
        name
        for words, name in links
        if words not in ("English", "英文页")
        and (
            (ROOT / "docs" / "zh" / name).exists()
            or name in ("reference/cli.md", "reference/codebook.en.md")
        )
    ]
    assert english == []


CODE = re.compile(r"`([a-z_-]+)`")


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_a_chinese_page_shows_the_commands_of_the_english_one_and_names_no_other_code(page):
    english = (ROOT / "docs" / page.name).read_text(encoding="utf-8")
    chinese = page.read_text(encoding="utf-8")
    assert shown_in(chinese) == shown_in(english)
    assert set(CODE.findall(chinese)) - set(CODE.findall(english)) == set()


def shown_in(text: str) -> list[str]:
    blocks = [block for kind, block in FENCE.findall(text) if kind == "console"]
    typed = [command for block in blocks for command, _ in commands(block)]
    return [command.replace(" --lang zh", "") for command in typed]


def test_there_are_examples_to_run():
    found = [kind for page in PAGES for kind, _ in FENCE.findall(page.read_text("utf-8"))]
    assert found.count("console") > 2
    assert found.count("python") > 2


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """The pages that follow from data, as they are now."""
    return pages()


def test_the_reference_holds_all_that_is_generated_and_nothing_else(generated):
    assert set(generated) == set(REFERENCE), "`python docs/generate.py` writes what is missing"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_map_in_a_package_names_all_its_modules_and_nothing_else(package):
    parts = {path.stem for path in package.glob("[!_]*.py")}
    parts |= {path.parent.name for path in package.glob("*/__init__.py")}
    tests = {name for name in parts if name.startswith(("test_", "conftest"))}
    assert set(mapped(package)) == parts - tests


@pytest.mark.parametrize("name", REFERENCE)
def test_a_page_that_follows_from_data_is_not_stale(name, generated):
    path = ROOT / "docs" / "reference" / name
    assert path.read_text(encoding="utf-8") == generated[name], (
        f"{path} is stale: `python docs/generate.py` writes it anew"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [
        link for link in links if link and "://" not in link and not link.startswith("mailto:")
    ]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_command_is_documented():
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in VERBS if f"\n## gongkai {name}\n" not in text] == []


def test_the_map_for_contributors_names_only_what_is_there_and_every_package():
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| look in |")[2]
    named = set(re.findall(r"`((?:schemas|parsers|scraper)/[\w/.]+)`", told.partition("\n\n")[0]))
    assert [path for path in named if not (ROOT / path).exists()] == []
    packages = {
        path.parent
        for name in ("parsers", "scraper")
        for path in (ROOT / name).glob("*/__init__.py")
    }
    assert {path.relative_to(ROOT).as_posix() for path in packages} <= named


@pytest.mark.parametrize("package", ["schemas", "parsers", "scraper"])
def test_who_imports_a_package_has_its_types(package):
    assert importlib.resources.files(package).joinpath("py.typed").is_file()
