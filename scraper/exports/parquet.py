"""This module writes sheets as Parquet: counts as integers, money as decimals, row for row."""

import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scraper.errors import requires
from scraper.exports.sheets import Field, Sheet, Value

_SCALE = 6  # decimal places: one fen (0.01 yuan) is 0.000001 万元
_PRECISION = 38


def write(folder: Path, sheets: Sequence[Sheet], db: sqlite3.Connection) -> None:
    """Write each sheet to a file `NAME.parquet` in a new folder; raises ToolMissing without pyarrow."""
    with requires("pyarrow", "export"):
        import pyarrow as pa
        from pyarrow import parquet
    folder.mkdir()
    for sheet in sheets:
        schema = pa.schema([(field.name, _type(pa, field, sheet, db)) for field in sheet.fields])
        with parquet.ParquetWriter(folder / f"{sheet.name}.parquet", schema,
                                   compression="zstd") as out:  # fmt: skip
            for rows in sheet.batches(db):
                columns = zip(*rows, strict=True)
                arrays = [pa.array(_fit(column, as_text=kind.type == pa.string()), type=kind.type)
                          for column, kind in zip(columns, schema, strict=True)]  # fmt: skip
                out.write_batch(pa.record_batch(arrays, schema=schema))


def _fit(column: Sequence[Value], *, as_text: bool) -> list[Value]:
    """A column's values; with `as_text`, decimals become text, because they are too wide for the type."""
    return [f"{one:f}" if as_text and isinstance(one, Decimal) else one for one in column]


def _type(pa: Any, field: Field, sheet: Sheet, db: sqlite3.Connection) -> Any:
    if field.kind == "decimal":
        scale = _scale(field.name, sheet, db)
        return pa.string() if scale is None else pa.decimal128(_PRECISION, scale)
    types = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    return types.get(field.kind, pa.string())


def _scale(column: str, sheet: Sheet, db: sqlite3.Connection) -> int | None:
    """The decimal places that a column needs, at least six; None if its values exceed decimal128."""
    scale, whole = _SCALE, 0
    for (text,) in db.execute(f'SELECT DISTINCT "{column}" FROM "{sheet.name}"'):  # noqa: S608
        if text is not None:
            _, digits, exponent = Decimal(str(text)).as_tuple()
            scale = max(scale, -int(exponent))
            whole = max(whole, len(digits) + int(exponent))
    return scale if scale + whole <= _PRECISION else None
