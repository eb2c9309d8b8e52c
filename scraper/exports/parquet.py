"""This module writes sheets as Parquet: counts as integers, money as decimals, row for row."""

import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scraper.exports.sheets import Field, Sheet, Value
from scraper.extras import requires

SCALE = 6  # a ten-thousandth of 万元 is one yuan: six places hold a hundredth of it
PRECISION = 38


def write(folder: Path, sheets: Sequence[Sheet], db: sqlite3.Connection) -> None:
    """Write each sheet to a file of its name."""
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
                arrays = [pa.array(_fit(column, kind.type == pa.string()), type=kind.type)
                          for column, kind in zip(columns, schema, strict=True)]  # fmt: skip
                out.write_batch(pa.record_batch(arrays, schema=schema))


def _fit(column: Sequence[Value], words: bool) -> list[Value]:
    """A column's values; money too wide for a decimal is its text."""
    return [f"{one:f}" if words and isinstance(one, Decimal) else one for one in column]


def _type(pa: Any, field: Field, sheet: Sheet, db: sqlite3.Connection) -> Any:
    if field.kind == "decimal":
        scale = _scale(field.name, sheet, db)
        return pa.string() if scale is None else pa.decimal128(PRECISION, scale)
    types = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    return types.get(field.kind, pa.string())


def _scale(column: str, sheet: Sheet, db: sqlite3.Connection) -> int | None:
    """As many decimal places as are printed, six at least; None where no decimal is so wide."""
    scale, whole = SCALE, 0
    for (text,) in db.execute(f'SELECT DISTINCT "{column}" FROM "{sheet.name}"'):  # noqa: S608
        if text is not None:
            _, digits, exponent = Decimal(str(text)).as_tuple()
            scale = max(scale, -int(exponent))
            whole = max(whole, len(digits) + int(exponent))
    return scale if scale + whole <= PRECISION else None
