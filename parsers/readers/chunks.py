"""This module reads the files whose content a Word document takes in when it is opened (`altChunk`).

Programs on the web write such documents: a page of HTML, often as MHTML, in an envelope of Word.
"""

from collections.abc import Iterator
from dataclasses import replace

from parsers.decode import decode
from parsers.page import Block
from parsers.readers import html, mhtml
from parsers.readers.sniffing import sniff


def chunk_blocks(body: bytes, numbers: Iterator[int]) -> Iterator[Block]:
    """The paragraphs and tables of a file that is HTML or MHTML, the tables numbered anew; else none."""
    charset = None
    kind = sniff(body)
    if kind == "mhtml":
        body, charset, _ = mhtml.find_page(body)
    if kind in ("html", "mhtml"):
        for block in html.read(decode(body, charset).text).blocks:
            yield block if isinstance(block, str) else replace(block, number=next(numbers))
