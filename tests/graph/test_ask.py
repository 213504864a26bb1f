"""The catalogue of stored questions: how files are read, and how values get into queries."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ask import (
    BadParameter,
    Parameter,
    Question,
    QuestionError,
    in_language,
    questions,
    read_question,
)
from graph.local import LocalStore
from graph.manual import questions_page

ROOT = Path(__file__).parents[2]

FILE = """# number: 7
# title zh: 某部门牵头什么？
# title en: What does an agency lead?
# why zh: 要问责。
# why en: To ask somebody.
# parameter agency: name = 省大数据局 | 部门 | agency
# parameter least: number = 2 | 至少 | at least
# column agency: 部门 | agency asked about

SELECT ?agency WHERE {
  VALUES (?agency ?agency_name) { (UNDEF "省大数据局"@zh-Hans) } # agency
  VALUES ?least { 2 } # least
  ?agency <http://www.w3.org/2004/02/skos/core#prefLabel> ?agency_name .
}
"""


def test_a_file_is_read() -> None:
    question = read_question("leads.rq", FILE)
    assert question == Question(
        name="leads",
        number=7,
        title_zh="某部门牵头什么？",
        title_en="What does an agency lead?",
        why_zh="要问责。",
        why_en="To ask somebody.",
        parameters=(
            Parameter("agency", "name", "省大数据局", "部门", "agency"),
            Parameter("least", "number", "2", "至少", "at least"),
        ),
        columns={"agency": ("部门", "agency asked about")},
        text=FILE.partition("\n\n")[2],
    )


def test_values_of_a_column_have_names_in_both_languages() -> None:
    line = "# value agency lead: 牵头 | leads\n\n"
    question = read_question(
        "leads.rq", FILE.replace("\n\n", "\n" + line, 1).replace("?agency_name .", '"lead" .')
    )
    assert question.said("agency", "lead", "zh") == "牵头"
    assert question.said("agency", "lead", "en") == "leads"
    # what has no name is called as it is
    assert question.said("agency", "follow", "en") == "follow"
    assert question.said("least", "lead", "en") == "lead"


def test_why_there_is_no_answer_is_said_in_both_languages() -> None:
    file = FILE.replace("WHERE {", "WHERE { { SELECT ?agency WHERE {").replace("_name .\n}", "_name .\n} } }")
    said = "# none zh: 没有。\n# none en: None.\n# parameter agency"
    question = read_question("leads.rq", file.replace("# parameter agency", said))
    [(asked, _)] = question.lookups()
    assert asked.name == "agency"  # a number names nothing
    assert question.why_none([], "zh") == "没有。"
    assert question.why_none([], "en") == "None."
    assert question.why_none([asked], "zh", agency="省财务厅") == "这里没有“省财务厅”；此处应填：部门。"
    assert question.why_none([asked], "en") == "There is no “省大数据局” here; asked for is: agency."
    with pytest.raises(QuestionError, match="in both languages or in neither"):
        read_question("leads.rq", FILE.replace("# parameter agency", "# none zh: 没有。\n# parameter agency"))


def test_every_question_says_why_it_may_have_no_answer() -> None:
    assert not {q.name for q in questions().values() if not all(q.none)}
    for question in questions().values():
        named = [one.name for one in question.parameters if one.kind in ("name", "text")]
        lookups = question.lookups(**dict.fromkeys(named, "省大数据局"))
        assert [one.name for one, _ in lookups] == named
        assert all(LocalStore().select(lookup).rows == [] for _, lookup in lookups)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# column agency:", "# value agency:", "leads.rq:8: a value is"),
        ("# column agency:", "# value agency lead:", "the query never answers lead in a column agency"),
        (
            "# column agency:",
            "# value agency x: x | x\n# value agency x:",
            "leads.rq:9: the value agency x is there twice",
        ),
        ("# why en: To ask somebody.\n", "", "leads.rq:7: “why en” is missing in the header"),
        (
            "# title en: What does an agency lead?",
            "# title en:",
            "leads.rq:3: no field of a header: # title en:",
        ),
        ("# why zh:", "# wherefore:", "leads.rq:4: no field of a header: # wherefore: 要问责。"),
        ("# why zh:", "# title zh:", "leads.rq:4: “title zh” is there twice"),
        ("number: 7", "number: seven", "leads.rq:1: no number: seven"),
        ("# parameter least: number = 2 |", "# parameter least: number 2 |", "leads.rq:7: a parameter is"),
        ("name = 省", "place = 省", "leads.rq:6: no kind of parameter: place"),
        (
            "# parameter least: number = 2",
            "# parameter agency: number = 2",
            "leads.rq:7: the parameter agency is",
        ),
        (
            "# parameter least: number = 2 | 至少 | at least\n",
            "",
            "least has no parameter line in the header",
        ),
        ("  VALUES ?least { 2 } # least\n", "", "least has no VALUES line in the query"),
        (
            "VALUES ?least { 2 } # least",
            "VALUES ?other { 2 } # agency",
            "least has no VALUES line in the query",
        ),
        (
            "  VALUES ?least { 2 } # least\n",
            "  VALUES ?least { 2 } # least\n  VALUES ?most { 3 } # least\n",
            "the VALUES line of least must hold its default: 2",
        ),
        ("VALUES ?least { 2 }", "VALUES ?least { 3 }", "the VALUES line of least must hold its default: 2"),
        ("column agency: 部门 |", "column agency:", "leads.rq:8: a column is “column NAME: ZH | EN”"),
        ("column agency:", "column agent:", "leads.rq:9: the query has no column agent"),
        (
            "# column agency: 部门 | agency asked about\n",
            "# column agency: 部门 | agency\n# column agency: 部门 | agency\n",
            "leads.rq:9: the column agency is there twice",
        ),
        ("number = 2", "number = two", "the default of least: a whole number is needed, not: two"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(QuestionError) as told:
        read_question("leads.rq", FILE.replace(old, new, 1))
    assert message in str(told.value)
    assert re.match(r"leads\.rq:\d+: ", str(told.value))


def test_the_catalogue() -> None:
    every = list(questions().values())
    # so that none is lost unseen
    assert [question.number for question in every] == [*range(1, 33)]
    assert [question.name for question in every] == list(questions())
    for question in every:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
        assert question.title_zh.endswith("？")
        assert question.title_en.endswith("?")


@pytest.mark.parametrize("question", questions().values(), ids=str)
def test_a_question_runs_as_it_stands(question: Question, corpus_store: LocalStore) -> None:
    answer = corpus_store.select(question.text)
    assert question.query() == question.text
    for column in answer.columns:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column)
        # a label is told with what it is of
        if column.endswith("_label"):
            assert column.removesuffix("_label") in answer.columns
    # the one thing that no document of the corpus gives an example of
    assert answer.rows or question.name == "measures-without-agency"
    for row in answer.rows:
        assert any(isinstance(term, ox.NamedNode) for term in row)
        for column, term in zip(answer.columns, row, strict=True):
            if isinstance(term, ox.Literal) and column.endswith(("_label", "_title")):
                assert term.language is None or term.language.startswith("zh")
    assert len(set(answer.rows)) == len(answer.rows)
    ((counted,),) = corpus_store.select(question.counted()).rows
    assert isinstance(counted, ox.Literal)
    assert int(counted.value) == len(answer.rows)


@pytest.mark.parametrize(
    "question", [one for one in questions().values() if "langMatches" in one.text], ids=lambda one: one.name
)
def test_terms_are_named_in_either_language(question: Question, corpus_store: LocalStore) -> None:
    zh, en = (corpus_store.select(in_language(question.text, one)) for one in ("zh", "en"))
    assert zh.columns == en.columns
    assert len(zh.rows) == len(en.rows)
    named = [
        {
            (row[answer.columns.index(column.removesuffix("_label"))], term.language)
            for row in answer.rows
            for column, term in zip(answer.columns, row, strict=True)
            if isinstance(term, ox.Literal) and column.endswith("_label")
        }
        for answer in (zh, en)
    ]
    # terms have their English names then, and what documents and registries name its Chinese one
    terms = {of for of, language in named[1] if language == "en"}
    assert terms
    assert {of for of, _ in named[1]} == {of for of, _ in named[0]}
    assert not [of for of in terms if "/ontology#" not in str(of) and "/recall#" not in str(of)]


@pytest.mark.parametrize("question", questions().values(), ids=str)
def test_a_question_of_an_empty_store_has_an_empty_answer(question: Question) -> None:
    assert LocalStore().select(question.text).rows == []


def test_defaults_fill_what_is_not_given() -> None:
    question = questions()["due-in-year"]
    query = question.query(year="2018")
    assert 'VALUES ?year { "2018" } # year' in query
    assert 'VALUES (?plan ?plan_words) { (UNDEF "") } # plan' in query
    assert question.query(year="2020", plan="") == question.text


@pytest.mark.parametrize(
    ("kind", "value", "terms"),
    [
        ("name", "省大数据局", '(UNDEF "省大数据局"@zh-Hans)'),
        ("name", "  济南 ", '(UNDEF "济南"@zh-Hans)'),
        ("name", 'a"b\\c', '(UNDEF "a\\"b\\\\c"@zh-Hans)'),
        ("name", "https://example.org/id/济南", "(<https://example.org/id/济南> UNDEF)"),
        ("name", "<urn:example:1>", "(<urn:example:1> UNDEF)"),
        ("text", "", '(UNDEF "")'),
        ("text", "《数字山东发展规划（2018—2022年）》", '(UNDEF "数字山东发展规划20182022年")'),
        ("text", "５Ｇ 基站", '(UNDEF "5g基站")'),
        ("text", "http://example.org/plan", '(<http://example.org/plan> "")'),
        ("year", "2025", '"2025"'),
        ("year", "2025年", '"2025"'),
        ("number", "007", "7"),
    ],
)
def test_values_become_terms(kind: str, value: str, terms: str) -> None:
    assert Parameter("p", kind, "", "", "").terms(value) == terms


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("name", "", "p：请填写名称", "p: a name is needed"),
        ("name", "济南\n", "", ""),
        ("name", "济\x00南", "p：含有控制字符", "p: holds a control character"),
        ("name", "济\udcff南", "p：含有控制字符", "p: holds a control character"),
        (
            "name",
            "http://example.org/> } #",
            "p：不是合法的 IRI：http://example.org/> } #",
            "p: no valid IRI: http://example.org/> } #",
        ),
        ("text", "《》", "p：没有可查找的文字：《》", "p: no words to look for: 《》"),
        (
            "year",
            "25",
            "p：年份须是四位数字，如2025，而不是：25",
            "p: a year such as 2025 is needed, not: 25",
        ),
        (
            "year",
            "２０２５",
            "p：年份须是四位数字，如2025，而不是：２０２５",
            "p: a year such as 2025 is needed, not: ２０２５",
        ),
        ("number", "-1", "p：须是不小于0的整数，而不是：-1", "p: a whole number is needed, not: -1"),
        ("number", "1.5", "p：须是不小于0的整数，而不是：1.5", "p: a whole number is needed, not: 1.5"),
    ],
)
def test_wrong_values_are_refused_in_both_languages(kind: str, value: str, zh: str, en: str) -> None:
    parameter = Parameter("p", kind, "", "", "")
    if not zh:  # white space around a value is nothing
        assert parameter.terms(value)
        return
    with pytest.raises(BadParameter) as told:
        parameter.terms(value)
    assert (told.value.parameter, told.value.zh, told.value.en) == ("p", zh, en)
    assert str(told.value) == en


def test_a_parameter_that_a_question_does_not_have() -> None:
    with pytest.raises(BadParameter, match="has no such parameter \\(it has: agency, plan\\)") as told:
        questions()["agency-leads"].query(city="青岛")
    assert told.value.zh == "city：问题 agency-leads 没有这个参数（可用：agency, plan）"
    with pytest.raises(BadParameter, match="it has: —"):
        questions()["obsolete-names"].query(plan="")


#: Letters, marks of SPARQL and anything else.
VALUES = st.text(st.one_of(st.sampled_from(string.printable + "省《》@^"), st.characters()), max_size=40)


@pytest.mark.parametrize("question", [q for q in questions().values() if q.parameters], ids=str)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_no_value_can_change_the_query(question: Question, data: st.DataObject) -> None:
    parameter = data.draw(st.sampled_from(question.parameters))
    try:
        query = question.query(**{parameter.name: data.draw(VALUES)})
    except BadParameter:
        return
    before, after = question.text.split("\n"), query.split("\n")
    changed = {(one, other) for one, other in zip(before, after, strict=True) if one != other}
    assert (
        len({one.strip() for one, _ in changed}) <= 1
    )  # the VALUES line of the parameter, and others like it
    assert len({other.strip() for _, other in changed}) <= 1
    assert LocalStore().select(query).rows == []  # it is still SPARQL, and the same question


NASTY = ['"} #', "a'b", "\\", "?agency", "$1 \\1", "} UNION {", '"""', "@zh", "🙂", "é", "<b>"]


@pytest.mark.parametrize("name", NASTY)
def test_whatever_a_thing_is_called_it_is_found(name: str) -> None:
    agency, label = ox.NamedNode("urn:agency"), ox.Literal(name, language="zh-Hans")
    store = ox.Store()
    store.extend(
        ox.Quad(agency, ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{p}"), label)
        for p in ("prefLabel", "altLabel")
    )
    query = read_question("leads.rq", FILE).query(agency=name)
    assert [row[0] for row in LocalStore(store).select(query).rows] == [agency]


def test_the_manual_is_in_step() -> None:
    page = ROOT / "docs" / "questions.md"
    assert page.read_text(encoding="utf-8") == questions_page(), (
        "run: python -m graph.manual > docs/questions.md"
    )
