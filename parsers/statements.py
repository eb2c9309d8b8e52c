"""This module has the figures that a sentence of a report may state, and how each is said.

Whether a sentence is on the report's own year, and on everybody that it covers, is for `prose` to say.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_UNIT = r"(\d{1,7})(?:多|余)?(?:件|份|条(?!次)|宗|起|项|次|例|封)(?!以上)"
_OF_FILES = _UNIT.replace("例", "例|个")


class Statement(NamedTuple):
    """A figure that a sentence may state: how it is said, and the places whose sum it is.

    `words` occur in every such sentence, each in one of its forms, and are sought first. `topic` must occur in the sentence;
    `never` must not occur before the figure. Where `said` has no figure, it says that there was none.
    `is_of_results`: a result of requests, of which the sentence before may have told: 收到申请9件。其中,不予公开2件.
    """

    words: tuple[tuple[str, ...], ...]
    said: re.Pattern[str]
    places: tuple[str, ...]
    topic: re.Pattern[str]
    never: re.Pattern[str]
    is_of_results: bool


_REQUESTS = r"信息公开.{0,4}申请|申请.{0,4}信息公开|信息公开申请|依申请公开|政府信息.{0,2}申请|申请公开|申请政府信息|(?:[收接]到|受理)过?公开申请|结转.{0,6}申请|结转下年度?继续办理"
_EACH = "(?<!全[省市州县区旗])(?<![及和与其、])各(?![类级种项界])"
_OTHER_MATTER = rf"{_EACH}|补正|转办|转来|交办|复议|诉讼|投诉|建议|提案|(?<!申请公开)信件|来信|咨询|举报|网络|网上|信函|当面|邮寄|传真|邮箱|邮件|现场|窗口|线上|线下|平台|网站|热线|公众号|微信|微博|电话|领域|同一|平均|兄弟|自然人|法人|其中|其[余他它](?=[部单机])|其余|结转"
_OTHER_ANSWER = "主动|提案|建议|咨询|信件|来信|留言|热线|投诉|举报|网站|平台|公众号"
_OTHER_DISPUTE = rf"{_EACH}|办理|审[理结]|受理|代理|出庭|共收到|收到[^\d,]*(?:复议|诉讼)|接收|新收|维持|纠正|驳回|撤|其中|直接|复议后|其[他它](?:部门|单位|机关)|结转|不予公开[^,]{{0,8}}引|因(?:投诉|举报|信访)"
# Why, before a result, whose figure is then that of one of its rows: 信息不存在无法提供9件, but not 不掌握等原因.
_REASON = "(?:国家秘密|内部事务|过程性|执法案卷|第三方|隐私|商业秘密|掌握|存在|现[成有]|另行制作|重复|信访|保管|持有)(?![^,、]{0,12}等)"
# And not where some of the requests alone had it: 涉及土地的予以公开, 拟不予公开.
_OTHER_RESULT = (
    rf"{_OTHER_ANSWER}|拟|当场|[上去]年|半年|季度|同期|结转|自然人|法人|公民|企业|涉及(?![^,、]*等)"
)
# Nor after those of one body or kind, which what follows may be of too: 市公安局予以公开7件,不予公开2件.
_BODY = "市县区镇乡道局委厅办级院社联馆校类域"
OF_ONE = re.compile(
    rf"(?<=[{_BODY}])(?<![我本全][{_BODY}])(?:予以公开|部分|不予|无法提供|其他处理)"
)
_BY_WAY = "信函|网络|网上|当面|邮寄|传真"
_OTHER_REPEAL = "提请|起草|提前|失效|宣布|修[订改]|其中|名义|本级|部门|拟|建议"
_DISCLOSURE = "公开|政府信息申请"
_NOTHING = "$^"
_HOLDERS = "business_enterprise research_institution public_interest_organization legal_service_institution other_organization"
_WITHHELD = "state_secret prohibited_by_law security_stability third_party_rights internal_affairs process_information enforcement_file administrative_inquiry"


def _totals(group: str, rows: str) -> tuple[str, ...]:
    return tuple(f"requests.{group}_{row}.total" for row in rows.split())


_NEW, _OLD = ("requests.new_requests.total",), ("requests.carried_over.total",)
_LEFT, _DONE = ("requests.carried_forward.total",), ("requests.results_total.total",)
_GRANTED, _PARTLY = "requests.granted.total", "requests.partially_granted.total"
_FILES = "disclosures.normative_documents"
_REVIEWED = ("disputes.reconsideration.total",)
_SUED = ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total")
_GOT = "(?:新收|收到|受理|接收|接到|(?<![征回验])收)"
# Who asked for what: any other word is of some requests only (涉密, 转办, 许可, 电子), or of answers (受理和答复).
_WHOEVER = "(?:依法处理|办公[室厅]|企业[和与及或](?!(?:社会)?组织的?[政依申信])|(?<=个人[、和及或])企业[和与及或]|(?<!公开)、|[任何形式一件条份例起宗公众社会各界民群市村居单位组织个人和或及申请有关相于对要求提出交递的依法照向我本局政府信息主动开类方面省州盟旗县区镇乡街道务部门机关符合新并受共了]){0,24}?"
_WITH_OLD = r"[,(:](?:其中|含|包括|包含)[^;)]{0,16}(?:(?:[上去](?:一)?年(?:度)?(?:的)?)?(?:结转(?![至到入]?[下次明])|转结)|新收)"
# What goes on to say that the figure is not the report's own, or not that of its table: 收到申请50件,我局承办12件.
_NOT_OWN = r"[,(:](?:其中)?(?:转?[由交]?[我本][局委厅办院][^,;)\d]{0,4}承办|转[由交][我本][局委厅办院]|[局委厅](?:机关|本级)[^,;)\d]{0,6}\d|有效|不[含包][^,)\d]{0,4}重复|并案|合并)"
_RECEIVED = f"{_GOT}(?:(?!办结|答复|办理|结转)[^;]){{0,60}}?"
_ASKED = r"申请[书表函]?(?:公开)?(?:的)?(?:政府|政务)?(?:信息)?(?:公开)?(?:办理)?(?:事项|信件|件|情况|请求)?(?:数量|总数|数)?(?:共|共计|合计|为)?"
_ASKED_NONE = r"(?:公开(?:政府)?(?:信息)?(?:方面)?(?:的)?(?:相关)?申请[书表函]?|申请公开(?:政府|政务)?(?:信息)?|申请(?:政府)?信息公开|申请政府信息)(?:公开)?(?:信息)?(?:办理|方面)?(?:的)?(?:相关)?(?:事项|件|信件|情况|案件|要求|请求|诉求){0,2}(?=$|[,.])"
_ANSWER = r"(?:答复|处理|信息|申请|决定|的|类|情形|有|共|共计|为|数)*#"
_LEFT_OPEN = rf"^(?!.*(?:复议|诉讼)[^,]*,其中\d+件[^,]*转).*(?:{_REQUESTS})"
# Not where another may follow, 另有1件予以公开, nor of what documents were made: 主动公开24条,不予公开0条.
_RESULTS = rf"^(?!.*(?:另有?|主动公开[^,;]{{0,14}}|申请公开(?:政府)?信息数)\d).*(?:{_REQUESTS})"
_NOT_JOINT = "(?<![不及和与或])(?<!公开、)(?<!提供、)(?<!处理、)"
_NEXT_YEAR = r"(?:结转|顺延|转)(?:至|到|入)?(?:下|次|明)(?:一)?(?:年度|年)"
_REMAINING = rf"#[^,、\d无未没]{{0,14}}?{_NEXT_YEAR}(?!度?[^,、]{{0,12}}\d)"
# A month other than the last one, unless it begins the year: 截至1月底, 12月未收到.
PART_OF_YEAR = r"(?<!\d)(?:1(?!月0?1日|月份?[至到—-]12月)|0?[2-9]|1[01])月"
_UNASKED = "(?<!因)[未没无]有?(?:再|曾|新)?(?:收到|受理|接收|接到|发生|产生|出现)(?:过|到)?(?:[和、及或]?(?:处理|受理|办理))?|(?:没有|无)(?=政府|依|信息|任何|公众|群众|人[提向申]|相关|申请政府)"
# Ways, bodies and applicants that are only some of those of a report, who had no requests.
_OF_SOME = r"(?:方式|渠道|途径|\d个[^,]{0,6}|(?<![我本])(?:乡镇|镇街|部门|企业|组织|机构|类))[^,]{0,3}[未没无]"
_UNDISPUTED = "(?<![均都])(?:不存在|[未没无]有?(?:再|曾)?(?:发生|收到|接到|出现|产生|引发|引起|涉及|被|因|有)|(?:没有|无)(?=政府|信息|行政|依|与|任何|相关|针对|申请|公开))(?:(?!后|结|复议决定)[^,;\\d]){0,36}?"
_NO_OTHER = "[、和或与及以者行政复议诉讼案件申请的情况形事项发生起提被涉等数量现象问题投举报信访有关]{0,18}(?=$|[,.])"
_BOTH = "复议(?:案件|案)?(?:[、和及与或/]|以及)?被?(?:提起)?(?:行政)?诉讼"
# Reviews and lawsuits under one figure, which is that of each only where it is 0: 行政复议、行政诉讼均为0件.
_NEITHER = rf"{_BOTH}(?:案件|案|申请|情况|的|数量|总数|数|共|均|各|都|为|是)*0(?:件|起|宗|例|次|条|项)(?=$|[,.)、])"
_LOST = "追|纠|败|撤|违法|逾期|超期|答复(?!引[发起])|变更|维持|审结"
# Words that it has (of | one), how it is said (# is the figure with its unit), the places, the topic, and what is said of other figures.
_TOLD = (
    ("申请 收|受理|接到", rf"(?:{_GOT}(?:到|\(受理\))?{_WHOEVER}{_ASKED}|申请公开(?:申请|事项|件|(?:政府)?信息)?(?:共|共计)?{_GOT})#(?!咨询|留言|来信|建议|{_WITH_OLD}|{_NOT_OWN})", _NEW, _REQUESTS, _OTHER_MATTER),
    ("申请 收|受理|接到", rf"{_GOT}(?:了)?(?:共)?#(?:政府)?(?:信息)?(?:公开|依申请公开)(?:的|相关)?(?:申请|请求|事项|件|政府信息|(?=$|[,.]))", _NEW, _REQUESTS, _OTHER_MATTER),
    ("申请 未|没|无", rf"(?:{_UNASKED}){_WHOEVER}{_ASKED_NONE}", _NEW, _REQUESTS, rf"{_OTHER_MATTER}|半年|季度|{PART_OF_YEAR}|12月(?!底|末|\d)|各(?!类)|答复|期|重复|补正|更正|撤回|{_OF_SOME}"),
    ("自然人", rf"{_RECEIVED}自然人[^,、\d]{{0,12}}?申请(?:公开)?(?:的)?#", ("requests.new_requests.natural_person",), _REQUESTS, _BY_WAY),
    ("法人", rf"{_RECEIVED}(?<![和及与、])法人[^,、\d]{{0,12}}?申请(?:公开)?(?:的)?#", tuple(f"requests.new_requests.{one}" for one in _HOLDERS.split()), _REQUESTS, _BY_WAY),
    ("转", r"(?:上年|上年度|上一年|上一年度|去年)(?:度)?(?:结转|转结)[^,、\d及和与加)]{0,16}?#", _OLD, _REQUESTS, "(?:办结|答复|完成)[上去]年|予以公开|部分公开|不予|无法提供"),
    ("结转", r"结转(?:上年|上年度|上一年|上一年度|去年)(?:度)?[^,、\d及和与加)]{0,16}?#", _OLD, _REQUESTS, "(?:办结|答复|完成)[上去]年|予以公开|部分公开|不予|无法提供"),
    ("转", rf"{_NEXT_YEAR}[^,、\d]{{0,16}}?#", _LEFT, _REQUESTS, _NOTHING),
    ("转", _REMAINING, _LEFT, _LEFT_OPEN, _NOTHING),
    ("延", _REMAINING, _LEFT, _REQUESTS, _NOTHING),
    ("予以公开", rf"{_NOT_JOINT}予以公开{_ANSWER}", (_GRANTED,), _RESULTS, _OTHER_RESULT),
    ("部分", rf"{_NOT_JOINT}部分(?:予以)?公开{_ANSWER}", (_PARTLY,), _RESULTS, _OTHER_RESULT),
    ("予以公开", rf"予以公开[及和或]部分公开{_ANSWER}", (_GRANTED, _PARTLY), _RESULTS, _OTHER_RESULT),
    ("不予公开", rf"{_NOT_JOINT}不予公开{_ANSWER}", _totals("withheld", _WITHHELD), _RESULTS, f"{_OTHER_RESULT}|{_REASON}"),
    ("无法提供", rf"{_NOT_JOINT}无法提供{_ANSWER}", _totals("unable", "not_held needs_creation still_unclear"), _RESULTS, f"{_OTHER_RESULT}|{_REASON}"),
    ("不予处理", rf"{_NOT_JOINT}不予处理{_ANSWER}", _totals("not_processed", "petition repeat publication excessive confirm_reissue"), _RESULTS, f"{_OTHER_RESULT}|{_REASON}"),
    ("其他处理", rf"{_NOT_JOINT}其他处理{_ANSWER}", _totals("other", "correction_overdue fee_overdue misc"), _RESULTS, f"{_OTHER_RESULT}|{_REASON}"),
    ("其他处理", rf"{_NOT_JOINT}其他处理{_ANSWER}", _totals("other", "total"), _RESULTS, f"{_OTHER_RESULT}|{_REASON}"),
    ("申请 答复|办结|办理完结", rf"(?:答复|办结|办理完结)[^,、\d]{{0,14}}?{_ASKED}#", _DONE, rf"^(?!.*(?:,(?:已|其中)?办结\d|,办结[上去]年|,延期(?:答复|办结|办理)\d)).*(?:{_REQUESTS})", f"{_OTHER_MATTER}|{_OTHER_ANSWER}|期|上年|去年|(?:答复|办结)[本当]年|收到|受理|新收|同意|不予|部分|拟"),
    ("规范性文件", rf"(?:制发|新制发|印发|新制定|制定)(?:行政)?规范性文件(?:共|共计)?{_OF_FILES}(?!,[^,;\d]{{0,8}}部门)", (f"{_FILES}.issued",), "规范性文件", _OTHER_REPEAL + "|废止"),
    ("规范性文件", rf"制发(?:件数|数量)?{_OF_FILES}", (f"{_FILES}.issued",), "规范性文件", _OTHER_REPEAL + "|规章|公文"),
    ("规范性文件", rf"废止(?:行政)?(?:规范性文件)?(?:件数|数量)?(?:共|共计)?{_OF_FILES}(?!,(?:宣布)?失效\d)", (f"{_FILES}.repealed",), "规范性文件", _OTHER_REPEAL + "|规章|公文"),
    ("规范性文件", rf"现行有效(?:的)?(?:行政)?(?:规范性)?(?:文件)?(?:件数|数量)?(?:共|共计|为)?{_OF_FILES}", (f"{_FILES}.in_force",), "规范性文件", "规章|其中"),
    *(
        (f"行政{what}", rf"行政{what}[^,、;\d]{{0,6}}处理决定(?:数量)?(?:共|共计|为)?#", (f"disclosures.{row}.decisions",), rf"^(?!.*(?:公开(?=行政)|公示|网|信用).*行政{what}).*处理决定", "其中")
        for what, row in (("许可", "licensing"), ("处罚", "penalties"), ("强制", "compulsory_measures"))
    ),
    ("行政复议", r"行政复议(?:案件|申请|案|情况)?(?:数量)?(?:共|共计|为|数为)?#(?!,其中[^,;\d]{0,8}信息公开)", _REVIEWED, _DISCLOSURE, _OTHER_DISPUTE),
    ("诉讼", r"(?<![事益])诉讼(?:案件|案|情况)?(?:数量)?(?:共|共计|为|数为)?#(?!,其中[^,;\d]{0,8}信息公开)", _SUED, _DISCLOSURE, rf"{_OTHER_DISPUTE}|{_BOTH}[^,、\d]{{0,8}}\d"),
    ("复议", rf"{_UNDISPUTED}(?:行政|信息公开)复议{_NO_OTHER}", _REVIEWED, _DISCLOSURE, _LOST),
    ("诉讼", rf"{_UNDISPUTED}诉讼{_NO_OTHER}", _SUED, _DISCLOSURE, _LOST),
    ("复议", _NEITHER, _REVIEWED, _DISCLOSURE, _OTHER_DISPUTE),
    ("诉讼", _NEITHER, _SUED, _DISCLOSURE, _OTHER_DISPUTE),
)  # fmt: skip
_NO_RESULTS = ("requests.new_requests.", "requests.results_total.")
STATEMENTS = tuple(
    Statement(
        tuple(tuple(word.split("|")) for word in words.split()),
        re.compile(said.replace("#", _UNIT)),
        places,
        re.compile(topic),
        re.compile(never),
        places[0].startswith("requests.") and not places[0].startswith(_NO_RESULTS),
    )
    for words, said, places, topic, never in _TOLD
)
_WORDS = tuple({form: None for one in STATEMENTS for word in one.words for form in word})


def statements_in(sentence: str) -> tuple[Statement, ...]:
    """The figures that a sentence may state, by the words that it has."""
    return _with_words(tuple(filter(sentence.__contains__, _WORDS)))


@lru_cache(maxsize=1024)
def _with_words(found: tuple[str, ...]) -> tuple[Statement, ...]:
    return tuple(one for one in STATEMENTS if not any(map(frozenset(found).isdisjoint, one.words)))
