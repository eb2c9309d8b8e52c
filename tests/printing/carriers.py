"""This module prints pages whose report is in the documents that they link to, and saves them together."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.in_memory import zipped
from tests.render import Layout, Specimen, render, specimen

YEAR = 2024


def report(seed: int, agency: str) -> Specimen:
    """A report of true figures of a body; without a body its title names none."""
    one = specimen(seed, Layout())
    told = replace(one.article, agency=agency, year=YEAR, published_on=f"{YEAR + 1}-01-20")
    return replace(one, article=told)


def as_html(one: Specimen) -> bytes:
    """The report as HTML, which old programs save under the name of a Word document."""
    return render(one.form, one.figures, one.layout, one.article).encode()


def granted(one: Specimen) -> int:
    figure = one.figures["requests", "new_requests", "total"]
    assert isinstance(figure, int)
    return figure


def carrying(title: str, links: Mapping[str, str], more: str = "") -> bytes:
    """A page that has a title, says no more, and links to documents under their texts."""
    linked = "".join(f"<p><a href='{name}'>{text}</a></p>" for name, text in links.items())
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>发布日期：2025-01-20</p>{more}{linked}</body></html>"
    ).encode()


FIGURES = """SELECT a.name, r.report_year, r.status, q.total FROM reports r
  LEFT JOIN agencies a ON a.id = r.agency
  LEFT JOIN requests q ON q.report = r.id AND q.row = 'new_requests'"""


def read_figures(database: Path) -> dict[str | None, int]:
    """What is proved for the year, by agency."""
    with sqlite3.connect(database) as db:
        rows = db.execute(FIGURES).fetchall()
    return {name: total for name, year, status, total in rows if (year, status) == (YEAR, "proved")}


def saved(folder: Path, body: bytes, papers: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in {"page.html": body, **papers}.items():
        (folder / name).write_bytes(content)
    return folder


def zip_of(papers: Mapping[str, bytes]) -> bytes:
    return zipped({f"年报/{name}": content for name, content in papers.items()})


def article(one: Specimen, links: str = "") -> bytes:
    """The report's page without its tables."""
    title = one.article.title
    return (f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<p>发布日期：{one.article.published_on}</p><p>一、总体情况</p><p>详见附件。</p>{links}"
            "</body></html>").encode()  # fmt: skip
