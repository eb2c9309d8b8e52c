import pytest

from parsers.prose import check_prose
from schemas.report import Section

FIGURES = {
    ("requests", "new_requests", "total"): 106,
    ("requests", "carried_over", "total"): 3,
    ("requests", "carried_forward", "total"): 4,
    ("requests", "new_requests", "natural_person"): 90,
    ("requests", "results_total", "total"): 105,
    ("requests", "granted", "total"): 40,
    ("requests", "partially_granted", "total"): 10,
    ("requests", "other_total", "total"): 7,
    ("disclosures", "licensing", "decisions"): 9,
    ("disclosures", "normative_documents", "issued"): 3,
    ("disclosures", "normative_documents", "repealed"): 2,
    ("disclosures", "normative_documents", "in_force"): 27,
    ("disputes", "reconsideration", "total"): 5,
    ("disputes", "litigation_direct", "total"): 1,
    ("disputes", "litigation_after_reconsideration", "total"): 1,
}
FIGURES |= {
    ("requests", f"unable_{row}", "total"): 9
    for row in ("not_held", "needs_creation", "still_unclear")
}
NEW, LEFT = "requests.new_requests.total", "requests.carried_forward.total"
REVIEWED = "disputes.reconsideration.total"
UNABLE = "requests.unable_not_held.total+requests.unable_needs_creation.total+requests.unable_still_unclear.total"


