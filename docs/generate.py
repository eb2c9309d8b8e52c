"""This module generates the reference pages of the documentation from the program's data (`make docs`).

A test fails if a page is out of date.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from schemas.finding import codes
from schemas.form import Form, Table, forms
from schemas.report import Report
from scraper.cli import main
from scraper.database.dictionary import english
from scraper.exports.package import codebook, table
from scraper.language import Language
from scraper.log import events
from scraper.reasons import reasons

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
_HEADER = (
    "<!-- Written by `make docs` from the program's own data: change that, not this page. -->\n\n"
)
_NAMED = re.compile(r"^    ([a-z_0-9]+(?:, [a-z_0-9]+)*)(?=  )|`([a-z_0-9]+)`", re.MULTILINE)
_OF_COMMANDS = {
    "en": "# Commands\n\n"
    "The database path comes first; data goes to standard output, messages to standard error. "
    "Exit codes: 0 done, 1 failed, 2 usage, 3 findings of the severity given with `--fail-on` or worse, 4 done but "
    "some pages could not be fetched or read, 130 interrupted. [Language and completion](../shell.md).\n",
    "zh": "# 命令一览\n\n"
    "数据库路径写在最前；数据写到标准输出，提示写到标准错误输出。退出码：0 完成，1 失败，2 用法错误，"
    "3 有达到 `--fail-on` 程度的问题，4 完成但有页面未能取得或读取，130 被中断。[语言与补全](../zh/shell.md)。\n",
}
_STATUS = {
    "proved": "every place found, labels and headers in the form's order, both readings agree, every equation true",
    "consistent": "as well read and nothing fails, but arithmetic cannot vouch for all of it",
    "contradicted": "well read, yet a sum is wrong: the agency's own slip, kept as printed",
    "doubtful": "the readings disagree, or a label is unknown or out of order",
    "partial": "places of the form are missing",
    "absent": "the page has no such table",
}


def pages() -> dict[str, str]:
    """Every generated page by its name."""
    made = {
        "cli.md": _commands("en"),
        "cli.zh.md": _commands("zh"),
        "codebook.en.md": codebook("en"),
        "codebook.zh.md": codebook("zh"),
        "findings.md": _findings(),
        "crawl-reasons.md": _reasons(),
        "log-events.md": _log_events(),
        "forms.md": _forms(),
        "schema.md": _schema(),
        "modules.md": _modules(),
    }
    return {name: _HEADER + text.rstrip() + "\n" for name, text in made.items()}


def _commands(language: Language) -> str:
    parts = [_OF_COMMANDS[language]]
    for words in ([], *_words(main, [])):
        typed = ["--lang", language, *words, "--help"]
        result = CliRunner().invoke(main, typed, terminal_width=100, prog_name="gongkai")
        parts.append(
            f"## {' '.join(('gongkai', *words))}\n\n```text\n{result.stdout.rstrip()}\n```\n"
        )
    return "\n".join(parts)


def _words(group: click.Group, before: list[str]) -> Iterator[list[str]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        yield [*before, name]
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _words(command, [*before, name])


def _findings() -> str:
    rows = [(f"`{code}`", one.severity.value, one.en, one.zh) for code, one in codes().items()]
    statuses = [(f"`{name}`", text) for name, text in _STATUS.items()]
    return "\n".join((
        "# Statuses and finding codes\n",
        "A finding is a code and the values that go with it; its sentence is made when it is shown. "
        "A code is never renamed or given another meaning.\n",
        "## Statuses\n", *table(("status", "means"), statuses), "",
        "## Codes\n", *table(("code", "severity", "means", "含义"), rows),
    ))  # fmt: skip


def _reasons() -> str:
    rows = [
        (f"`{code}`", one.status, one.en, one.zh, one.advice, one.advice_zh)
        for code, one in reasons().items()
    ]
    return "\n".join((
        "# Why a page could not be fetched\n",
        "`crawl` reports for each portal a status, a reason and what to do.\n",
        *table(("reason", "portal becomes", "means", "含义", "what to do", "处理"), rows),
    ))  # fmt: skip


def _log_events() -> str:
    rows = [
        (
            f"`{name}`",
            " ".join(one.verbs),
            " ".join(f"`{key}`" for key in one.fields),
            one.en,
            one.zh,
        )
        for name, one in events().items()
    ]
    return "\n".join((
        "# Events of the log\n",
        "A line of a [log](../logs.md) has `at`, `event`, and these fields. Names and fields are never "
        "renamed; a field may be added.\n",
        *table(("event", "of", "fields", "means", "含义"), rows),
    ))  # fmt: skip


def _forms() -> str:
    known = forms()
    years = [(version, form.authority, _span(form)) for version, form in known.items()]
    parts = [
        "# The forms side by side\n",
        "Each version is one file in `schemas/forms`; it is recognised by its labels, never by the year. "
        "An equation is prescribed by the notice unless it says (inferred), from printed reports alone, or "
        "(usual), what is so as a rule and no fault where it is not.\n",
        *table(("version", "notice", "report years"), years), "",
    ]  # fmt: skip
    names = dict.fromkeys(name for form in known.values() for name in form.tables)
    for name in names:
        parts.append(f"## {name}\n")
        parts += [*_axis(name, "rows"), "", *_axis(name, "columns"), "", *_equations(name), ""]
    return "\n".join(parts)


def _span(form: Form) -> str:
    first, last = form.years
    return f"{first}–{'' if last == 9999 else last}"


def _tables(name: str) -> dict[str, Table]:
    return {version: form.tables[name] for version, form in forms().items() if name in form.tables}


def _axis(name: str, axis: str) -> Iterator[str]:
    found: dict[str, dict[str, Any]] = {
        version: getattr(one, axis) for version, one in _tables(name).items()
    }
    keys = dict.fromkeys(key for lines in found.values() for key in lines)
    rows = [(f"`{key}`", english(key), *_labels(key, found.values())) for key in keys]
    return table((axis.removesuffix("s"), "in words", *found, "also printed as"), rows)


def _labels(key: str, found: Iterable[dict[str, Any]]) -> list[str]:
    lines = [one.get(key) for one in found]
    first = [line.labels[0] if line else "" for line in lines]
    variants = dict.fromkeys(label for line in lines if line for label in line.labels[1:])
    return [*first, "；".join(label for label in variants if label not in first)]


def _equations(name: str) -> Iterator[str]:
    for version, one in _tables(name).items():
        for equation in one.equations:
            standing = one.standing(equation)
            note = "" if standing == "prescribed" else f" ({standing})"
            yield f"- {version}: `{equation.text}`{note}"


def _schema() -> str:
    schema = Report.model_json_schema(mode="serialization")
    parts = [
        "# JSON Schema\n",
        "What `gongkai show` prints. `gongkai schema` prints the schema itself, for a validator.\n",
    ]
    for name, one in {"Report": schema, **schema["$defs"]}.items():
        if "properties" not in one:
            continue
        rows = [(f"`{key}`", _kind(value)) for key, value in one["properties"].items()]
        about = one.get("description", "").split("\n\n")[0].replace("\n", " ")
        parts += [f"## {name}\n", about + "\n", *table(("key", "type"), rows), ""]
    return "\n".join(parts)


def _kind(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(map(_kind, value["anyOf"])))
    if "$ref" in value:
        return str(value["$ref"].rsplit("/", 1)[-1])
    if "enum" in value or "const" in value:
        return ", ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items', {}))}"
    return " ".join(filter(None, (value.get("type", "any"), value.get("format"))))


def _modules() -> str:
    """The map of the code: every package and module with the first sentence of its docstring."""
    parts = [
        "# Map of the code\n",
        "Imports point down only: `scraper` may import `parsers`, and both may import `schemas`. "
        "Every module opens with the sentence that stands beside it here.\n",
    ]
    for name in ("schemas", "parsers", "scraper"):
        for package in sorted({path.parent for path in (ROOT / name).rglob("*.py")}):
            modules = sorted(package.glob("[!_]*.py"), key=_place_in_map)
            rows = [(f"`{path.stem}`", _first_sentence(path)) for path in modules]
            parts += [
                f"## {package.relative_to(ROOT).as_posix()}\n",
                _first_sentence(package / "__init__.py") + "\n",
                *_data_flow(package / "__init__.py"),
                *table(("module", "what it does"), rows), "",
            ]  # fmt: skip
    return "\n".join(parts)


def _place_in_map(module: Path) -> tuple[int, str]:
    """Where its package's docstring names a module; those that it does not name come last."""
    named = mapped(module.parent)
    return named.index(module.stem) if module.stem in named else len(named), module.stem


def mapped(package: Path) -> list[str]:
    """The modules that a package's docstring names, in its order: at the head of a line, or in backticks."""
    _, _, text = _docstring(package / "__init__.py").partition("\n\n")
    return [name for head, quoted in _NAMED.findall(text) for name in (head or quoted).split(", ")]


def _docstring(module: Path) -> str:
    return ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""


def _first_sentence(module: Path) -> str:
    sentence = " ".join(_docstring(module).split("\n\n")[0].split())
    verb = sentence.removeprefix("This module ").removeprefix("This package ")
    return verb[:1].upper() + verb[1:]


def _data_flow(package: Path) -> list[str]:
    """What a package's docstring says beside its first sentence and its examples: its modules as data flows."""
    said = _docstring(package).partition("\n\n")[2].partition(">>>")[0].strip("\n ")
    return [said + "\n"] if said else []


def _docstring(module: Path) -> str:
    return ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""


def write() -> None:
    """Write every page whose text has changed."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text:
            (FOLDER / name).write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote docs/reference/{name}\n")


if __name__ == "__main__":
    write()
