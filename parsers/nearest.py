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
def nearest_label(text: str, version: str, table: str) -> Proposal | None:
    """The label of a table, in a version of the form, that is most similar to a text; None where none is similar enough.

    >>> nearest_label("行政许可事项", "2021", "disclosures").key
    'rows.licensing'
    """
    folded, labels = fold(text), _labels(version, table)
    alike = [SequenceMatcher(None, folded, fold(one.label)).ratio() for one in labels]
    most = max(alike, default=0)
    return labels[alike.index(most)] if folded and most >= _LIKE_ENOUGH else None


def _labels(version: str, name: str) -> list[Proposal]:
    """Every label of a table, as a proposal."""
    table = forms()[version].tables.get(name) if version in forms() else None
    if table is None:
        return []
    return [
        Proposal(version, table.name, f"{axis}.{line.key}", label)
        for axis, lines in (("rows", table.rows), ("columns", table.columns))
        for line in lines.values()
        for label in line.labels
    ]
