"""Whose report a capture is follows from the set of captures that share its name or its content."""

from itertools import permutations
from typing import Any

import pytest

from scraper.database.claims import Claim, claim
from scraper.database.identities import Known, by_name, identify, identities
from tests.reports import capture, registrant, report
from tests.yardstick import within

NAME = "南山区人民政府"
SHENZHEN, HEGANG = "440305", "230404"
ONE, OTHER = "007543217", "001962394"


def known(number: int, content: str = "", **told: Any) -> Known:
    """A capture; `told` is what it claims beside its year."""
    claims = {"code": None, "name": NAME, "region": None, "year": 2024, "scope": "own"} | told
    place = f"{number}"
    return Known(place, f"sha256-{place}", Claim(**claims), content or place, (place, "", ""), None)


# The captures of a set, and the agency that the first of them is of.
AGENCIES: dict[str, tuple[list[Known], str]] = {
    "its own code": ([known(1, code=ONE), known(2, code=OTHER)], ONE),
    "its own code, and no name": ([known(1, code=ONE, name=None)], ONE),
    "its own code, and another one with the same content": (
        [known(1, "c", code=ONE), known(2, "c", code=OTHER)], ONE),
    "the code that its name has elsewhere": ([known(1), known(2, code=ONE)], ONE),
    "two codes of one name, and nothing else": (
        [known(1), known(2, code=ONE), known(3, code=OTHER)], by_name(NAME, None)),
    "two codes, of which one has the same content": (
        [known(1, "c"), known(2, code=ONE), known(3, "c", code=OTHER)], OTHER),
    "the code of its region": (
        [known(1, region=SHENZHEN), known(2, code=ONE, region="440300"), known(3, code=OTHER, region=HEGANG)], ONE),
    "the code of a place within its region": (
        [known(1, region="440000"), known(2, code=ONE, region=SHENZHEN)], ONE),
    "no code but that of another region": (
        [known(1, region=SHENZHEN), known(2, code=OTHER, region=HEGANG)], by_name(NAME, SHENZHEN)),
    "the code of another name": (
        [known(1), known(2, code=ONE, name="福田区人民政府")], by_name(NAME, None)),
    "the region that its name has elsewhere": (
        [known(1), known(2, region=SHENZHEN)], by_name(NAME, SHENZHEN)),
    "its own region, and another one with the same content": (
        [known(1, "c", region=SHENZHEN), known(2, "c", region=HEGANG)], by_name(NAME, SHENZHEN)),
    "its other region, and this one with the same content": (
        [known(1, "c", region=HEGANG), known(2, "c", region=SHENZHEN)], by_name(NAME, HEGANG)),
    "two regions of its name": (
        [known(1), known(2, region=SHENZHEN), known(3, region=HEGANG)], by_name(NAME, None)),
    "two regions, of which one has the same content": (
        [known(1, "c"), known(2, region=SHENZHEN), known(3, "c", region=HEGANG)], by_name(NAME, HEGANG)),
    "nothing said": ([known(1, name=None)], "sha256-1"),
    "nothing said, and the same content said first by another": (
        [known(2, "c", name=None), known(1, "c", name=None)], "sha256-1"),
    "nothing said, and the same content of another year": (
        [known(2, "c", name=None), known(1, "c", name=None, year=2023)], "sha256-2"),
    "nothing said, and no content": (
        [known(2, name=None)._replace(content=""), known(1, name=None)._replace(content="")], "sha256-2"),
}  # fmt: skip


@pytest.mark.parametrize("case", AGENCIES)
def test_a_capture_is_of_the_agency_that_the_set_tells_in_whatever_order(case):
    captures, agency = AGENCIES[case]
    for siblings in permutations(captures):
        assert identify(captures[0], siblings) == (f"{agency}-2024-own", agency)


