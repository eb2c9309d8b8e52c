"""This module puts what a frame of HTML shows in its place, where the page itself holds it (`srcdoc`)."""

from selectolax.lexbor import LexborNode

from parsers.depth import parse_html

_SHOWN = "iframe[srcdoc]:not([hidden], [style*=none i])"
_DEEPEST = 3  # frames within one another


def open_frames(body: LexborNode, html: str) -> None:
    """Replace each frame whose document the page holds by that document; `html` is the page's source."""
    for _ in range(_DEEPEST if "srcdoc" in html else 0):
        for frame in body.css(_SHOWN):
            inner = parse_html(frame.attributes["srcdoc"] or "").body
            for node in list(inner.iter(include_text=True)) if inner else ():
                frame.insert_before(node)
            del frame.attrs["srcdoc"]  # the empty frame is taken out with what else is not shown
