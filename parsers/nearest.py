"""This module proposes which label of a form an unknown label may be a variant of.

The proposal is for a person: similarity never decides a reading.
"""

from difflib import SequenceMatcher
from functools import lru_cache
from json import dumps
from typing import NamedTuple

from parsers.text import fold
from schemas.form import forms

_LIKE_ENOUGH = 0.5


class Proposal(NamedTuple):
    """The key that a label may be a variant of, with its form, its table and the label that is similar."""

    version: str
    table: str
    key: str
    label: str

    def toml(self, text: str) -> str:
        r"""The line to paste into the form's file, with the text as a further variant.

        >>> Proposal("2021", "requests", "rows.granted", "").toml('予以"公开"')
        'rows.granted = [..., "予以\\"公开\\""]  # in [requests] of 2021.toml'
        """
        variant = dumps(text, ensure_ascii=False)  # a string of JSON is one of TOML
        return f"{self.key} = [..., {variant}]  # in [{self.table}] of {self.version}.toml"


@lru_cache(maxsize=1024)
def nearest_label(text: str) -> Proposal | None:
    """The label of a form that is most similar to a text; None where none is similar enough.

    >>> nearest_label("行政许可事项").key
    'rows.licensing'
    """
    folded = fold(text)
    if not folded:
        return None
    labels = _labels()
    alike = [SequenceMatcher(None, folded, fold(one.label)).ratio() for one in labels]
    return labels[alike.index(max(alike))] if max(alike) >= _LIKE_ENOUGH else None


def _labels() -> list[Proposal]:
    """Every label of every form, as a proposal."""
    return [
        Proposal(form.version, table.name, f"{axis}.{line.key}", label)
        for form in forms().values()
        for table in form.tables.values()
        for axis, lines in (("rows", table.rows), ("columns", table.columns))
        for line in lines.values()
        for label in line.labels
    ]
