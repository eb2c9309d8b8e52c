"""This module opens pictures, within limits, as grey arrays of their frames: upright, on white paper, without seals."""

from collections.abc import Iterator
from io import BytesIO
from warnings import catch_warnings, simplefilter

import numpy
from PIL import Image as Picture
from PIL import ImageOps, ImageSequence

from parsers.readers.guard import Unreadable
from parsers.readers.untyped import Image

_MOST_PIXELS = 40_000_000
MOST_FRAMES = 20
_SIXTEEN_BY_EIGHT = 65535 // 255
_LEAST = (300, 60)  # pixels: no table of the form is smaller, logos are

# What a picture raises that is cut off, is none, or unpacks to too much.
Broken = (OSError, SyntaxError, ValueError, Picture.DecompressionBombError)


def grey_frames(body: bytes) -> Iterator[Image]:
    """The frames of a picture that are large enough to show a table; raises one of `Broken`."""
    with _opened(body) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if frame.width * frame.height > _MOST_PIXELS:
                raise Unreadable(f"{frame.width} x {frame.height} pixels")
            if number < MOST_FRAMES and frame.width > _LEAST[0] and frame.height > _LEAST[1]:
                yield as_grey(_upright(frame))


def _upright(frame: Picture.Image) -> Picture.Image:
    """A frame turned as the camera's notes say, where they can be read."""
    try:
        return ImageOps.exif_transpose(frame)
    except Exception:  # libraries raise anything on damaged notes, and the picture may be whole
        return frame


def as_grey(picture: Picture.Image) -> Image:
    """A picture in grey: what is transparent shows white paper, and the ink of a seal is taken off."""
    from parsers.readers import seals  # here: a broken picture is told without its library too

    if picture.mode.startswith("I"):
        picture = _of_eight_bits(picture)
    if picture.mode == "1":
        return numpy.asarray(picture.convert("L"))
    if picture.mode == "L":
        return seals.take_off_grey(numpy.asarray(picture))
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = Picture.alpha_composite(Picture.new("RGBA", clear.size, "white"), clear)
    coloured, grey = numpy.asarray(picture.convert("RGB")), numpy.asarray(picture.convert("L"))
    return seals.take_off_grey(seals.take_off(coloured, grey))


def _of_eight_bits(picture: Picture.Image) -> Picture.Image:
    """A picture of 16 bits a pixel, as some scanners save, with the first eight of each; Pillow would cut them off."""
    deep = numpy.asarray(picture)
    return Picture.fromarray(numpy.clip(deep // _SIXTEEN_BY_EIGHT, 0, 255).astype(numpy.uint8))


def count_frames(body: bytes) -> int:
    """How many frames a picture has, whether they are read or not."""
    with _opened(body) as picture:
        return getattr(picture, "n_frames", 1)


def _opened(body: bytes) -> Picture.Image:
    with catch_warnings():  # of broken notes about the camera, which nobody reads
        simplefilter("ignore")
        return Picture.open(BytesIO(body))
