"""This module damages the scanned pages of a report as people, machines and time do; each kind by its name."""

from collections.abc import Callable
from typing import Any

from PIL import Image

from tests.scanned import cv2, numpy

Pages = list[Any]  # grey numpy arrays


def _each(change: Callable[[Any, Any], Any]) -> Callable[[Pages, Any], Pages]:
    return lambda pages, random: [change(page, random) for page in pages]


def _askew(page: Any, _: Any) -> Any:
    high, wide = page.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), 8.0, 1)
    return cv2.warpAffine(page, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255)


def _sealed(page: Any, random: Any) -> Any:
    """A seal whose red has become grey, somewhere in the middle of the page."""
    high, wide = page.shape
    seal = numpy.zeros_like(page)
    middle = tuple(int(side * random.uniform(0.35, 0.65)) for side in (wide, high))
    size = wide // 10
    cv2.circle(seal, middle, size, 255, size // 18)
    points = [
        (middle[0] + size * far * numpy.sin(angle), middle[1] - size * far * numpy.cos(angle))
        for angle, far in zip(numpy.arange(10) * numpy.pi / 5, [0.3, 0.12] * 5, strict=True)
    ]
    cv2.fillPoly(seal, [numpy.int32(points)], 255)
    for angle in numpy.linspace(-2.3, 2.3, 9):
        place = (
            int(middle[0] + size * 0.65 * numpy.sin(angle)),
            int(middle[1] - size * 0.65 * numpy.cos(angle)),
        )
        cv2.putText(seal, "*#&"[int(angle) % 3], place, cv2.FONT_HERSHEY_PLAIN, wide / 800, 255, 2)
    ink = numpy.where(seal > 0, 0.45, 1.0)
    return (page * ink).astype(numpy.uint8)


def _worn(page: Any, random: Any) -> Any:
    """Rules paler, and broken in places."""
    ink = (page < 140).astype(numpy.uint8)
    level, upright = numpy.ones((1, 60), numpy.uint8), numpy.ones((60, 1), numpy.uint8)
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, level) | cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, upright
    )
    coarse = random.random((page.shape[0] // 6, page.shape[1] // 6)).astype(numpy.float32)
    gaps = cv2.resize(coarse, page.shape[::-1], interpolation=cv2.INTER_LINEAR) > 0.78
    paler = numpy.where(rules > 0, numpy.clip(page.astype(int) + 70, 0, 255), page)
    near = cv2.dilate(rules, numpy.ones((3, 3), numpy.uint8)) > 0
    letters = cv2.dilate(
        ((ink > 0) & (rules == 0)).astype(numpy.uint8), numpy.ones((5, 5), numpy.uint8)
    )
    return numpy.where(near & gaps & (letters == 0), 250, paler).astype(numpy.uint8)


def _photographed(page: Any, random: Any) -> Any:
    """Seen from aside, in light that falls from one side."""
    high, wide = page.shape
    corners = numpy.float32([(0, 0), (wide, 0), (wide, high), (0, high)])
    moved = corners + numpy.float32(random.uniform(-0.03, 0.03, (4, 2)) * wide)
    flat = cv2.getPerspectiveTransform(corners, moved)
    seen = cv2.warpPerspective(page, flat, (wide, high), flags=cv2.INTER_CUBIC, borderValue=230)
    light = 0.6 + 0.4 * numpy.linspace(0, 1, wide)
    return (seen * light).astype(numpy.uint8)


def _two_on_a_sheet(pages: Pages, _: Any) -> Pages:
    blank = numpy.full_like(pages[0], 255)
    pairs = zip(pages[::2], [*pages[1::2], blank], strict=False)
    return [numpy.hstack(pair) for pair in pairs]


def _in_dots(page: Any, _: Any) -> Any:
    """Black and white, its greys as dots, as a copier for photographs makes them."""
    return numpy.asarray(Image.fromarray(page).convert("1")).astype(numpy.uint8) * 255


def _seen_through(page: Any, _: Any) -> Any:
    """With what is printed on the other side shining through, reversed."""
    other = cv2.GaussianBlur(numpy.ascontiguousarray(page[::-1, ::-1]), (0, 0), 1.6)
    return (page * (1 - 0.16 * (255 - other.astype(float)) / 255)).astype(numpy.uint8)


DAMAGES: dict[str, Callable[[Pages, Any], Pages]] = {
    "none": lambda pages, _: pages,
    "upside down": _each(lambda page, _: numpy.rot90(page, 2)),
    "on its side": _each(lambda page, _: numpy.rot90(page)),
    "8° askew": _each(_askew),
    "a grey seal": _each(_sealed),
    "worn rules": _each(_worn),
    "photographed": _each(_photographed),
    "two on a sheet": _two_on_a_sheet,
    "faint": _each(lambda page, _: (165 + page * 0.28).astype(numpy.uint8)),
    "in dots": _each(_in_dots),
    "seen through": _each(_seen_through),
    "black and white": _each(lambda page, _: numpy.where(page < 150, 0, 255).astype(numpy.uint8)),
}
