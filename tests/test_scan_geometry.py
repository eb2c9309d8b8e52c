"""This module tests what is done with a picture before its text is recognised: flattened, scaled, cut, cleaned of seals."""

from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from tests.in_memory import saved

numpy = pytest.importorskip("numpy", reason="pip install 'gongkai[ocr]'")


def seen_from_aside(matrix, rules):
    """Where rules between two points lie in a picture taken from aside: their middles along and across, and slopes."""
    seen = numpy.array([[matrix @ (*point, 1.0) for point in rule] for rule in rules])
    seen = seen[..., :2] / seen[..., 2:]
    (x0, y0), (x1, y1) = numpy.moveaxis(seen, 1, 0).transpose(0, 2, 1)
    return numpy.stack([(x0 + x1) / 2, (y0 + y1) / 2, (y1 - y0) / (x1 - x0)], axis=1)


def test_a_table_photographed_from_aside_has_level_and_upright_rules_again():
    from parsers.readers.perspective import flattening  # noqa: PLC0415

    aside = numpy.array([[0.98, 0.03, 9], [-0.02, 1.01, 4], [2e-5, 3e-5, 1]])
    swapped = numpy.eye(3)[[1, 0, 2]]
    level = [((100, y), (900, y)) for y in range(200, 1300, 100)]
    upright = [((x, 200), (x, 1200)) for x in range(100, 1000, 100)]
    seen = seen_from_aside(aside, level)
    turned = seen_from_aside(swapped @ aside, upright)
    matrix = flattening(seen, turned, (1000, 1400))
    again = seen_from_aside(matrix @ aside, level)
    assert abs(again[:, 2]).max() < 1e-3 < abs(seen[:, 2]).max()
    upright_again = seen_from_aside(swapped @ matrix @ aside, upright)
    assert abs(upright_again[:, 2]).max() < 1e-3 < abs(turned[:, 2]).max()
    flat = numpy.eye(3)
    straight = seen_from_aside(flat, level), seen_from_aside(swapped, upright)
    assert flattening(*straight, (1000, 1400)) is None


def test_a_long_picture_is_cut_in_the_widest_gap_between_lines():
    from parsers.readers.bands import cuts  # noqa: PLC0415

    lines = numpy.tile(([9] * 20 + [0] * 10), 300)  # a line of characters, a gap, and so on
    lines[2000:2040] = 0
    first, *rest = cuts(lines, 1200)
    assert 2000 < first < 2040
    edges = [0, first, *rest, len(lines)]
    assert all(not lines[cut - 2 : cut + 2].any() for cut in (first, *rest))
    assert max(numpy.diff(edges)) <= 2600
    assert cuts(lines[:2600], 1200) == []
    assert max(numpy.diff([0, *cuts(lines, 3000), len(lines)])) <= 1500


def test_pieces_of_one_picture_are_joined_and_pages_are_not():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.picture_pieces import join_pieces  # noqa: PLC0415

    whole = numpy.full((600, 500), 255, numpy.uint8)
    whole[50:551:100, 50:451], whole[50:551, 50:451:100] = 0, 0
    pieces = [whole[:280], whole[280:420], whole[420:]]
    assert [(one == whole).all() for one in join_pieces(pieces)] == [True]
    for apart in ([whole, whole], [whole[:52], whole[50:]], [whole[:280], whole[280:, :-1]], []):
        assert len(list(join_pieces(apart))) == len(apart)
    streaked = whole.copy()
    streaked[:, 20:22], streaked[:, 470] = 0, 0
    assert len(list(join_pieces([streaked, streaked]))) == 2


def drawn(picture, mode="PNG", **options):
    """The bytes of a picture file."""

    return saved(picture, mode, **options)


@pytest.fixture
def pictures():
    """What opens pictures, which the extra brings."""
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers import grey  # noqa: PLC0415

    return grey


def test_the_ink_of_a_seal_is_taken_off_also_in_grey_and_a_figure_printed_in_red_stays(pictures):
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
    assert ((grey < 128) == (numpy.asarray(plain.convert("L")) < 128)).all()
    table = Image.new("L", (1000, 400), 250)  # with light rules, as one that was made smaller
    ImageDraw.Draw(table).line((300, 250, 300, 200, 340, 200), fill=130, width=4)
    ImageDraw.Draw(table).rectangle((100, 100, 200, 140), fill=5)
    (kept,) = pictures.grey_frames(drawn(table))
    assert (kept == numpy.asarray(table)).all()


def page_of_lines():
    """A page with lines of characters and a table whose rules are worn."""
    random = numpy.random.default_rng(1)
    page = numpy.full((1200, 850), 255, numpy.uint8)
    for y in range(100, 900, 30):
        for x in range(100, 700, 18):
            page[y : y + 16, x : x + 14][random.random((16, 14)) < 0.5] = 0
    return page


