"""This module packs files as RAR, as the format is published, and as 7z, by libarchive."""

import zlib
from collections.abc import Mapping

_STORED = b"\x00"  # RAR's method of no compression


def rar(files: Mapping[str, bytes]) -> bytes:
    """Files in a RAR of the fifth generation, as they are."""
    blocks = [_block(1, 0, b"\x00")]
    for name, body in files.items():
        path = name.encode()
        fields = b"".join((
            b"\x04",  # a checksum follows
            _number(len(body)),
            _number(0o100644),
            zlib.crc32(body).to_bytes(4, "little"),
            _STORED,
            b"\x01",  # written on Unix
            _number(len(path)),
            path,
        ))  # fmt: skip
        blocks += [_block(2, 2, _number(len(body)) + fields), body]
    return b"".join((b"Rar!\x1a\x07\x01\x00", *blocks, _block(5, 0, b"\x00")))


def _block(kind: int, flags: int, fields: bytes) -> bytes:
    header = _number(kind) + _number(flags) + fields
    sized = _number(len(header)) + header
    return zlib.crc32(sized).to_bytes(4, "little") + sized


def _number(value: int) -> bytes:
    """A number in groups of seven bits, the lowest first."""
    groups = []
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*groups, value))


def seven_zip(files: Mapping[str, bytes]) -> bytes:
    """Files in a 7z."""
    import libarchive  # noqa: PLC0415 - it may be absent where nothing is packed so

    buffer = bytes(sum(map(len, files.values())) + 65536)
    with libarchive.memory_writer(buffer, "7zip") as writer:
        for name, body in files.items():
            writer.add_file_from_memory(name, len(body), body)
    return buffer
