"""This module prints the pages of the benchmarks: the form as portals serve it, 40 to 300 KB each.

The same size and number print the same bytes, always. What a page has beside the form is what
portals have: scripts, style, menus and links; the larger, the more of an editor's markup in cells.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from random import Random

from schemas.form import Form
from tests.printing.skins import Article
from tests.printing.tables import Figures, all_forms
from tests.render import Layout, render, true_figures

SIZES = (40, 120, 300)  # KB
# Of nine pages of a portal five are small and one is large: 97 KB in the mean.
MIX = (40, 120, 40, 120, 40, 120, 40, 40, 300)
_FIGURES = 12  # so many sets of figures; agencies and years differ on every page
_CELL = re.compile(r"<td([^>]*)>([^<]*)</td>")
_STYLE = "border: 1px solid windowtext; padding: 0px 7px; width: {}px; height: 28px"
_EDITED = {
    40: '<td style="border:1px solid #000"{}>{}</td>',
    120: f'<td{{}} valign="middle" style="{_STYLE.format(58)}">'
    '<p style="text-align: center"><span style="font-size: 14px; font-family: 宋体">{}</span></p></td>',
    300: f'<td{{}} valign="middle" style="{_STYLE.format(58)}; word-break: break-all">'
    '<p class="MsoNormal" align="center" style="margin: 0cm 0cm 0pt; text-align: center; line-height: '
    '150%; mso-pagination: widow-orphan"><span lang="EN-US" style="font-size: 10.5pt; line-height: '
    '150%; font-family: 宋体; mso-bidi-font-family: 宋体; mso-font-kerning: 0pt">{}</span></p></td>',
}
_SKINS = {40: "openness", 120: "jpaas", 300: "trs"}
_PLACES = "安宁平川河东西南北山海江湖林泉石桥柳松梅兰竹菊云龙凤金银玉明光华春秋长永新古"
_BODIES = ("水务", "档案", "体育", "民政", "规划", "教育", "财政", "交通运输", "应急管理", "审计")
STAND_IN = "海晏县水务局"
SIGNS = (
    "公开信息政府工作年度报告机关申请办理栏目更新规范文件监督培训群众解读平台回应答复及时完善制度落实主动"
    "依法审查重点领域民生财政预算服务窗口登记档案查阅网站微信发布会议纪要意见建议考核责任分工提高质量"
)
_CLAUSE, _SENTENCE = 26, 42  # characters
_LAST_WORDS = "暂不能改的说明理由。"  # of part 一
_YEAR = 2023


def page(size: int, number: int = 0, words: int = 0) -> bytes:
    """A page of about `size` KB; `number` names its agency, its year, its figures and what it says.

    Beside the few sentences that all print, `words` are characters of an agency's own prose.
    """
    name, year = agency(number)
    text = template(size, number % _FIGURES)
    text = text.replace(STAND_IN, name).replace("2023年", f"{year}年")
    return text.replace(_LAST_WORDS, _LAST_WORDS + prose(number, words), 1).encode()


def prose(number: int, length: int) -> str:
    """So many characters of sentences with a figure each, the same for the same number."""
    random = Random(number)
    said = (
        f"{''.join(random.choices(SIGNS, k=_CLAUSE))}，更新依申请公开专栏{random.randrange(500)}次。"
        for _ in range(0, length, _SENTENCE)
    )
    return "".join(said)


def mixed(count: int, words: int = 0) -> Iterator[bytes]:
    """So many pages of all sizes, 97 KB in the mean."""
    return (page(size, n, words) for n, size in enumerate(islice(cycle(MIX), count)))


def write(folder: Path, count: int, words: int = 0) -> int:
    """Write mixed pages into a folder, a thousand in each folder below it; how many bytes."""
    written = 0
    for number, body in enumerate(mixed(count, words)):
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        written += (below / f"{number:06}.html").write_bytes(body)
    return written


def agency(number: int) -> tuple[str, int]:
    """The number as an agency's name and a year: three million differ."""
    rest, body = divmod(number, len(_BODIES))
    rest, year = divmod(rest, 5)
    name = ""
    for _ in range(3):
        rest, at = divmod(rest, len(_PLACES))
        name += _PLACES[at]
    return f"{name}县{_BODIES[body]}局", 2021 + year


@cache
def template(size: int, seed: int) -> str:
    """A page of the agency that stands in for all others, by the number of its figures."""
    return printed(size, seed, true_figures(form(), seed))


def form() -> Form:
    """The form of which all pages are."""
    return next(form for form in all_forms() if form.version == "2021")


def printed(size: int, seed: int, figures: Figures) -> str:
    """A page of the agency that stands in for all others, with these figures."""
    article = Article(
        agency=STAND_IN,
        year=_YEAR,
        index_number=f"HY-2024-{seed:05}",
        publisher=STAND_IN,
        written_on="2024-01-15",
        published_on="2024-01-18",
        category="政府信息公开年报",
        method="主动公开",
    )
    text = render(form(), figures, Layout(skin=_SKINS[size]), article)
    text = _CELL.sub(lambda cell: _EDITED[size].format(*cell.groups()), text)
    return _dressed(text, size * 1024 - len(text.encode()))


def _dressed(text: str, wanting: int) -> str:
    """The page with what portals put around an article, to its size: half in the head, half in menus."""
    head, link, foot = _script(0), _link(0), _foot(0)
    scripts = "".join(_script(n) for n in range(wanting // 2 // len(head.encode())))
    links = "".join(_link(n) for n in range(wanting // 4 // len(link.encode())))
    feet = "".join(_foot(n) for n in range(wanting // 4 // len(foot.encode())))
    text = text.replace("</head>", f"{scripts}</head>", 1)
    text = re.sub(r"(<body[^>]*>)", rf'\1<div class="nav"><ul>{links}</ul></div>', text, count=1)
    return text.replace("</body>", f'<div class="footer">{feet}</div></body>', 1)


def _script(number: int) -> str:
    return (
        f'<script type="text/javascript">var menu{number} = {{"id": {number}, "open": false}};\n'
        f'$(function () {{ $("#menu{number} li").hover(function () {{ $(this).addClass("on"); }}, '
        'function () { $(this).removeClass("on"); }); });</script>\n'
        f"<style>.menu{number} li {{ float: left; width: {number}px; line-height: 34px }}</style>\n"
    )


def _link(number: int) -> str:
    return (
        f'<li class="item{number % 4}"><a href="/col/col{1229000 + number}/index.html" '
        f'target="_blank" title="栏目{number}">栏目{number}</a></li>\n'
    )


def _foot(number: int) -> str:
    return (
        f'<div class="link"><span class="tb{number}"></span><a href="http://www.hy{number}.example/" '
        f'target="_blank">友情链接{number}</a></div>\n'
    )
