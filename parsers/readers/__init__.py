"""This package contains a reader for each format, which turns bytes or text into a `Page`.

`sniffing` tells the format, and `guard` keeps every reader within limits; `untyped` names what libraries without
types give them. Then, by format:

    html          what a browser shows: `hidden` removes what it does not show, by the page's `own_styles`
                  (`style_rules`); `html_tables` lays out its tables, `cell_markup` and `cell_text` their cells,
                  `loose_tables` tables without cells, `article_data` what the page says for search engines;
                  `script_html` finds the HTML that a script holds
    mhtml         the page in a saved web archive
    answers       JSON of a portal's interface, or a record of a data set (`answer_metadata`)
    pipes         plain text: `wrapped` lines joined and `joined_lines` apart, `front_matter`, `line_markup`, tables
                  drawn with `ruled_rows` or with `comma_rows`, made by a converter (`converted_rows`), or whole tables of HTML (`text_markup`)
    docx          Word: `word_package` and `strict_names` open it without what no one sees, `word_text` and
                  `word_grid` read it; `pictured_cells` tells in it, as in HTML, of pictures in cells
    xlsx          Excel: `sheet_text` tells what a cell shows, by its `number_formats`
    office        what LibreOffice or libarchive has made of another format
    pdf           PDF: `streams` checks it, `pdf_pages` draws its pages; `pictures` among them are read as scans
    ofd           OFD: `ofd_drawer` draws its objects, whose letters and lines `ofd_objects` locates
    scans         pictures: `grey` opens them, `seals` takes the seals off, `picture_pieces` joins those that were cut,
                  `scan_pages` turns, parts and scales them, `scan_level` and `perspective` straighten them,
                  `scan_tones` makes them black on white, `scan_tables` finds their cells by `scan_image`, `ocr` reads
                  them in `bands`, and `second_look` doubtful rows again; `embedded_pictures` finds those of a
                  document, `pdf_pictures` those between the text of a PDF

To draw a PDF's page, `pdf_drawer` interprets the `pdf_commands`: `pdf_writer` those of text with `pdf_letters`,
`pdf_painter` those of paths with `pdf_paths`, in the `pdf_state`.

A page of letters and rules, whatever drew it, is laid out by the same modules:

    paper         what is seen of a `drawing`: `visibility` and `overprints` leave out the rest
    geometry      points and rectangles; `inks`, which tell a figure from another beside it
    letters       letters to lines and cells; `broken_words` are joined where no rule encloses them
    frames        rules to ruled tables, and `cell_grid` these to cells with spans; `level_rows` where no rule
                  is upright, and `header_columns` puts figures under their headers
    printed       both together: a sheet with its tables; `overhang` puts letters back into their cells, and
                  `wrapped_figures` tells which cells are too narrow for their figures
    sheet         sheets to one page, scans aligned: `paragraphs` joins lines, `seams` the tables
                  that a page's end has cut, where `continuation` tells that they are one
"""

from collections.abc import Callable

from parsers.page import Page
from parsers.readers import docx, ofd, pdf, scans, xlsx
from parsers.readers.sniffing import BEFORE, PICTURES, sniff

READERS: dict[str, Callable[[bytes], Page]] = {
    "docx": docx.read,
    "ofd": ofd.read,
    "pdf": pdf.read,
    "wordxml": docx.read_xml,
    "xlsx": xlsx.read,
    **dict.fromkeys(PICTURES, scans.read),
}

__all__ = ["BEFORE", "PICTURES", "READERS", "sniff"]
