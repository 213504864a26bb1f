import pytest

from graph.quotations import Official, quotations

PLAN = [
    Official(
        "m/1",
        "完善养老服务。推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、用餐。每年评估一次。",
        "完善养老服务",
    ),
    Official(
        "m/2",
        "壮大人才队伍。支持业绩卓著、贡献突出的技能人才破格申报职称，建设全市技能人才库。",
        "壮大人才队伍",
    ),
    Official("m/3", "优化出行环境。新开通社区巴士线路，方便群众出行。", "优化出行环境"),
]


def one(*passages: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    texts = [(p, f"span/{n}") for n, p in enumerate(passages)]
    return [(q.measure, q.fidelity, q.differences) for q in quotations(texts, PLAN)]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        # punctuation alone may differ
        (["优化出行环境，新开通社区巴士线路、方便群众出行。"], [("m/3", "Verbatim", [])]),
        # the report's own words around the quotation are not part of it
        (
            ["在民生方面，方案提出，优化出行环境。", "新开通社区巴士线路，方便群众出行。"],
            [("m/3", "Verbatim", [])],
        ),
        # sentences left out
        (["推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、用餐。"], [("m/1", "Abridged", [])]),
        # words that differ, both ways
        (
            ["支持业绩卓越、贡献突出的技能人才破格申报职称，建设全市技能人才库。"],
            [("m/2", "Altered", [("卓越", "卓著")])],
        ),
        # where a sentence ends, and where one begins
        (
            ["推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、就餐。"],
            [("m/1", "Altered", [("就餐", "用餐")])],
        ),
        (
            ["加快社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、用餐。"],
            [("m/1", "Altered", [("加快", "推进")])],
        ),
        # a caption behind a cut, and the report's own words before a sentence, are none
        (["推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐AI生成图"], [("m/1", "Abridged", [])]),
        (
            ["方案提出，推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、用餐。"],
            [("m/1", "Abridged", [])],
        ),
        (
            [
                "推进社区食堂建设，打造40个（下转第三版）示范食堂，方便老人办餐■李明 摄■、取餐、用餐（记者 王红 摄）。"
            ],
            [("m/1", "Abridged", [])],
        ),
        # what it is about, in words of the title
        (
            ["在完善养老服务方面，推进社区食堂建设，打造40个示范食堂，方便老人办餐、取餐、用餐。"],
            [("m/1", "Abridged", [])],
        ),
        (["优化环境方面，新开通社区巴士线路，方便群众出行。"], [("m/3", "Abridged", [])]),
        # short sentences in which one word differs, or is one more
        (["新开通社区巴士路线，方便群众出行。"], [("m/3", "Altered", [("路线", "线路")])]),
        (
            ["推进社区食堂建设，打造40多个示范食堂，方便老人办餐、取餐、用餐。"],
            [("m/1", "Altered", [("多个", "个")])],
        ),
        # a sentence cut in two by a page break
        (["推进社区食堂建设，打造40个示", "范食堂，方便老人办餐、取餐、用餐。"], [("m/1", "Abridged", [])]),
        # nothing quoted
        (["本报记者从市政府获悉，今年的养老服务将有新变化。"], []),
    ],
)
def test_quotations(passages: list[str], expected: list[tuple[str, str, list[tuple[str, str]]]]) -> None:
    assert one(*passages) == expected


def test_a_quotation_has_the_spans_of_all_its_passages() -> None:
    [found] = quotations(
        [("推进社区食堂建设，打造40个示", "s/1"), ("范食堂，方便老人办餐、取餐、用餐。", "s/2")], PLAN
    )
    assert found.spans == ["s/1", "s/2"]
