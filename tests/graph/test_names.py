"""Names that begin or are alike, and what is suggested where nothing is found."""

from __future__ import annotations

import pytest

from graph.search import Index


def test_where_nothing_is_found_the_words_that_occur_are_told(index: Index) -> None:
    found = index.search("智慧社区银河数字乡村")
    assert found["total"] == 0
    told = {one["words"]: one["count"] for one in found["suggestions"]}
    assert list(told)[:4] == ["智慧", "社区", "数字", "乡村"]
    for words, count in told.items():
        assert index.search(words)["total"] == count > 0
    assert "智慧社区" in told  # a name like it
    assert index.search("蹇蹇")["suggestions"] == []


def test_names_that_begin_so_come_before_those_that_contain_it(index: Index) -> None:
    found = index.names.beginning("济南", ["Agency", "Region"])
    assert [one["name"].startswith("济南") for one in found] == sorted(
        (one["name"].startswith("济南") for one in found), reverse=True
    )
    assert {one["label"] for one in found[:2]} == {"济南市人民政府", "济南市"}
    assert index.names.beginning("濟南", ["Region"])[0]["iri"].endswith("/370100")
    assert index.names.beginning("社区", ["Indicator"], 1)[0]["label"] == "智慧社区"
    assert index.names.beginning("大", limit=3)
    assert index.names.beginning("") == index.names.beginning("大", limit=0) == []
    assert {one["kind"] for one in index.names.beginning("数", ["Project"], 50)} == {"Project"}


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("省大数据局", "Agency", "山东省大数据局"),
        ("省大数据管理局", "Agency", "山东省大数据局"),
        ("濟南", "Region", "济南市"),
        ("济南的市", "Region", "济南市"),
        ("370100", "Region", "济南市"),
        ("智慧社区（村居）突破行动", "Project", "智慧社区（村居）建设突破行动"),
        ("数字山东2021年行动方案", "Plan", "数字山东2021行动方案"),
    ],
)
def test_the_name_most_alike_comes_first(index: Index, text: str, kind: str, label: str) -> None:
    first = index.names.similar(text, [kind])[0]
    assert (first["label"], first["kind"]) == (label, kind)
    assert first["label"] in first["names"]
    assert first["name"] in first["names"]


def test_how_alike_names_are_is_a_share(index: Index) -> None:
    found = index.names.similar("山东省发展改革委", limit=20)
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert all(0 < score <= 1 for score in scores)
    assert len(found) == 20
    assert index.names.similar("蹇蹇蹇") == index.names.similar("") == index.names.similar("“”") == []
