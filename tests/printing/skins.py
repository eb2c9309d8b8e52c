"""This module dresses an article as portals serve it: head, navigation and metadata box.

The layouts are those of the engines; agencies and words are ours.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of its report; the box prints what is not None."""

    agency: str
    year: int
    index_number: str | None = None
    publisher: str | None = None
    written_on: str | None = None
    published_on: str | None = None
    source: str | None = None
    category: str | None = None
    method: str | None = None

    @property
    def title(self) -> str:
        """The title in the usual words."""
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"


_LABELS = (
    ("索引号", "index_number"),
    ("成文日期", "written_on"),
    ("公开方式", "method"),
    ("组配分类", "category"),
    ("发布机构", "publisher"),
)
_NAVIGATION = "".join(f'<li><a href="/col/col{n}/index.html">栏目{n}</a></li>' for n in range(12))


def _pairs(article: Article) -> list[tuple[str, str]]:
    return [(label, value) for label, key in _LABELS if (value := getattr(article, key))]


def _head(article: Article, metas: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{article.title}</title>{metas}'
        "<script>var _site={};</script><style>.a{color:red}</style></head>"
    )


def _box(article: Article, colon: str = "：") -> str:
    pairs = _pairs(article)
    rows = [pairs[i : i + 2] for i in range(0, len(pairs), 2)]
    cells = "".join(
        "<tr>"
        + "".join(f"<td>{label}{colon}</td><td>{value}</td>" for label, value in row)
        + "</tr>"
        for row in rows
    )
    return f'<table class="xxgk_article">{cells}</table>' if pairs else ""


def jpaas(article: Article, body: str) -> str:
    """Zhejiang's platform: box, title, body in `div#zoom`, breadcrumb as hidden data."""
    metas = f'<meta name="ArticleTitle" content="{article.title}"/>'
    return (
        f'{_head(article, metas)}<body><div id="hiddenLocation" style="display:none">首页</div>'
        f"<ul>{_NAVIGATION}</ul>{_box(article)}<div class='xl_title'>{article.title}</div>"
        f"<div class='xl_doc'><span>发布时间：{article.published_on or ''}</span></div>"
        f"<div id='zoom'>{body}</div><iframe src='/module/visitcount/visit.jsp'></iframe></body></html>"
    )


def jcms(article: Article, body: str) -> str:
    """Classic jcms: the box as a definition list, upper-case tags, a comment in it."""
    pairs = "".join(f"<DT>{label}：</DT><DD>{value}</DD>" for label, value in _pairs(article))
    return (
        f"{_head(article)}<BODY><!-- <p>成文日期：1999-01-01</p> --><DL>{pairs}</DL>"
        f"<H1>{article.title}</H1><DIV CLASS='bt_content'>{body}</DIV></BODY></html>"
    )


def trs(article: Article, body: str) -> str:
    """TRS: standard tags in the head, the body in `div.TRS_Editor`."""
    metas = (
        f'<meta name="ArticleTitle" content="{article.title}">'
        f'<meta name="PubDate" content="{article.published_on or ""}">'
        f'<meta content="{article.source or ""}" name="ContentSource">'
    )
    pairs = "".join(f"<li><span>{label}</span>：{value}</li>" for label, value in _pairs(article))
    return (
        f'{_head(article, metas)}<body><ul class="xxgk">{pairs}</ul><h2>{article.title}</h2>'
        f'<div class="TRS_Editor">{body}</div></body></html>'
    )


def gkmlpt(article: Article, body: str) -> str:
    """Guangdong's platform: classifications in a block of spans, a script with its configuration."""
    pairs = "".join(
        f'<div class="classify-item"><label>{label}：</label><span>{value}</span></div>'
        for label, value in _pairs(article)
    )
    return (
        f"{_head(article)}<body><script>window._CONFIG={{SID:'1'}};</script>"
        f"<div class='classify'>{pairs}</div><h1 class='title'>{article.title}</h1>"
        f"<div class='article-content'>{body}</div></body></html>"
    )


def ucap(article: Article, body: str) -> str:
    """UCAP: tags of its own around title, time and content."""
    pairs = "".join(f"<p><strong>{label}</strong>：{value}</p>" for label, value in _pairs(article))
    return (
        f"{_head(article)}<body>{pairs}<ucaptitle>{article.title}</ucaptitle>"
        f"<div>发布日期：<publishtime>{article.published_on or ''}</publishtime></div>"
        f"<ucapcontent>{body}</ucapcontent></body></html>"
    )


def openness(article: Article, body: str) -> str:
    """Anhui: a box of four columns, every label padded with no-break spaces."""
    spaced = _box(article, "").replace("索引号", "索&nbsp;引&nbsp;号")
    return (
        f"{_head(article)}<body><div class='wz'>您现在所在的位置: 网站首页 > 政府信息公开年报</div>"
        f"{spaced}<h1>{article.title}</h1><div class='con'>{body}</div></body></html>"
    )


def govcn(article: Article, body: str) -> str:
    """The State Council's site: everything in tables that lay the page out, labels in bold."""
    rows = "".join(
        f"<tr><td><b>{label}：</b></td><td>{value}</td></tr>" for label, value in _pairs(article)
    )
    return (
        f"{_head(article)}<body><table><tr><td><table>{rows}</table></td></tr></table>"
        f"<table><tr><td><p>{article.title}</p>{body}</td></tr></table></body></html>"
    )


SKINS: dict[str, Callable[[Article, str], str]] = {
    "jpaas": jpaas, "jcms": jcms, "trs": trs, "gkmlpt": gkmlpt, "ucap": ucap, "openness": openness, "govcn": govcn,
}  # fmt: skip


def plain(article: Article, body: str) -> str:
    """The page as a copy keeps it in text: the box in pipes, the title on a line."""
    pairs = _pairs(article)
    rows = [pairs[i : i + 2] for i in range(0, len(pairs), 2)]
    box = "".join(" | ".join(f"{k}: | {v}" for k, v in row) + " |\n" for row in rows)
    return f"{box}{article.title}\n{body}\n"