def found(text, figures=FIGURES, year=None, *, whole=False):
    parts = (Section(number=1, heading="总体情况", text=text),)
    return check_prose(parts, lambda *place: figures.get(place), year, whole=whole)


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
    ("受理依申请公开件104件,均已办结", NEW), ("年内收到政府信息依申请公开事项7件", NEW),
    ("共收到9项依申请公开", NEW), ("依申请公开共受理9件", NEW), ("共接到政府信息公开申请9件", NEW), ("接收到申请书9份,申请公开征地信息", NEW), ("我局未接到公民、法人或者其他组织要求公开政府信息的申请", NEW),
    ("全年无依申请公开的情况.", NEW), ("未收到任何形式的依申请公开政府信息", NEW), ("没有收到和处理政府信息公开申请", NEW), ("未收到申请政府信息公开事项", NEW), ("本年度无申请政府信息公开的情况", NEW), ("未收到任何形式的申请公开信息要求", NEW), ("我局未收到和受理政府信息公开申请", NEW), ("没有接到书面或其他形式要求公开政府信息的申请", NEW), ("未收到当面、网上、传真和其他形式的政府信息公开申请", NEW), ("未收到任何单位、个人要求公开政府信息的申请", NEW),
    ("未收到依申请公开方面的诉求", NEW), ("未收到信息公开申请函", NEW), ("公开信息12条,未收到过公开申请", NEW), ("没有发生依申请公开相关事项", NEW), ("无人提出政府信息公开申请", NEW), ("没有群众申请信息公开", NEW), ("依申请公开政府信息共收到7件,均已答复", NEW), ("受理依申请公开政务信息7条", NEW),
    ("未收到个人、法人或者其他组织向本机关申请公开政府信息", NEW), ("收到依法处理依申请公开107件", NEW), ("共收到依申请公开信件107件", NEW), ("共收到107件依申请公开请求", NEW), ("共收到政府信息公开申请情况107件", NEW), ("收到依申请公开107件,其中4件结转下年", NEW), ("共制发行政规范性文件4个", "disclosures.normative_documents.issued"), ("未发生因依申请公开答复引起的行政复议", REVIEWED), ("本单位无涉及信息公开复议的情况", REVIEWED), ("发生因政府信息公开申请行政复议情况1件", REVIEWED), ("本年度未接到信息公开申请,网站运行正常", NEW),
    ("通过网络平台、信函等方式收到信息公开申请7件", NEW), ("未收到群众以当场申请、信件等书面形式提出的信息公开申请", NEW), ("收到7条政府信息公开相关申请", NEW), ("收到依申请公开件27封", NEW), ("未发生因政府信息申请引起的行政复议", REVIEWED), ("收到依申请公开请求7件,按时办结7件", NEW), ("未收到依申请公开的相关申请", NEW), ("我校未接到依申请公开事项要求", NEW), ("未收到公民、法人或者其他组织申请除本机关主动公开以外的其他政府信息", NEW), ("受理企业和群众向省政府办公厅提出的信息公开申请7件", NEW), ("收到(受理)政府信息公开申请7件", NEW), ("依申请公开件中因不掌握等原因无法提供28件", UNABLE), ("收到信息公开申请106件,予以公开处理41件", "requests.granted.total"),
    ("受理信息公开申请106件,其中自然人申请91件", "requests.new_requests.natural_person"),
    ("收到个人、企业和组织申请公开政府信息7件", NEW), ("收到书面和其他方式提出的信息公开申请7件", NEW), ("我部门未收到政府信息公开申请", NEW), ("甲街道未收到政府信息公开申请", NEW), ("收到信息公开申请106件,涉及征地等予以公开41件", "requests.granted.total"), ("收到信息公开申请106件,我局予以公开41件", "requests.granted.total"),
    ("收到依申请公开106件,除5件结转下年继续办理外均已答复", LEFT), ("依申请公开件中剩余6件转入下一年度", LEFT),
    ("结转上年度政府信息公开申请2件", "requests.carried_over.total"),
    ("上年结转依申请公开2件", "requests.carried_over.total"),
    ("答复政府信息公开申请104件(含上年结转3件)", "requests.results_total.total"),
    ("办理依申请公开件,其中予以公开41件,部分公开10件", "requests.granted.total"),
    ("答复信息公开申请,予以公开及部分公开51件", "requests.granted.total+requests.partially_granted.total"),
    ("依申请公开件中无法提供28件、其他处理7件", UNABLE), ("依申请公开件其他处理8件", "requests.other_total.total"),
    ("清理规范性文件,全年制发2件,废止2件,现行有效27件", "disclosures.normative_documents.issued"),
    ("未发生因政府信息公开被申请行政复议的情况", REVIEWED), ("未发生因政府信息公开引起的行政复议案件、信访案件和举报投诉情况", REVIEWED), ("未发生针对本部门有关信息公开事务的行政复议案和有关的申诉案", REVIEWED), ("未发生有关政府信息公开工作的举报、投诉、申诉、信访、行政复议等情况", REVIEWED), ("不存在因信息公开被申请行政复议的情形", REVIEWED), ("行政许可处理决定数量8项,行政处罚2项", "disclosures.licensing.decisions"),
])  # fmt: skip
def test_a_sentence_that_differs_from_its_table_is_quoted(sentence, where):
    text = sentence.replace(" ", "")
    assert [(f.code, f.where, f.text) for f in found(f"前言。{sentence}。")] == [
        ("prose-disagrees", where, text)
    ]


