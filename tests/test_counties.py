"""A town whose page prints its name alone is of the county that the page tells otherwise, else of none."""

import pytest

from parsers import extract
from schemas.capture import Capture
from schemas.report import Report
from scraper.database.claims import claim
from scraper.reading import make_reading
from tests.documents import blocks, sample
from tests.printing.markup import marked_up
from tests.printing.tables import tables_in

TOWN, YUZHONG = "城关镇人民政府", "榆中县城关镇人民政府"
_TABLES = marked_up(tables_in(blocks(sample(1))))


def page(head: str = "", foot: str = "", publisher: str = TOWN, prose: str = "") -> bytes:
    title = "城关镇2024年政府信息公开工作年度报告"
    return (
        f"<html><head><meta charset=utf-8>{head}</head><body><table><tr><td>发布机构</td><td>{publisher}</td></tr></table>"
        f"<h1>{title}</h1><p>一、总体情况</p><p>2024年，本镇依法公开信息。{prose}</p>{_TABLES}<p>{foot}</p></body></html>"
    ).encode()


def read(body: bytes, name: str = "1.html", link: str | None = None) -> Report:
    return extract(Capture(body=body, name=name, link=link))


# What a page says beside the town's name, and whose report it is.
TOLD = {
    "a foot that prints the whole name": (page(foot="版权所有:榆中县城关镇人民政府"), YUZHONG),
    "a greeting right before the name": (page(foot="欢迎访问榆中县城关镇人民政府网站"), YUZHONG),
    "who runs the site": (page(foot="主办:榆中县人民政府 承办:榆中县人民政府办公室"), YUZHONG),
    "the site's code in its foot": (page(foot="政府网站标识码:6201230004 陇ICP备05000001号"), YUZHONG),
    "the site's code in its head": (page("<meta name=SiteIDCode content=6201230004>"), YUZHONG),
    "the site's name": (page("<meta name=SiteName content=榆中县人民政府门户网站>"), YUZHONG),
    "the title of its window": (page("<title>城关镇2024年政府信息公开工作年度报告-榆中县人民政府</title>"), YUZHONG),
    "the county for a publisher": (page(publisher="榆中县人民政府"), "榆中县城关镇"),
    "a district of a name that several have, with its city": (
        page(foot="主办:长春市朝阳区人民政府"), f"长春市朝阳区{TOWN}"),
    "a city that has no counties": (page(foot="网站标识码:4419000001"), f"东莞市{TOWN}"),
    "the government on whose site the report says that it is": (
        page(prose="本报告可通过榆中县人民政府门户网站查阅或下载。"), YUZHONG),
    "the government whose notice on the reports is cited": (
        page(prose="根据《榆中县人民政府办公室关于做好2024年政府信息公开工作年度报告编制的通知》,编制本报告。"), YUZHONG),
    "a city on whose site the report is": (page(prose="本报告可在兰州市人民政府门户网站下载。"), None),
    "another county's site beside one that runs the page's": (
        page(foot="主办:榆中县人民政府", prose="本报告可在永登县人民政府门户网站下载。"), YUZHONG),
    "a county's site in prose of no report": (page(prose="我镇学习了永登县人民政府网站的做法。"), None),
    "a county's notice on another matter": (page(prose="落实《永登县人民政府关于做好春耕工作的通知》。"), None),
    "nothing": (page(), None),
    "a city that has several counties": (page(foot="主办:兰州市人民政府"), None),
    "the code of such a city": (page("<meta name=SiteIDCode content=6201000001>"), None),
    "a district of a name that several have": (page(foot="主办:朝阳区人民政府"), None),
    "two counties": (page(foot="主办:榆中县人民政府 永登县人民政府"), None),
    "a link to another county": (page(foot="永登县人民政府"), None),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_a_town_is_of_the_county_that_its_page_tells(case):
    body, agency = TOLD[case]
    report = read(body)
    assert report.metadata.agency == (agency or TOWN)
    assert claim(report, None).name == agency


BUREAU = "朝阳区教育局"
# What a page says beside the name of a district's bureau that two cities have, and whose report it is.
DISTRICTS = {
    "the district with its city": (page(foot="北京市朝阳区人民政府主办", publisher=BUREAU), f"北京市{BUREAU}"),
    "the city whose site it is": (page(foot="主办:长春市人民政府", publisher=BUREAU), f"长春市{BUREAU}"),
    "the site's code": (page("<meta name=SiteIDCode content=1101050001>", publisher=BUREAU), f"北京市{BUREAU}"),
    "the code of the city's site": (page("<meta name=SiteIDCode content=2201000001>", publisher=BUREAU), f"长春市{BUREAU}"),
    "nothing": (page(publisher=BUREAU), None),
    "another city": (page(foot="主办:沈阳市人民政府", publisher=BUREAU), None),
    "both cities": (page(foot="版权:北京市 长春市", publisher=BUREAU), None),
    "a name that no other has": (page(publisher="海淀区教育局"), "海淀区教育局"),
}  # fmt: skip


@pytest.mark.parametrize("case", DISTRICTS)
def test_a_district_that_several_cities_have_is_of_the_city_that_its_page_tells(case):
    body, agency = DISTRICTS[case]
    report = read(body.replace("城关镇2024".encode(), b"2024"))
    assert report.metadata.agency == (agency or BUREAU)
    assert claim(report, None).name == agency


# A bureau that tells its level alone, what its page says beside, and whose report it is.
BUREAUS = {
    "the county that runs the site": ("县审计局", page(foot="主办:榆中县人民政府"), "榆中县审计局"),
    "the city that runs it": ("市审计局", page(foot="主办:兰州市人民政府办公室"), "兰州市审计局"),
    "the site's code": ("市审计局", page(foot="网站标识码:6201000001"), "兰州市审计局"),
    "the site's code in its head": ("省财政厅", page("<meta name=SiteIDCode content=6200000001>"), "甘肃省财政厅"),
    "a district of a name that several have, with its city": (
        "区审计局", page(foot="主办:长春市朝阳区人民政府"), "长春市朝阳区审计局"),
    "a district of a name that several have": ("区审计局", page(foot="主办:朝阳区人民政府"), None),
    "the city on whose site the report says that it is": (
        "市审计局", page(prose="本报告的电子版可在兰州市人民政府网站下载。"), "兰州市审计局"),
    "a city on whose site a county's report is": ("县审计局", page(prose="本报告可在兰州市人民政府网站下载。"), None),
    "a place of another level": ("县审计局", page(foot="主办:兰州市人民政府"), None),
    "two places": ("县审计局", page(foot="主办:榆中县人民政府 永登县人民政府"), None),
    "such a bureau of another place": ("县审计局", page(foot="主办:榆中县人民政府 来源:永登县审计局"), None),
    "the autonomous county that runs it": ("自治县审计局", page(foot="主办:长阳土家族自治县人民政府"), "长阳土家族自治县审计局"),
    "the code of an autonomous prefecture's site": ("自治州审计局", page(foot="网站标识码:4228000001"), "恩施土家族苗族自治州审计局"),
    "an autonomous county and no more": ("自治县审计局", page(), None),
    "no level": ("审计局", page(foot="主办:榆中县人民政府"), None),
    "nothing": ("县审计局", page(), None),
}  # fmt: skip


@pytest.mark.parametrize("case", BUREAUS)
def test_a_bureau_that_tells_its_level_alone_is_of_the_place_of_its_site(case):
    short, body, agency = BUREAUS[case]
    told = body.decode().replace(TOWN, short).replace("城关镇", short).replace("本镇", "我局")
    report = read(told.encode())
    assert report.metadata.agency == (agency or short)
    assert claim(report, None).name == agency


def test_the_file_and_the_link_to_a_page_may_tell_the_county():
    assert read(page(), "榆中县城关镇2024年年报.html").metadata.agency == YUZHONG
    assert read(page(), link="榆中县城关镇人民政府").metadata.agency == YUZHONG


def test_a_county_is_in_the_letters_of_a_page_in_traditional_characters():
    body = page(publisher="城關鎮人民政府", foot="主辦:榆中縣人民政府").decode()
    report = read(body.replace("城关镇2024", "城關鎮2024").encode())
    assert report.metadata.agency == "榆中縣城關鎮人民政府"


def test_a_town_of_no_county_stands_alone_and_says_why():
    one, other = (
        make_reading(capture, extract(capture))
        for capture in (Capture(body=page(), name="1.html"), Capture(body=page(foot="联系我们"), name="2.html"))
    )  # fmt: skip
    assert one.filed
    assert other.filed
    assert one.filed.identity.agency != other.filed.identity.agency
    codes = {row[2] for row in one.filed.made.rows["findings"]}
    assert "county-unknown" in codes
    assert "agency-unknown" not in codes
