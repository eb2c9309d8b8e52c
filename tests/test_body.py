"""A body is counted and undone piece by piece, whatever its codings and wherever it is cut."""

import gzip
import zlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper.body import GZIP, BadCoding, BodyBuffer, TooLarge, decode_body, without_gzip
from scraper.inputs.attached import Group
from scraper.inputs.saved import Saved


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "identity": bytes, "deflate": None}


def coded(data: bytes, name: str, raw: bool) -> bytes:
    if name == "deflate":
        return raw_deflate(data) if raw else zlib.compress(data)
    return CODINGS[name](data)


def buffered(codings: str, data: bytes, size: int, limit: int = 10_000_000) -> BodyBuffer:
    buffer = BodyBuffer(codings, limit)
    for place in range(0, len(data), size):
        buffer.add(data[place : place + size])
    return buffer


@given(
    st.binary(max_size=2000).map(lambda data: data * 100),
    st.lists(st.sampled_from(sorted(CODINGS)), max_size=4),
    st.booleans(),
    st.integers(1, 5000),
)
def test_what_is_coded_comes_back_in_pieces_of_any_size(data, names, raw, size):
    # Gzip that no header names is undone, too
    assume({*names} - {"identity"} or not data.startswith(GZIP))
    body = data
    for name in names:
        body = coded(body, name, raw)
    codings = ", ".join(names)
    buffer = buffered(codings, body, size)
    assert buffer.ended()
    assert (buffer.body(), buffer.decoded if body else 0) == (body, len(data) if body else 0)
    assert decode_body(codings, body) == data


@pytest.mark.parametrize("name", ["gzip", "deflate"])
@pytest.mark.parametrize("raw", [False, True])
def test_a_stream_cut_anywhere_has_not_ended(name, raw):
    body = coded(b"report " * 3000, name, raw)
    for end in range(1, len(body)):
        assert not buffered(name, body[:end], 1000).ended()


def test_gzip_of_several_members_is_one_body_and_padding_is_none_of_it():
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    assert decode_body("gzip", body) == b"one two"


def test_more_than_the_limit_is_refused_as_sent_and_as_decoded():
    bomb = gzip.compress(gzip.compress(bytes(5_000_000)))
    for codings, body in (("gzip, gzip", bomb), ("", b"x" * 1001)):
        with pytest.raises(TooLarge):
            buffered(codings, body, 100, limit=1000)
    with pytest.raises(TooLarge):
        decode_body("gzip, gzip", bomb, 1000)


@pytest.mark.parametrize("codings", ["br", "gzip, br", "zstd", "gzip, gzip, gzip, gzip, gzip"])
def test_codings_that_are_unknown_or_too_many_are_said(codings):
    with pytest.raises(BadCoding):
        BodyBuffer(codings, 1000)


@pytest.mark.parametrize("size", [1, 2, 3, 5000])
def test_gzip_sent_unasked_is_counted_as_decoded(size):
    body = gzip.compress(b"report " * 900)
    buffer = buffered("", body, size)
    assert (buffer.ended(), buffer.decoded, decode_body("", body)) == (True, 6300, b"report " * 900)
    assert not buffered("", body[:-1], size).ended()
    with pytest.raises(TooLarge):
        buffered("", gzip.compress(bytes(9000)), size, limit=8000)


@pytest.mark.parametrize("body", [b"", b"\x1f", b"\x1f\x8b", b"\x1f\x8bx", b"a\x1f\x8b\x08"])
def test_what_only_looks_like_gzip_stays_as_it_came(body):
    buffer = buffered("", body, 1)
    assert (buffer.ended(), buffer.body(), decode_body("", body)) == (True, body, body)


def test_a_page_saved_in_the_gzip_of_its_server_is_the_page_and_what_is_cut_stays_as_it_is(
    tmp_path,
):
    page = b"<p>" + bytes(range(32, 127)) * 90
    packed = gzip.compress(page)
    for saved, body in (
        (packed, page),
        (page, page),
        (packed[:-9], packed[:-9]),
        (packed[:9], packed[:9]),
    ):
        (tmp_path / "a.html").write_bytes(saved)
        opened = Saved(tmp_path / "a.html").open()
        assert isinstance(opened, Group)
        assert opened.capture.body == body
    assert without_gzip(packed, len(page) - 1) == packed