@pytest.mark.parametrize("sentence", [
    "全年收到政府信息公开申请106件,上年结转3件,结转下一年度4件", "因政府信息公开引起的行政复议案件5件,行政诉讼案件2件", "收到群众来信12件,受理建议提案85件", "网络收到政府信息公开申请37件",
    "全年办理行政复议案件120件", "累计收到政府信息公开申请900余件", "主动公开信息1020条",
    "未收到涉及商业秘密的政府信息公开申请", "没有依法不予公开的政府信息公开申请", "未收到通过电子邮件提出的政府信息公开申请",
    "12月未收到政府信息公开申请", "局机关未收到政府信息公开申请", "各镇未收到政府信息公开申请",
    "受理政府信息公开申请109件(含上年结转3件)", "窗口受理政府信息公开申请4件", "下属单位收到政府信息公开申请6件",
    "在门户网站予以公开信息1200条,收到依申请公开106件", "办结本年信息公开申请102件,办结上年结转的3件",
    "以县政府名义制发2件规范性文件,部门制发1件", "清理规范性文件,拟废止4件", "在信用中国公开行政许可处理决定8件", "公开行政许可处理决定8件",
    "未发生因信息公开经行政复议后提起诉讼的情况", "没有未结的信息公开行政复议案件", "未发生信息公开行政复议机关责令改正的情况",
    "未发生因不服行政复议决定而提起行政诉讼的信息公开案件", "未发生因信息公开行政诉讼被追责的情况",
    "因政府信息公开被申请行政复议、行政诉讼7件", "信息公开公益诉讼0件", "因信息公开直接提起行政诉讼1件,复议后提起行政诉讼1件",
    "未收到其他政府信息公开申请", "未收到法人或者其他组织的政府信息公开申请", "未收到需要补正的政府信息公开申请,未收到网上提出的信息公开申请", "未央区各部门受理依申请公开,均按时办结",
    "未发生逾期答复依申请公开情况,未发生行政诉讼败诉、行政复议被纠错案件", "对申请人无正当理由大量反复申请公开,不予处理",
    "未经行政复议直接起诉的信息公开案件,由法制科应诉", "予以公开、部分公开信息公开申请12件", "规章和规范性文件现行有效共33件",
    "由县政府印发规范性文件1件,制定规范性文件2件", "行政许可证照类处理决定4件,行政许可非证照类处理决定5件",
    "通过信用中国公开行政处罚处理决定4件,行政许可处理决定2件", "受理并答复政府信息公开申请106件", "未出现因未收到信息公开申请而逾期的情况",
    "办结上年结转的信息公开申请2件,上年结转及本年新收申请共109件", "受理申请公开106件均已办结无结转下年度", "收到依申请公开106件结转下年4件",
    "受理和答复政府信息公开申请105件", "未收到通过邮寄和其他线下形式提出的信息公开申请", "未发生政府信息公开申请答复超期", "收到信息公开申请106件。从公开渠道看,在网站予以公开41件", "收到信息公开申请106件。经县政府同意,予以公开文件41件", "收到和处理政府信息公开申请105件", "受理并按时办理回复依申请公开件105件", "制作信息30条,其中主动公开信息数24条;依申请公开信息数6条;部分公开信息数9条", "接收依申请公开109件,其中上年结转3件,新收106件", "收到涉政府信息公开的行政复议案4件", "受理办理政府信息公开申请109件", "收到政府信息公开申请106件,均未引发行政复议", "截至2024年1月底未收到政府信息公开申请", "截至6月30日未收到政府信息公开申请",
    "因信息公开申请行政复议的5件,其中1件结转下年度", "依申请公开中,答复予以公开39件,另有1件予以公开延期答复", "收到信息公开申请106件。其中,予以公开40件;部分公开10件;无法提供27件",
    "收到信息公开申请106件,无法提供(本机关不掌握)26件,不予处理(信访投诉类)1件", "收到信息公开申请106件,予以公开(部分公开)50件",
    "未收到以信函等方式提交的政府信息公开申请", "收到以邮寄等方式提交的政府信息公开申请7件", "以网络、平台等方式提交信息公开申请7件,以信函、传真等方式提交信息公开申请8件", "通过网络、平台等线上渠道收到政府信息公开申请7件",
    "收到涉及土地征收的政府信息公开申请7件", "收到关于征地拆迁的信息公开申请7件", "收到市政府转来信息公开申请7件", "补正后受理信息公开申请7件", "收到企业提出的信息公开申请7件", "各部门收到信息公开申请7件",
    "(二)依申请公开。收到行政许可申请7件", "(二)依申请公开。共收到有效申请7件", "(二)依申请公开。收到申请109件,含结转3件", "按时办结信息公开申请99件,延期办结6件", "办结信息公开申请99件,办结上年结转6件",
    "依申请公开件中因信息不存在无法提供9件", "收到信息公开申请106件,重复申请不予处理1件", "各县区因政府信息公开被申请行政复议4件", "提请市政府印发规范性文件7件", "修改废止规范性文件7件", "审结政府信息公开行政复议案件4件", "收到政府信息公开申请(含上年结转)109件", "提前废止规范性文件1件", "公开规章13件(含新制定5件,修改4件,废止4件),规范性文件42件", "答复信息公开申请109件(含上年结转3件),办结105件,结转下年度4件", "收到信息公开申请(含重复)7件", "收到信息公开申请106件。全年无法提供证明8件", "收到信息公开申请106件;受理行政许可申请300件", "上年收到信息公开申请7件;其中,予以公开3件", "依法公开。其中,不予处理信访8件",
    "收到信息公开申请106件。从办理部门看,县公安局予以公开3件", "收到信息公开申请106件。办理结果为:县级予以公开7件,部分公开2件", "收到信息公开申请106件,其中去年结转的予以公开7件", "政府门户网站收到信息公开申请7件", "教育领域收到信息公开申请7件", "其他单位未收到信息公开申请", "收到信息公开申请106件。申请事项涉及征地,其中予以公开7件", "收到信息公开申请106件,涉及土地的予以公开7件", "收到信息公开申请106件。经审查,拟予以公开7件", "收到信息公开申请106件,从申请人看,自然人申请予以公开7件",
    "群众申请公开信息收到7条次", "由上年收到信息公开申请7件降至本年的106件", "收到传真及其他方式的信息公开申请7件", "收到主动公开、依申请公开事项7件", "依申请公开信息收到7条留言", "3个部门未收到政府信息公开申请", "乡镇街道无人申请政府信息公开", "科研机构、公益组织无政府信息公开申请", "未收到企业和社会组织的政府信息公开申请", "政务微信未收到政府信息公开申请", "收到企业和组织申请公开政府信息7件", "因不予公开政府信息引发行政复议4件",
])  # fmt: skip
def test_a_sentence_that_agrees_or_counts_something_else_is_left_alone(sentence):
    assert found(sentence) == ()


