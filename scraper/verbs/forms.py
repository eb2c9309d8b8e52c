"""The verb `forms`: the known versions of the form."""

import click
from rich.table import Table as Screen

from schemas.form import Form, Table, forms
from scraper import words
from scraper.language import say
from scraper.verbs.options import as_json, console, json_of, verb
from scraper.verbs.options import table as listed

_OPEN = "9999"  # stands for the last year of a form that is in force


@verb("forms", "gongkai forms", "gongkai forms 2021 --json")
@click.argument("version", required=False)
@json_of("the forms")
def forms_verb(version: str | None, *, json_wanted: bool) -> None:
    """Print the forms, or only form VERSION: rows, columns, labels, units and equations."""
    known = forms()
    if version and version not in known:
        raise click.UsageError(f"{version}: no such form; choose one of {', '.join(known)}")
    chosen = [known[version]] if version else list(known.values())
    if json_wanted:
        as_json([form.model_dump(mode="json") for form in chosen])
        return
    for form in chosen:
        _show(form)


def _show(form: Form) -> None:
    screen = console()
    screen.print(_head(form))
    for table in form.tables.values():
        screen.print(_rows(table))
        columns = say(
            "columns", columns=say("comma").join(_column(table, key) for key in table.columns)
        )
        screen.print(f"  {columns}")
        for equation in table.equations:
            equation_words = words.equation(table.name, equation.text)
            standing = say(table.standing(equation))
            screen.print(f"  {standing}{say('colon')}{equation_words}", highlight=False)
        screen.print()


def _head(form: Form) -> str:
    first, last = map(str, form.years)
    return say(
        "form-from" if last == _OPEN else "form-from-to",
        version=f"[bold]{form.version}[/bold]",
        authority=form.authority,
        first=first,
        last=last,
    )


def _column(table: Table, key: str) -> str:
    column = table.columns[key]
    return f"{key} {column.labels[0]}" + (f" ({column.unit})" if column.unit else "")


def _rows(table: Table) -> Screen:
    shown = listed(("row", "label", "variants"), words.table(table.name), right=("variants",))
    for key, line in table.rows.items():
        shown.add_row(key, line.labels[0], str(len(line.labels) - 1))
    return shown
