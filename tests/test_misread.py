"""This module tests that a scan's letters are mended where the form's words are meant, and nowhere else."""

from dataclasses import replace

import pytest

from parsers import form_words
from parsers.documents import read_document
from parsers.misread import WORD_MISREAD, correct_misread_words, intended_word, similar_letters
from parsers.page import Grid, Page
from parsers.parsed_document import parse_page
from parsers.text import fold
from schemas.capture import Capture
from schemas.finding import finding
from tests.documents import sample

READ = [
    ("(三)不予公开", None),
    ("1.属丁国家秘密", "属于国家秘密"),
    ("□.属丁行政执法案卷", "属于行政执法案卷"),
    ("(二)部分公斤(区分处理的，只计这一情形，不计其他情形)", "部分公开"),
    ("3.补止后中请内容仍不明确", "补正后申请内容仍不明确"),
    ("4.无正当理由人量反复中请", "无正当理由大量反复申请"),
    ("一、本年新收政府信息公中请数量", "本年新收政府信息公开申请数量"),
    ("结果纠止", "结果纠正"),
    ("尚米审结", "尚未审结"),
    ("结果纠结", None),
    ("不予公", None),
    ("行政给付", None),
    ("社会公众组织", None),  # one letter of a short word is another
    ("信访举报咨询类申请", None),  # two of a long one are
    ("上年新收政府信息公开申请数量", None),  # as near to one row as to another, or nearly
    ("2024年", None),
    ("88", None),
    ("", None),
]


@pytest.mark.parametrize(("recognised", "word"), READ)
def test_a_word_of_the_form_is_known_by_letters_like_its_own(recognised, word):
    grid = Grid(((recognised, "28"),))
    page = correct_misread_words(Page((grid,)))
    assert page.grids[0].lines == ((word or recognised, "28"),)
    told = [(one.code, one.text) for one in page.findings]
    assert told == ([(WORD_MISREAD, f"{recognised}: {word}")] if word else [])


def test_no_letter_taken_for_one_like_it_makes_another_word_of_any():
    for word, means in form_words.known_words().items():
        for at, letter in enumerate(word):
            for other in similar_letters(letter):
                taken = intended_word(word[:at] + other + word[at + 1 :])
                assert taken is None or form_words.known_words()[taken] == means


@pytest.mark.parametrize(("line", "said"), [
    ("甲县教育局2023年政府信息公斤工作年度报告", "甲县教育局2023年政府信息公开工作年度报告"),
    ("政府倍恩公开", "政府信息公开"),
    ("公斤计价", "公斤计价"),
])  # fmt: skip
def test_the_phrases_of_a_title_are_mended_in_a_line(line, said):
    assert correct_misread_words(Page((line,))).blocks == (said,)


LIKE = str.maketrans("申开于正未自大由", "中斤丁止米白人出")


def test_a_table_whose_every_label_is_misread_keeps_all_its_figures():
    page, source = read_document(Capture(body=sample(3).text.encode()))
    hurt = tuple(
        replace(b, lines=tuple(tuple(text.translate(LIKE) for text in line) for line in b.lines))
        if isinstance(b, Grid)
        else b
        for b in page.blocks
    )
    scan = replace(page, blocks=hurt, findings=(finding("read-by-ocr"),))
    capture = Capture(body=b"")
    whole = parse_page(page, source, capture).tables
    read = parse_page(scan, source, capture).tables
    for name in form_words.TABLES:
        assert read[name].values == whole[name].values
    lost = parse_page(replace(scan, findings=()), source, capture).tables["requests"].values
    assert len(lost) < len(whole["requests"].values) / 2


def test_a_mended_word_reads_as_the_form_reads_it():
    for word in form_words.known_words():
        assert form_words.meanings(fold(word)) == form_words.meanings(word)
