"""What a report cites as the rule that it is made by, though another had replaced it."""

import pytest

from parsers import extract
from schemas.capture import Capture

TITLE = "甲县水利局{year}年政府信息公开工作年度报告"
OLD, TRIAL = "国务院令第492号", "国办公开办函〔2019〕60号"


@pytest.mark.parametrize(("year", "cited", "told"), [
    (2023, "《条例》(国务院令第492号)", [OLD]), (2019, "《條例》(國務院令第492號)", [OLD]), (2022, "国务院第 492 号令", [OLD]),
    (2022, "《通知》(国办公开办函[2019]60号)", [TRIAL]), (2024, "《年度报告格式(试行)》", [TRIAL]),
    (2018, "《条例》(国务院令第492号)", []), (2020, "《通知》(国办公开办函〔2019〕60号)", []),
    (2023, "《条例》(国务院令第711号)", []), (2021, "《通知》(国办公开办函〔2019〕60号、国办公开办函〔2021〕30号)", []),
    (2023, "《条例》(国务院令第711号,替代国务院令第492号)", []),
])  # fmt: skip
def test_a_rule_that_another_had_replaced_by_the_reports_year_is_told(year, cited, told):
    page = f"{TITLE.format(year=year)}\n根据{cited}的要求,结合甲县水利局工作实际,编制本报告。\n一、总体情况\n我局公开信息6条。"
    found = extract(Capture(body=page.encode(), name="a.txt")).findings
    texts = [one.text for one in found if one.code == "cites-replaced"]
    assert [text.partition(" → ")[0] for text in texts] == told