def test_which_way_the_lines_of_a_page_run_is_told_by_its_ink():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_pages import lies_aside  # noqa: PLC0415

    page = page_of_lines()
    assert [lies_aside(numpy.rot90(page, way)) for way in range(4)] == [False, True, False, True]
    assert not lies_aside(numpy.rot90(page)[:420])  # a table alone, whose narrow cells wrap words


def test_specks_lighter_than_print_do_not_make_a_page_larger():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_pages import bring_to_scale  # noqa: PLC0415

    page = numpy.full((1200, 850), 255, numpy.uint8)
    for y, x in ((y, x) for y in range(100, 900, 40) for x in range(100, 700, 30)):
        page[y : y + 26, x : x + 20] = 0
        page[y + 5 : y + 21, x + 5 : x + 15] = 255
    small = page[::2, ::2]
    specked = page.copy()
    for y, x in ((y, x) for y in range(10, 1190, 14) for x in range(10, 840, 14)):
        specked[y : y + 6, x : x + 6] = numpy.minimum(page[y : y + 6, x : x + 6], 215)
    assert bring_to_scale(specked) is specked
    assert bring_to_scale(small).shape[0] > small.shape[0]


def test_two_pages_on_a_sheet_are_parted_where_nothing_is_between_them():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_pages import part_pages  # noqa: PLC0415

    page = page_of_lines()
    one, other = part_pages(numpy.hstack((page, page)))
    assert (one.shape[0], other.shape[0]) == (1200, 1200)
    assert (one[:, 720:] == 255).all()
    joined = numpy.hstack((page, page))
    joined[500:510] = 0
    assert len(part_pages(joined)) == len(part_pages(page)) == 1


def test_worn_rules_are_found_whole_and_no_line_of_characters_is_one():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_image import find_rules  # noqa: PLC0415
    from parsers.readers.scan_tables import find_worn_rules  # noqa: PLC0415

    page = page_of_lines()
    page[900:] = 255
    for y in (950, 1000, 1050):
        page[y : y + 3, 100:701] = 0
    for x in (100, 400, 698):
        page[950:1053, x : x + 3] = 0
    for start in range(110, 700, 40):
        page[900:, start : start + 12] = 255
    found = [rule for rule in find_worn_rules(page) if not rule.upright]
    assert [(round(box.left, -1), round(box.right, -1)) for box, _ in found] == [(100, 700)] * 3
    strict = [rule for rule in find_rules(page) if not rule.upright]
    assert [rule for rule in strict if rule.box.right - rule.box.left > 100] == []


def test_a_photograph_is_turned_as_the_camera_says_and_what_is_clear_is_paper(pictures):
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
    broken = drawn(photo, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 30)
    assert next(pictures.grey_frames(broken)).shape == (400, 700)


def test_a_page_in_dots_a_faint_one_and_one_seen_through_get_the_tones_of_print_on_paper():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_tones import blur_dots, clear_shine, deepen, find_ink  # noqa: PLC0415
    from tests.damage import DAMAGES  # noqa: PLC0415

    page = numpy.full((400, 600), 240, numpy.uint8)
    page[100:110, 50:550], page[200:204, 50:550] = 30, 30
    (dots,), (faint,), (through,) = (
        DAMAGES[name]([page], None) for name in ("in dots", "faint", "seen through")
    )
    assert numpy.count_nonzero(find_ink(dots)[:90]) > 500
    assert numpy.count_nonzero(find_ink(blur_dots(dots))[:90]) < 50
    assert (int(deepen(faint).min()), int(numpy.median(deepen(faint)))) == (25, 245)
    assert numpy.count_nonzero(find_ink(through)[280:])
    assert not numpy.count_nonzero(find_ink(clear_shine(through))[280:])
    assert all(change(page) is page for change in (blur_dots, deepen))


def test_a_picture_of_sixteen_bits_has_the_tones_of_one_of_eight():
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.grey import as_grey  # noqa: PLC0415

    tones = numpy.arange(256, dtype=numpy.uint8).reshape(16, 16)
    deep = Image.fromarray(tones.astype(numpy.uint16) * 257)
    assert (as_grey(deep) == as_grey(Image.fromarray(tones))).all()


@pytest.mark.parametrize("sheet", [(2339, 1654), (1654, 2339)], ids=["upright", "aside"])
def test_a_row_alone_on_its_sheet_is_a_table(sheet):
    pytest.importorskip("cv2", reason="pip install 'gongkai[ocr]'")
    from parsers.readers.scan_tables import find_tables  # noqa: PLC0415

    high, wide = sheet
    page = Image.new("L", (wide, high), 255)
    pen = ImageDraw.Draw(page)
    edges = [150, 900, *range(970, 1401, 70), 1500]
    for left, right in pairwise(edges):
        pen.rectangle((left, 200, right, 246), outline=0, width=2)
        pen.rectangle((left + 25, 212, left + 37, 234), outline=0, width=3)  # a digit
    _, (row,) = find_tables(numpy.asarray(page), wide / 595)
    assert len(row) == len(edges) - 1
