"""This module tests what is done with a picture before its text is recognised: flattened, scaled, cut, cleaned of seals."""

import pytest
from PIL import Image, ImageDraw

numpy = pytest.importorskip("numpy", reason="pip install 'gongkai[ocr]'")


def drawn(picture, mode="PNG", **options):
    """The bytes of a picture file."""
    from io import BytesIO  # noqa: PLC0415

    buffer = BytesIO()
    picture.save(buffer, mode, **options)
    return buffer.getvalue()


@pytest.fixture
def pictures():
    """What opens pictures, which the extra brings."""
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers import grey  # noqa: PLC0415

    return grey


def test_the_ink_of_a_seal_is_taken_off_and_a_figure_printed_in_red_stays(pictures) -> None:
    sealed = Image.new("RGB", (800, 1000), "white")
    plain = sealed.copy()
    for ring in range(80, 88):
        edges = (400 - ring, 400 - ring, 400 + ring, 400 + ring)
        ImageDraw.Draw(sealed).ellipse(edges, outline=(210, 40, 45), width=2)
    for page in (sealed, plain):
        ImageDraw.Draw(page).rectangle((300, 390, 500, 410), fill="black")
        ImageDraw.Draw(page).rectangle((100, 100, 110, 120), fill=(200, 20, 20))
    (clean,) = pictures.grey_frames(drawn(sealed))
    assert abs(clean.astype(int) - numpy.asarray(plain.convert("L"))).max() < 30
    (grey,) = pictures.grey_frames(drawn(sealed.convert("L")))
    assert (grey < 128).sum() > (clean < 128).sum() + 1000


def test_a_photograph_is_turned_as_the_camera_says_and_what_is_clear_is_paper(pictures) -> None:
    page = Image.new("RGBA", (700, 400), (0, 0, 0, 0))
    ImageDraw.Draw(page).rectangle((0, 0, 100, 100), fill="black")
    (paper,) = pictures.grey_frames(drawn(page))
    assert (paper[50, 50], paper[300, 600]) == (0, 255)
    camera = Image.Exif()
    camera[274] = 6  # to be turned clockwise
    photo = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page).convert("RGB")
    (upright,) = pictures.grey_frames(drawn(photo, "JPEG", exif=camera))
    assert upright.shape == (700, 400)
    assert upright[50, 350] < 50 < upright[50, 50]
