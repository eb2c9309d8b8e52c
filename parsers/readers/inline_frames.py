"""This module puts what a frame of HTML shows in its place, where the page itself holds it (`srcdoc`)."""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from parsers.depth import parse_html

_SHOWN = "iframe[srcdoc]:not([hidden], [style*=none i])"
_DEEPEST = 3  # frames within one another


def open_frames(body: LexborNode, tags: Iterable[str | None]) -> bool:
    """Replace each frame whose document the page holds by that document, and tell whether there was one.

    `tags` are the names of the page's less common elements, among which a frame would be.
    """
    found = False
    for _ in range(_DEEPEST if "iframe" in tags else 0):
        for frame in body.css(_SHOWN):
            found = True
            inner = parse_html(frame.attributes["srcdoc"] or "").body
            for node in list(inner.iter(include_text=True)) if inner else ():
                frame.insert_before(node)
            del frame.attrs["srcdoc"]  # the empty frame is taken out with what else is not shown
    return found
