"""The region of an agency is that of the place which its name begins with, where only one can be meant."""

import sqlite3

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
    "凉山州审计局": "四川省 凉山彝族自治州",
    "黔东南州人民政府": "贵州省 黔东南苗族侗族自治州",
    "云南省红河州金平县民政局": "云南省 红河哈尼族彝族自治州 金平苗族瑶族傣族自治县",
    "长乐市教育局": "福建省 福州市 长乐市",  # 长乐区 since 2017
    "吐鲁番市公安局": "新疆维吾尔自治区 吐鲁番市",  # no more a county of 吐鲁番地区
    "吐鲁番地区公安局": "新疆维吾尔自治区 吐鲁番地区",
    "国家统计局湖北调查总队": "湖北省",
    "国家统计局温州调查队": "浙江省 温州市",
    "国家统计局中山调查队": None,  # 大连市 has a 中山区
    "安徽宣城高新技术产业开发区管委会": "安徽省 宣城市",
    "山东嘉祥经济开发区管理委员会": "山东省 济宁市 嘉祥县",
    "重庆解放碑中央商务区管理委员会": "重庆市",
    "运城经济技术开发区": "山西省 运城市",
    "临江高新技术产业开发区": None,  # of 杭州市, though a county of 吉林省 is the only place of the name
    "朝阳经济开发区": None,
    "东乡县教育局": None,
    "江西省东乡县教育局": "江西省 抚州市 东乡县",
    "吉林高新技术产业开发区管委会": None,
    "运城路街道办事处": None,
    "温州市公安局鹿城区分局": "浙江省 温州市 鹿城区",
    "重庆市公安局渝中区分局": "重庆市 渝中区",
    "北京市规划和自然资源委员会海淀分局": "北京市 海淀区",
    "盐城市公安局盐都分局": "江苏省 盐城市 盐都区",
    "福州市长乐自然资源局": "福建省 福州市 长乐区",
    "福建省福州市罗源生态环境局": "福建省 福州市 罗源县",
    "莆田市秀屿生态环境局": "福建省 莆田市 秀屿区",
    "淄博市公安局高新区分局": "山东省 淄博市",
    "广东省公安厅龙华分局": "广东省",
    "北京街道办事处": None,  # of 乌鲁木齐市
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_tells_its_region_or_none(name):
    assert region_name(region_of_name(name) or "") == NAMES[name]


def test_a_name_in_full_tells_the_region_of_each_division():
    told = {region_name(code) for code, _ in divisions()} - {None}
    lost = {
        region
        for region in told
        if region
        and region_name(region_of_name(f"{region.replace(' ', '')}教育局") or "") != region
    }
    assert lost <= {"湖北省 神农架林区"}


def test_all_names_of_one_agency_tell_one_region():
    for _, name in list(divisions())[::7]:
        assert len({region_of_name(one) for one in spellings(f"{name}教育局")}) == 1, name


def test_the_database_has_the_region_of_a_report_without_a_code_and_of_who_has_none(tmp_path):
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
