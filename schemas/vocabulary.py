"""This module loads the labels of metadata boxes, and the field that each one fills (metadata.toml)."""

from functools import cache

from schemas.data_files import read_toml
from schemas.record import Record

_LONG = 4  # characters of a label that is no common word


class OtherRules(Record):
    """The names of bodies that disclose by other rules than the Regulations, and of those rules."""

    bodies: tuple[str, ...]
    others: tuple[str, ...]
    grounds: tuple[str, ...]


class Vocabulary(Record):
    """The labels of metadata boxes and header lines, from `metadata.toml`."""

    fields: dict[str, tuple[str, ...]]
    kept: tuple[str, ...]
    furniture: tuple[str, ...]
    boxed: frozenset[str]
    converted: dict[str, str]
    head: dict[str, tuple[str, ...]]
    nothing: frozenset[str]
    borrowed: dict[str, str]
    other_rules: OtherRules


@cache
def vocabulary() -> Vocabulary:
    """Every label that a field is known by, from `schemas/metadata.toml`."""
    raw = read_toml("schemas", "metadata.toml")
    return Vocabulary(
        fields=raw["fields"],
        kept=raw["kept"]["labels"],
        furniture=raw["furniture"]["labels"],
        boxed=frozenset((*raw["boxed"]["labels"], *_long(raw["fields"]))),
        converted=raw["converted"],
        head=raw["head"],
        nothing=raw["nothing"]["values"],
        borrowed=raw["borrowed"],
        other_rules=OtherRules(**raw["other_rules"]),
    )


def _long(fields: dict[str, list[str]]) -> tuple[str, ...]:
    """The labels of fields that are too long to be common words."""
    return tuple(label for labels in fields.values() for label in labels if len(label) >= _LONG)