# What a page calls its agency, the agency of its portal, and whose the report is taken for.
TOWNS: dict[str, tuple[str, str | None, str | None]] = {
    "on its county's portal": ("城关镇人民政府", "甲县人民政府", "甲县城关镇人民政府"),
    "on its district's office's portal": ("新华街道办事处", "乙市甲区人民政府办公室", "乙市甲区新华街道办事处"),
    "in traditional characters": ("城關鎮人民政府", "甲縣人民政府", "甲县城关镇人民政府"),
    "on its own portal": ("城关镇人民政府", "甲县城关镇人民政府", "甲县城关镇人民政府"),
    "a body by its short name on its own portal": ("甘肃省白银市平川区妇联", "平川区妇女联合会", "平川区妇女联合会"),
    "such a body by its level alone": ("区残疾人联合会", "白银市平川区残联", "白银市平川区残联"),
    "a ministry in full on its own portal": ("中华人民共和国国家卫生健康委员会", "国家卫健委", "国家卫健委"),
    "with its county": ("乙县城关镇人民政府", "甲县人民政府", "乙县城关镇人民政府"),
    "on the portal of an agency that names no county": ("城关镇人民政府", "民政局", None),
    "without a portal": ("城关镇人民政府", None, None),
    "an office of whichever autonomous region": ("自治区应急管理厅", None, None),
    "an office of whichever autonomous county": ("自治县民政局", None, None),
    "such a county's office on its portal": ("自治县民政局", "长阳土家族自治县人民政府", "长阳土家族自治县民政局"),
    "such an office on another's portal": ("自治区应急管理厅", "宁夏回族自治区教育厅", "宁夏回族自治区应急管理厅"),
    "on a portal that is registered by that name": ("城关镇人民政府", "城关镇人民政府", "城关镇人民政府"),
    "whose name begins like a district's": ("市中街道办事处", "甲县人民政府", "甲县市中街道办事处"),
    "a district of a name that several have": ("朝阳区教育局", "长春市朝阳区人民政府", "长春市朝阳区教育局"),
    "such a district, and no city": ("朝阳区教育局", "朝阳区人民政府", "朝阳区教育局"),
    "such a district without a portal": ("朝阳区教育局", None, None),
    "a district of a name that a district had which is gone": ("江北区教育局", None, None),
    "such a district on the portal of its city": ("江北区教育局", "重庆市江北区人民政府", "重庆市江北区教育局"),
    "no town but a county's department": ("甲县城乡建设局", "甲县人民政府", "甲县城乡建设局"),
    "no town but a city": ("景德镇市水利局", "江西省人民政府", "景德镇市水利局"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOWNS)
def test_a_town_that_prints_no_county_is_of_the_county_whose_portal_has_it(case):
    printed, portal, agency = TOWNS[case]
    told = report(capture("x"), agency=printed)
    assert claim(told, registrant(portal) if portal else None).name == agency


def test_a_town_whose_page_tells_its_region_needs_no_portal():
    told = report(capture("x"), agency="城关镇人民政府", region_code=SHENZHEN)
    found = claim(told, registrant("甲县人民政府"))
    assert (found.name, found.region) == ("城关镇人民政府", SHENZHEN)


def test_towns_of_one_name_on_the_portals_of_two_counties_are_two_agencies():
    told = report(capture("x"), agency="城关镇人民政府")
    names = [claim(told, registrant(f"{county}人民政府")).name for county in ("甲县", "乙县")]
    one, other = (identify(known(n, name=name), []) for n, name in enumerate(names))
    assert one.agency != other.agency


def test_a_report_without_a_year_is_one_by_its_content():
    one, same, other = (
        known(n, content, code=ONE, year=None) for n, content in ((1, "c"), (2, "c"), (3, "d"))
    )
    reports = [identify(each, [one, same, other]).report for each in (one, same, other)]
    assert reports == [f"{ONE}-sha256-1-own", f"{ONE}-sha256-1-own", f"{ONE}-sha256-3-own"]


@pytest.mark.parametrize("case", AGENCIES)
def test_all_captures_of_a_set_are_placed_as_each_of_them_is(case):
    captures, _ = AGENCIES[case]
    assert identities(captures) == {each: identify(each, captures) for each in captures}


def test_a_page_that_was_fetched_on_thousands_of_nights_is_placed_in_time():
    nights = [known(n, f"c{n % 12}", year=2012 + n % 12) for n in range(5000)]
    with within(2):
        assert len(set(identities(nights).values())) == 12