@pytest.mark.parametrize(("sentence", "count"), [
    ("2022年,收到信息公开申请7件", 0), ("近三年收到信息公开申请7件", 0), ("此前连续三年无人申请信息公开", 0), ("疫情期间,收到信息公开申请7件", 0), ("节假日期间收到信息公开申请7件", 0), ("报告期间,收到信息公开申请7件", 1), ("1月1日至12月31日期间,收到信息公开申请7件", 1), ("两年来,全县收到信息公开申请7件", 0), ("《条例》施行以来,收到信息公开申请7件", 0), ("本届政府收到信息公开申请7件", 0), ("上一年度收到信息公开申请7件", 0), ("2022、2023两年收到信息公开申请7件", 0),
    ("2023年1月至6月,收到信息公开申请7件", 0), ("今年5月以来,收到信息公开申请7件", 0), ("上半年收到信息公开申请7件", 0), ("第一季度收到信息公开申请7件", 0),
    ("今年以来,收到信息公开申请7件", 1), ("一年来,收到信息公开申请7件", 1), ("2023年1月1日至12月31日,收到信息公开申请7件", 1), ("2023年1-12月,收到信息公开申请7件", 1), ("截至2023年12月,收到信息公开申请7件", 1), ("去年未收到信息公开申请", 0), ("2023年,收到信息公开申请7件", 1),
    ("2022年收到信息公开申请7件,2023年收到信息公开申请106件", 0), ("2022年收到信息公开申请106件,2023年收到信息公开申请7件", 1),
    ("申请较2022年增加,收到信息公开申请7件", 1), ("上年转结申请3件,收到信息公开申请7件", 1), ("依申请公开件105件(含2022年结转的2件)", 1), ("依申请公开件中5件结转2024年办理", 1),
    ("较2022年收到的信息公开申请7件有所增加", 0), ("(2022年收到信息公开申请7件),2023年收到信息公开申请106件", 0),
])  # fmt: skip
def test_what_a_sentence_says_of_another_year_is_not_compared_with_the_reports_tables(
    sentence, count
):
    assert len(found(sentence, year=2023)) == count


