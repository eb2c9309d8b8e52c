"""This module writes letters as Word documents, one per agency, with a CSV list for a mail merge."""

import csv
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from scraper import atomic_output
from scraper.errors import GongkaiError, requires
from scraper.escaping import escape_for_xml
from scraper.exports.csv_files import escape_formula
from scraper.language import say
from scraper.letters import Letter

_LIST = "letters.csv"
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST = 60  # characters of a name: three bytes each, where a file's name has 255
_SONG = "宋体"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows


def write(letters: list[Letter], folder: Path) -> None:
    """Write letters into a folder, all of them or none; GongkaiError if the folder is not empty."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise GongkaiError(f"{folder}: is not empty; letters need a folder of their own")
    atomic_output.require_parent(folder)
    named = list(zip(_names(letters), letters, strict=True))
    with atomic_output.folder(folder) as made:
        for name, letter in named:
            (made / name).write_bytes(document(letter))
        (made / _LIST).write_text(_list(named), encoding="utf-8-sig", newline="")


def document(letter: Letter) -> bytes:
    """A letter as DOCX; the same letter gives the same bytes. ToolMissing if the extra is not installed."""
    with requires("python-docx", "office"):
        from docx import Document
    made = Document()
    _set_type(made.styles)
    _set_paper(made.sections[0])
    made.core_properties.author = made.core_properties.comments = ""
    made.add_heading(escape_for_xml(letter.title), level=1)
    made.add_paragraph(escape_for_xml(say("letter-to", agency=letter.agency)))
    made.add_paragraph(escape_for_xml(letter.opening))
    for part in letter.parts:
        if any(part.told):  # that a report is missing, the opening says
            made.add_heading(escape_for_xml(part.heading), level=2)
        for number, told in enumerate(filter(None, part.told), 1):
            made.add_paragraph(escape_for_xml(f"{number}. {told}"))
        for note in part.notes:
            made.add_paragraph(escape_for_xml(note))
    made.add_paragraph(escape_for_xml(letter.closing))
    saved = BytesIO()
    made.save(saved)
    return _undated(saved)


def _set_type(styles: Any) -> None:
    """Set one typeface for Latin and Chinese text, in black."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for name in ("Normal", "Heading 1", "Heading 2"):
        style = styles[name]
        style.font.name = _SONG
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _SONG)


def _set_paper(section: Any) -> None:
    """Set the paper to A4, upright."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)


def _undated(saved: BytesIO) -> bytes:
    """The document without the timestamps of its zip entries."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as dated, zipfile.ZipFile(packed, "w") as undated:
        for entry in dated.infolist():
            undated.writestr(
                zipfile.ZipInfo(entry.filename, _EPOCH), dated.read(entry), zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def _names(letters: list[Letter]) -> Iterator[str]:
    """A file name for each letter, numbered where two agencies share a name."""
    used: dict[str, int] = {}
    for letter in letters:
        name = _UNFIT.sub("_", letter.agency).strip(". ")[:_LONGEST] or "_"
        used[name] = used.get(name, 0) + 1
        yield f"{name}.docx" if used[name] == 1 else f"{name} ({used[name]}).docx"


def _list(named: list[tuple[str, Letter]]) -> str:
    told = StringIO()
    writer = csv.writer(told)
    writer.writerow(
        map(say, ("superior", "agency", "letters-file", "letters-faults", "letters-kinds"))
    )
    for name, letter in named:
        kinds = say("semicolon").join(part.heading for part in letter.parts)
        cells = (letter.superior or "", letter.agency, name, letter.faults, kinds)
        writer.writerow([escape_formula(str(cell)) for cell in cells])
    return told.getvalue()
