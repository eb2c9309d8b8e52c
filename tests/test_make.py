"""`make` begins with an environment: a whole one of a Python that will do, or a line that says why not."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLD = "#!/bin/sh\nexit 1\n"  # asked for its version, it is too old
BARE = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p .venv/bin && touch .venv/bin/python && echo "ensurepip is not available" >&2 && exit 1
"""


def begun(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    (folder / "Makefile").write_text((ROOT / "Makefile").read_text("utf-8"), encoding="utf-8")
    command = ["make", ".venv/bin/python", f"PYTHON={python}"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def program(folder: Path, text: str) -> str:
    path = folder / "python"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("python", [OLD, None], ids=["too old", "not there"])
def test_a_python_that_will_not_do_is_named_with_what_to_do(tmp_path, python):
    named = program(tmp_path, python) if python else str(tmp_path / "nothing")
    told = begun(tmp_path, named)
    assert told.returncode != 0
    assert f"Error: {named} is not Python 3.11 or later" in told.stderr
    assert not (tmp_path / ".venv").exists()


def test_the_help_names_every_target_in_the_language_of_the_locale():
    told = {
        lang: subprocess.run(
            ["make", "--no-print-directory", "help"], cwd=ROOT, env=os.environ | {"LC_ALL": lang}, check=True,
            capture_output=True, text=True, encoding="utf-8",
        ).stdout.splitlines()
        for lang in ("C", "zh_CN.UTF-8")
    }  # fmt: skip
    targets = [[line.split()[1] for line in lines] for lines in told.values()]
    assert targets[0] == targets[1]
    assert any(line.endswith(" a verdict: the everyday tests") for line in told["C"])
    assert [line for line in told["C"] if not line.isascii()] == []
    assert [line for line in told["zh_CN.UTF-8"] if not re.search("[\u4e00-\u9fff]", line)] == []


def test_an_environment_that_could_not_be_made_leaves_nothing_behind(tmp_path):
    told = begun(tmp_path, program(tmp_path, BARE))
    assert told.returncode != 0
    assert "ensurepip is not available" in told.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_path_with_spaces_is_one_path_and_several_paths_are_several(tmp_path):
    (tmp_path / "my 年报 (1)").mkdir()
    for needed in ("pyproject.toml", "constraints.txt"):
        (tmp_path / needed).touch()
    said = []
    for pages in ("my 年报 (1)", "one other"):
        words = [
            "make",
            "-n",
            "-f",
            str(ROOT / "Makefile"),
            "extract",
            f"PAGES={pages}",
            "DB=a b.db",
        ]
        told = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, text=True)
        said += [line for line in told.stdout.splitlines() if "gongkai extract" in line]
    assert [line.partition(" ||")[0] for line in said] == [
        """.venv/bin/gongkai extract "a b.db" 'my 年报 (1)'""",
        '.venv/bin/gongkai extract "a b.db" one other',
    ]