@pytest.mark.parametrize(
    "who", ["县政府办公室", "县本级", "县直部门", "县公安局", "经开区管委会", "县供销社", "县残联"]
)
def test_what_a_governments_report_says_of_its_office_alone_is_not_compared(who):
    sentence = f"今年,{who}收到信息公开申请7件"
    assert not found(sentence, whole=True)
    assert found(sentence)
    assert not found(f"{sentence}。其中,予以公开7件。", whole=True)
    assert not found(f"{who}因信息公开被申请行政复议7件", whole=True)
    assert found("今年,全县收到信息公开申请7件,我局新收信息公开申请7件", whole=True)
    assert found("今年,甲区人民政府办理依申请公开事项109件(含上年结转2件)", whole=True)


@pytest.mark.parametrize(("text", "quoted", "where"), [
    ("收到信息公开申请106件。其中,予以公开41件,部分公开10件。", "其中,予以公开41件,部分公开10件", "requests.granted.total"),
    ("收到信息公开申请106件。106件申请均为自然人申请,予以公开41件。", "106件申请均为自然人申请,予以公开41件", "requests.granted.total"),
    ("收到信息公开申请106件。申请内容主要涉及征地。经依法办理,予以公开41件。", "经依法办理,予以公开41件", "requests.granted.total"),
    *((f"收到信息公开申请106件。{way}予以公开41件。", f"{way}予以公开41件", "requests.granted.total") for way in ("从答复情况看,", "按办理结果分,", "办理结果为:", "所有申请均按期答复,", "从处理结果来看,", "按答复类型分,", "均已按时答复,其中")),
    ("收到信息公开申请106件。申请事项涉及征地。其中,予以公开41件。", "其中,予以公开41件", "requests.granted.total"),
    ("收到信息公开申请106件,予以公开40件;部分公开10件;无法提供26件、占24.5%。", "无法提供26件、占24.5%", UNABLE),
    ("收到信息公开申请106件。其中予以公开或部分公开51件;其他处理7件。", "其中予以公开或部分公开51件", "requests.granted.total+requests.partially_granted.total"),
])  # fmt: skip
def test_a_result_is_that_of_the_requests_that_the_sentence_goes_on_with(text, quoted, where):
    assert [(f.text, f.where) for f in found(text, year=2023)] == [(quoted, where)]


@pytest.mark.parametrize(
    "heading", ["(二)依申请公开。", "2.政府信息依申请公开情况。", "二、依申请公开方面\n"]
)
def test_what_is_asked_for_is_told_by_the_heading_however_that_ends(heading):
    assert [f.where for f in found(f"主动公开。{heading}2023年收到申请数7件。", year=2023)] == [NEW]


@pytest.mark.parametrize(("sentence", "count"), [
    ("信息公开复议、诉讼均为0件", 2), ("因信息公开被申请行政复议和提起行政诉讼0起", 2), ("因信息公开被申请行政复议和提起行政诉讼7件", 0), ("信息公开行政复议、行政诉讼被纠错0件", 0),
    ("信息公开行政复议、行政诉讼0件被纠错", 0), ("由去年信息公开行政复议、行政诉讼0件升至7件", 0), ("信息公开行政复议以及诉讼7件", 0), ("信息公开行政复议案件和行政诉讼案件共7件", 0), ("信息公开行政复议案件、行政诉讼案件均为0件", 2), ("其他部门信息公开行政复议、诉讼0件", 0),
])  # fmt: skip
def test_reviews_and_lawsuits_under_one_figure_are_compared_where_it_is_0(sentence, count):
    assert len(found(sentence)) == count


def test_a_table_that_was_not_read_is_not_compared():
    assert found("收到政府信息公开申请107件", {}) == ()


def test_the_fee_that_part_six_states_is_quoted():
    findings = found("本年度我局收取政府信息公开信息处理费0元。无其他事项。")
    assert [(f.code, f.text) for f in findings] == [
        ("information-fee-stated", "本年度我局收取政府信息公开信息处理费0元")
    ]
