"""The region of an agency is that of the place which its name begins with, where only one can be meant."""

import sqlite3
from pathlib import Path

import pytest

from parsers.metadata.divisions import divisions, region_name
from parsers.metadata.named_regions import region_of_name
from parsers.metadata.spellings import spellings
from tests.commands import extracted

PAGE = """{agency}2024年政府信息公开工作年度报告
第二十条第(一)项 | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 0 | 0
"""
NAMES = {
    "福建省国土资源厅": "福建省",
    "福州市统计局": "福建省 福州市",
    "萧县教育局": "安徽省 宿州市 萧县",
    "国家税务总局北京市海淀区税务局": "北京市 海淀区",
    "东莞市虎门镇人民政府": "广东省 东莞市",
    "北京市朝阳区教育局": "北京市 朝阳区",
    "吉林省长春市朝阳区教育局": "吉林省 长春市 朝阳区",
    "朝阳区教育局": None,  # of 北京市 or 长春市
    "江北区教育局": None,  # of 宁波市, or of 重庆市 until 2025
    "河北省新华区教育局": None,  # of 石家庄市 or 沧州市
    "西区教育局": None,  # a word, though 攀枝花市 alone has a district of the name
    "攀枝花市西区教育局": "四川省 攀枝花市 西区",
    "市教育局": None,
    "广州海关": None,
    "交通运输部": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_tells_its_region_or_none(name: str) -> None:
    assert region_name(region_of_name(name) or "") == NAMES[name]


def test_a_name_in_full_tells_the_region_of_each_division() -> None:
    told = {region_name(code) for code, _ in divisions()} - {None}
    lost = {
        region
        for region in told
        if region
        and region_name(region_of_name(f"{region.replace(' ', '')}教育局") or "") != region
    }
    assert lost <= {"湖北省 神农架林区"}


def test_all_names_of_one_agency_tell_one_region() -> None:
    for _, name in list(divisions())[::7]:
        assert len({region_of_name(one) for one in spellings(f"{name}教育局")}) == 1, name


def test_the_database_has_the_region_of_a_report_without_a_code_and_of_who_has_none(
    tmp_path: Path,
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(PAGE.format(agency="福州市统计局"), encoding="utf-8")
    (pages / "b.txt").write_text(PAGE.format(agency="北京市朝阳区教育局"), encoding="utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text("机关名称,上级机关\n福建省国土资源厅,福建省人民政府\n", encoding="utf-8")
    extracted(tmp_path / "a.db", pages, "--agencies", roster)
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute(
        "SELECT name, region_code, region FROM agencies ORDER BY name"
    ).fetchall() == [
        ("北京市朝阳区教育局", "110105", "北京市 朝阳区"),
        ("福州市统计局", "350100", "福建省 福州市"),
        ("福建省国土资源厅", "350000", "福建省"),
    ]
    assert db.execute("SELECT region FROM disclosure_totals ORDER BY region").fetchall() == [
        ("北京市 朝阳区",),
        ("福建省 福州市",),
    ]
