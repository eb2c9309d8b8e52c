"""A report of several bodies names them all, and says that it is of them together."""

import pytest

from parsers import extract
from schemas.capture import Capture

YEAR = "2023年政府信息公开工作年度报告"
BOTH = "甲县教育局、甲县体育局"
# A title, what signs the report, and whose it is.
REPORTS = {
    "in the title": (f"{BOTH}{YEAR}", (), BOTH, True),
    "in the title, with 和": (f"甲县教育局和甲县体育局{YEAR}", (), "甲县教育局和甲县体育局", True),
    "in two lines above the title": (f"甲县教育局\n甲县体育局\n{YEAR}", (), BOTH, True),
    "one body under the name of its site's owner": (f"甲县人民政府\n甲县体育局\n{YEAR}", (), "甲县体育局", False),
    "one body, not the last of a menu": (
        f"甲县教育局\n甲县财政局\n甲县民政局\n{YEAR}\n根据《条例》,现公布甲县体育局{YEAR}。",
        (),
        "甲县体育局",
        False,
    ),
    "in the opening": (f"{YEAR}\n本报告由甲县教育局、甲县体育局编制,包括2023年公开情况。", (), BOTH, True),
    "in two lines of the signature": (YEAR, ("甲县教育局", "甲县体育局"), BOTH, True),
    "one body that signs": (YEAR, ("甲县体育局",), "甲县体育局", False),
    "a body's office that signs": (YEAR, ("甲县人民政府", "甲县人民政府办公室"), "甲县人民政府办公室", False),
    "one body with 和 in its name": (f"甲县文化和旅游局{YEAR}", (), "甲县文化和旅游局", False),
}  # fmt: skip


@pytest.mark.parametrize("case", REPORTS)
def test_bodies_that_report_together_are_named_together(case):
    title, signed, agency, joint = REPORTS[case]
    lines = (
        title,
        "一、总体情况",
        "本年依法公开。",
        "六、其他需要报告的事项",
        "无。",
        *signed,
        "2024年1月10日",
    )
    read = extract(Capture(body="\n".join(lines).encode(), name="1.txt"))
    assert read.metadata.agency == agency
    assert ("joint-report" in {one.code for one in read.findings}) == joint
