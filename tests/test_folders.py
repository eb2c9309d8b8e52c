"""A folder is walked in the order of names, without a list of what it holds."""

import gc
import os
from pathlib import Path

import pytest

from scraper.inputs.companions import documents_beside
from scraper.inputs.folders import files, may_have_attachments
from scraper.workers.process import rare_garbage_collection


def test_files_come_in_the_order_of_their_paths_whatever_the_folders(tmp_path):
    names = [
        "b.html",
        "a/z.html",
        "a.html",
        "a/b/1.html",
        "a/b.html",
        "a-1/x.html",
        "A.html",
        "年/报.html",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "c.html").symlink_to(tmp_path / "a.html")
    skipped: list[str] = []
    failed: list[Path] = []
    found = list(files(tmp_path, skipped.append, lambda path, _: failed.append(path)))
    assert found == sorted(tmp_path / name for name in [*names, "c.html"])
    assert (skipped, failed) == ([], [])


def test_a_folder_of_pages_alone_keeps_nothing_beside_them(tmp_path):
    (tmp_path / "a.html").touch()
    assert not may_have_attachments(tmp_path)
    (tmp_path / "a_files").mkdir()
    assert not may_have_attachments(tmp_path)
    (tmp_path / "a_files" / "1").touch()
    assert may_have_attachments(tmp_path)


@pytest.mark.parametrize("named", ["folder", "page"])
def test_what_a_page_links_to_outside_its_folder_is_not_read(named, tmp_path):
    folder = tmp_path / "pages"
    (folder / "folder.pdf").mkdir(parents=True)
    links = ("in.pdf", "../out.pdf", "link.pdf", "folder.pdf", "empty.pdf", "large.pdf", "%2e%2e/out.pdf",
             f"{tmp_path}/out.pdf", "file:///out.pdf", "gone.pdf", "full.pdf")  # fmt: skip
    page = folder / "a.html"
    page.write_text("".join(f'<a href="{link}">附件</a>' for link in links), encoding="utf-8")
    (tmp_path / "out.pdf").write_bytes(b"%PDF secret")
    (folder / "link.pdf").symlink_to(tmp_path / "out.pdf")
    for name, size in (("in.pdf", 1), ("empty.pdf", 0), ("full.pdf", 9000), ("large.pdf", 9001)):
        (folder / name).write_bytes(b"%" * size)
    root = folder if named == "folder" else page
    found = documents_beside(root, lambda: iter([page]), 9000)
    assert found == {page: (folder / "in.pdf", folder / "full.pdf")}


def test_an_icon_is_no_document_of_its_page(tmp_path):
    page = tmp_path / "a.html"
    page.write_text('<img src="icon.png"><img src="scan.png">', encoding="utf-8")
    for name, size in (("icon.png", 7999), ("scan.png", 8000)):
        (tmp_path / name).write_bytes(b"%" * size)
    found = documents_beside(tmp_path, lambda: iter([page]), 9000)
    assert found == {page: (tmp_path / "scan.png",)}


def test_garbage_is_searched_for_as_often_as_before_once_pages_are_read():
    before = gc.get_threshold()
    with rare_garbage_collection():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_a_page_whose_name_is_no_utf8_keeps_what_it_links_to(tmp_path):
    """As a zip from a Chinese Windows is unpacked elsewhere."""
    page = tmp_path / os.fsdecode("年报.html".encode("gb18030"))
    page.write_text('<a href="in.pdf">附件</a>', encoding="utf-8")
    (tmp_path / "in.pdf").write_bytes(b"%PDF")
    found = documents_beside(tmp_path, lambda: iter([page]), 9000)
    assert found == {page: (tmp_path / "in.pdf",)}
