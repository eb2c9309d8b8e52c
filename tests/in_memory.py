"""This module makes files in memory: what is saved there, and zip files."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile


def saved(made: Any, *how: Any, **options: Any) -> bytes:
    """The file as which a document, a workbook or a picture is saved."""
    buffer = BytesIO()
    made.save(buffer, *how, **options)
    return buffer.getvalue()


def zipped(files: Mapping[Any, str | bytes]) -> bytes:
    """Files in a zip file, each under its name."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return buffer.getvalue()


def parts(body: bytes) -> dict[str, bytes]:
    """The files in a zip file."""
    with ZipFile(BytesIO(body)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(body: bytes, change: Callable[[str, bytes], str | bytes]) -> bytes:
    """A zip file each of whose files is changed."""
    return zipped({name: change(name, held) for name, held in parts(body).items()})
