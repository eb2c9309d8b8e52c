"""This module keeps the state that a PDF's page is drawn with: clipping window, opacity, and layers."""

from typing import Any, NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

from parsers.readers.drawing import Colour, plain_colour
from parsers.readers.geometry import Box

_TOLD = frozenset(("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"))
_OPAQUE = 0.95
_NOTHING = 0.05
_DEEPEST = 8  # layers named by layers
_MOST_ASKED = 100_000  # layers of a document that others name


class Paint(NamedTuple):
    """The clipping window, and the opacity of filling and stroking.

    `exact`: the window is a rectangle. `plain`: colours replace those below, rather than blend with
    them.
    """

    window: Box
    exact: bool = True
    fill: float = 1.0
    stroke: float = 1.0
    plain: bool = True

    @property
    def is_opaque(self) -> bool:
        """Whether filling hides what is below."""
        return self.plain and self.fill > _OPAQUE

    def updated(self, given: dict[Any, Any]) -> "Paint":
        """This state after an ExtGState dictionary."""
        mixed = given.get("BM")
        names = mixed if isinstance(mixed, list) else [mixed]
        plain = self.plain if mixed is None else name_of(names[0]) in ("Normal", "Compatible")
        mask = resolve1(given.get("SMask"))
        if mask is not None:
            plain = plain and not isinstance(mask, dict)
        return self._replace(
            fill=_share(given.get("ca"), self.fill),
            stroke=_share(given.get("CA"), self.stroke),
            plain=plain,
        )


def is_visible(dense: float) -> bool:
    """Whether anything of this opacity can be seen."""
    return dense > _NOTHING


def _share(given: Any, usual: float) -> float:
    value = resolve1(given)
    return float(value) if isinstance(value, (int, float)) else usual


def name_of(thing: Any) -> Any:
    """The name that a PDF object is; None for any other object."""
    value = resolve1(thing)
    return value.name if isinstance(value, PSLiteral) else None


def number_array(thing: Any, count: int) -> Any:
    """The numbers of a PDF array of this length; None for any other object."""
    found = [resolve1(one) for one in list_value(thing)]
    usable = len(found) == count and all(isinstance(one, (int, float)) for one in found)
    return tuple(found) if usable else None


def to_rgb(components: Any, space: PDFColorSpace) -> Colour | None:
    """A colour as red, green and blue; None in the space of an ink by its name, or a pattern."""
    parts = components if isinstance(components, tuple) else (components,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return None
    return plain_colour(parts) if space.name in _TOLD else None


class Layers:
    """The document's optional content: which layers a viewer shows at first."""

    def __init__(self, catalogue: dict[Any, Any]) -> None:
        properties = dict_value(catalogue.get("OCProperties", {}))
        usual = dict_value(properties.get("D", {}))
        self._off = {_number(one) for one in list_value(usual.get("OFF", []))}
        if name_of(usual.get("BaseState")) == "OFF":
            on = {_number(one) for one in list_value(usual.get("ON", []))}
            self._off |= {_number(one) for one in list_value(properties.get("OCGs", []))} - on
        self._off -= {None}
        self._asked = 0

    def hide(self, layer: Any, depth: int = 0) -> bool:
        """Whether the content of a layer, or of a group of layers, is not shown."""
        self._asked += depth > 0
        if not self._off or depth > _DEEPEST or self._asked > _MOST_ASKED:
            return False
        if _number(layer) in self._off:
            return True
        group = resolve1(layer)
        if not isinstance(group, dict) or "OCGs" not in group:
            return False
        named = resolve1(group["OCGs"])
        several = named if isinstance(named, list) else [group["OCGs"]]
        return bool(several) and all(self.hide(one, depth + 1) for one in several)


def _number(one: Any) -> int | None:
    return getattr(one, "objid", None)
