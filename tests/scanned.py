"""This module scans a printed PDF: its pages as grey pictures, turned a little and noisy."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from PIL import Image

from tests.in_memory import saved

_SKIP = "scans are read by the extra: pip install 'gongkai[ocr]'"
cv2 = pytest.importorskip("cv2", reason=_SKIP)
numpy = pytest.importorskip("numpy", reason=_SKIP)
pytest.importorskip("rapidocr", reason=_SKIP)
pytest.importorskip("onnxruntime", reason=_SKIP)


def scans(body: bytes, dpi: int, skew: float = 0.0, noise: float = 0.0) -> Iterator[Any]:
    """The pages as a scanner gives them; `skew` in degrees, `noise` in grey levels."""
    random = numpy.random.default_rng(7)
    with pdfplumber.open(BytesIO(body)) as document:
        for page in document.pages:
            sharp = numpy.asarray(page.to_image(resolution=dpi).original.convert("L"))
            height, width = sharp.shape
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
            turned = cv2.warpAffine(sharp, turn, (width, height), borderValue=255)
            soft = cv2.GaussianBlur(turned.astype(float), (0, 0), 0.6)
            noisy = soft + random.normal(0, noise or 1e-9, soft.shape)
            yield numpy.clip(noisy, 0, 255).astype(numpy.uint8)


def tiff(
    body: bytes,
    dpi: int,
    skew: float = 0.0,
    noise: float = 0.0,
    quality: int | None = None,
    damaged: Callable[[list[Any]], list[Any]] = list,
) -> bytes:
    """The pages as one TIFF; `quality` is that of a JPEG which they were before, after they were damaged."""
    pages = damaged(list(scans(body, dpi, skew, noise)))
    return tiff_of([_as_jpeg(page, quality) if quality else page for page in pages])


def _as_jpeg(page: Any, quality: int) -> Any:
    jpeg = saved(Image.fromarray(page), "JPEG", quality=quality)
    return numpy.asarray(Image.open(BytesIO(jpeg)))


def tiff_of(pages: list[Any]) -> bytes:
    """Greyscale pictures as one TIFF."""
    first, *rest = [Image.fromarray(numpy.ascontiguousarray(page)) for page in pages]
    return saved(first, "TIFF", save_all=True, append_images=rest, compression="tiff_deflate")


def logo() -> bytes:
    """A picture too small for a table."""
    return saved(Image.new("RGB", (120, 40), "red"), "PNG")
