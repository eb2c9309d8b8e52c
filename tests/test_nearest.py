"""What is proposed for a label that no form knows, for a person to decide."""

import pytest

from parsers.nearest import nearest_label


@pytest.mark.parametrize(("table", "printed", "key"), [
    ("disclosures", "行政许可事项", "rows.licensing"),
    ("requests", "2.其他法律法规禁止公开", "rows.withheld_prohibited_by_law"),
    ("disclosures", "本年度制发件数", "columns.issued"),
    ("requests", "法律服务组织机构", "columns.legal_service_institution"),
])  # fmt: skip
def test_the_nearest_label_is_proposed_as_a_line_to_paste(table, printed, key):
    proposal = nearest_label(printed, "2021", table)
    assert proposal.key == key
    assert proposal.toml(printed).startswith(f'{key} = [..., "{printed}"]')


@pytest.mark.parametrize("printed", ["", "打印本页", "扫一扫在手机打开", "—"])
def test_nothing_is_proposed_for_what_is_like_no_label(printed):
    assert nearest_label(printed, "2021", "requests") is None


def test_another_tables_label_is_not_proposed():
    """A row of its own that an agency adds to table 三 is most like an indicator of the old statistics."""
    printed = "9.属于其他不宜公开情形"
    assert nearest_label(printed, "2014", "statistics").key == "rows.reconsideration_other"
    proposal = nearest_label(printed, "2021", "requests")
    assert proposal is None or proposal.table == "requests"
