import time

import pytest

from parsers.prose import check_prose
from schemas.report import Section

FIGURES = {
    ("requests", "new_requests", "total"): 106,
    ("requests", "carried_over", "total"): 3,
    ("requests", "carried_forward", "total"): 4,
    ("disclosures", "normative_documents", "issued"): 3,
    ("disclosures", "normative_documents", "repealed"): 2,
    ("disclosures", "normative_documents", "in_force"): 27,
    ("disputes", "reconsideration", "total"): 5,
    ("disputes", "litigation_direct", "total"): 1,
    ("disputes", "litigation_after_reconsideration", "total"): 1,
}


def found(text, figures=FIGURES):
    parts = (Section(number=1, heading="总体情况", text=text),)
    return check_prose(parts, lambda *place: figures.get(place))


@pytest.mark.parametrize(("sentence", "where"), [
    ("全年收到政府信息公开申请 107 件", "requests.new_requests.total"),
    ("共收到107件信息公开申请,比去年增加", "requests.new_requests.total"),
    ("全年收到政府信息公开申请106件,上年结转政府信息公开申请2件", "requests.carried_over.total"),
    ("依申请公开方面,结转下年度继续办理5件", "requests.carried_forward.total"),
    ("本年制发规范性文件4件", "disclosures.normative_documents.issued"),
    ("废止规范性文件1件,现行有效规范性文件27件", "disclosures.normative_documents.repealed"),
    ("现行有效行政规范性文件26件", "disclosures.normative_documents.in_force"),
    ("因政府信息公开引起的行政复议案件6件", "disputes.reconsideration.total"),
    ("因政府信息公开引起的行政诉讼3件", "disputes.litigation_direct.total+disputes.litigation_after_reconsideration.total"),
])  # fmt: skip
def test_a_sentence_that_differs_from_its_table_is_quoted(sentence, where):
    text = sentence.replace(" ", "")
    assert [(f.code, f.where, f.text) for f in found(f"前言。{sentence}。")] == [
        ("prose-disagrees", where, text)
    ]


@pytest.mark.parametrize("sentence", [
    "全年收到政府信息公开申请106件,上年结转3件,结转下一年度4件", "因政府信息公开引起的行政复议案件5件,行政诉讼案件2件", "收到群众来信12件,受理建议提案85件", "网络收到政府信息公开申请37件",
    "全年办理行政复议案件120件", "累计收到政府信息公开申请900余件", "主动公开信息1020条",
])  # fmt: skip
def test_a_sentence_that_agrees_or_counts_something_else_is_left_alone(sentence):
    assert found(sentence) == ()


def test_a_table_that_was_not_read_is_not_compared():
    assert found("收到政府信息公开申请107件", {}) == ()


def test_the_fee_that_part_six_states_is_quoted():
    findings = found("本年度我局收取政府信息公开信息处理费0元。无其他事项。")
    assert [(f.code, f.text) for f in findings] == [
        ("information-fee-stated", "本年度我局收取政府信息公开信息处理费0元")
    ]


@pytest.mark.parametrize("seed", ["收到1件,", "收到申请", "信息处理费", "上年结转", "1"])
def test_hostile_prose_is_read_in_time(seed):
    started = time.process_time()
    found(seed * (100_000 // len(seed)))
    assert time.process_time() - started < 2
