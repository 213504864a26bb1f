"""What was withdrawn: 410 that says since when, why and where it may still be; and what is there again is served."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest

from api.build import add, build, inputs, remove
from api.settings import Settings
from graph.generations import Generations
from graph.withdrawals import Withdrawals
from ontology.terms import DEFAULT_BASE
from tests.api.serving import running

pytestmark = pytest.mark.anyio

PROBLEM = "application/problem+json"
PLAN = """{place}市2023年工作要点

一、做好一件事
1.修建道路。6月底前修建道路12公里，建设{place}云谷平台。（市交通运输局牵头，市财政局配合）
2.植树造林。植树300株以上。（市林业局负责）
"""


@dataclass(frozen=True)
class Held:
    """A store with two documents, the second withdrawn, and a client of the server on it."""

    store: Path
    files: Path
    client: httpx.AsyncClient
    first: str

    @property
    def paths(self) -> dict[str, str]:
        """What went with the second document, as paths of the site."""
        [one] = [w for w in Withdrawals(self.store).listed() if w.source_name == "乙.txt"]
        document, plan, graph = (
            iri.removeprefix(DEFAULT_BASE) for iri in (one.document, one.plans[0], one.graph)
        )
        [project] = [iri.removeprefix(DEFAULT_BASE) for iri in one.resources if "/project/" in iri]
        return {
            "document": f"/{document}",
            "span": f"/{document}/span/0-5",
            "graph": f"/{graph}",
            "plan": f"/{plan}",
            "measure": f"/{plan}/measure/1",
            "part": f"/{plan}/measure/1/target/1",
            "project": f"/{project}",
        }


WENT = ["document", "span", "graph", "plan", "measure", "part", "project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents in `files` and their store in `store`."""
    root = tmp_path_factory.mktemp("withdrawn")
    files = root / "files"
    files.mkdir()
    for name, place in (("甲.txt", "济南"), ("乙.txt", "青岛")):
        (files / name).write_text(PLAN.format(place=place), encoding="utf-8")
    build(root / "store", inputs([files])[0], DEFAULT_BASE)
    remove(root / "store", ["乙.txt"], reason="误收", clock=lambda: date(2026, 3, 5))
    return root


@pytest.fixture
async def held(built: Path, tmp_path: Path) -> AsyncIterator[Held]:
    root = tmp_path / "copy"
    shutil.copytree(built, root)
    [first] = [one.name for one in Generations(root / "store").kept() if len(one.manifest["documents"]) == 2]
    async with running(Settings(store=root / "store", workers=1)) as client:
        yield Held(root / "store", root / "files", client, first)


async def test_all_that_went_with_a_document_is_gone_and_it_is_said_why(held: Held) -> None:
    for name in WENT:
        path = held.paths[name]
        answer = await held.client.get(path, headers={"accept-language": "zh"})
        assert (answer.status_code, answer.headers["content-type"]) == (410, PROBLEM), name
        told = answer.json()
        assert told["title"] == "已撤下"
        for words in (
            DEFAULT_BASE + path[1:],
            "2026-03-05",
            "乙.txt",
            "误收",
            f"crossplan rollback {held.first}",
            "export",
        ):
            assert words in told["detail"]
        assert (told["withdrawn"], told["reason"], told["sourceName"]) == ("2026-03-05", "误收", "乙.txt")
        assert told["generations"] == [held.first]
        assert answer.headers["x-crossplan-generation"] == Generations(held.store).current().name
        english = await held.client.get(path, headers={"accept": "text/html", "accept-language": "en"})
        assert (english.status_code, english.headers["content-type"]) == (410, "text/html; charset=utf-8")
        for words in ("Withdrawn", "withdrawn on 2026-03-05", "Reason: 误收", "crossplan rollback"):
            assert words in english.text


async def test_in_every_room_and_format(held: Held) -> None:
    name = held.paths["plan"].removeprefix("/id/")
    for path in (
        f"/id/{name}",
        f"/data/{name}",
        f"/page/{name}",
        f"/id/{name}.ttl",
        f"/data/{name}.csv",
        f"/id/{name}.html",
    ):
        assert (await held.client.get(path)).status_code == 410
    assert (await held.client.head(f"/id/{name}")).status_code == 410
    assert (await held.client.get(held.paths["graph"] + ".nq")).status_code == 410


async def test_what_was_never_there_is_only_unknown(held: Held) -> None:
    document = held.paths["document"]
    kept = Generations(held.store).current().manifest["documents"][0]["iri"].removeprefix(DEFAULT_BASE)
    for path in (document + "x", "/id/plan/none", "/graph/none", f"/{kept}/span/900-901", "/id/document"):
        assert (await held.client.get(path)).status_code == 404


async def test_added_again_it_is_served_again(held: Held) -> None:
    add(held.store, inputs([held.files / "乙.txt"])[0])
    for name in WENT:
        answer = await held.client.get(held.paths[name])
        # spans and parts were taken at random: what is not there is unknown, not gone
        assert answer.status_code in ({303, 200} if name not in ("span", "part") else {303, 404})


async def test_going_back_serves_it_again_and_forward_withdraws_it_again(held: Held) -> None:
    generations = Generations(held.store)
    second = generations.current().name
    generations.switch(held.first)
    assert (await held.client.get(held.paths["plan"])).status_code == 303
    assert (await held.client.get(held.paths["graph"])).status_code == 200
    generations.switch(second, clock=lambda: date(2026, 4, 1))
    answer = await held.client.get(held.paths["plan"])
    assert (answer.status_code, answer.json()["withdrawn"]) == (410, "2026-04-01")


async def test_a_plan_that_is_only_cited_is_served_and_its_parts_are_gone(held: Held) -> None:
    citing = PLAN.format(place="烟台").replace(
        "一、做好", "为落实《青岛市2023年工作要点》，制定本要点。\n\n一、做好"
    )
    (held.files / "丙.txt").write_text(citing, encoding="utf-8")
    add(held.store, inputs([held.files / "丙.txt"])[0])
    assert (await held.client.get(held.paths["plan"])).status_code == 303
    assert (await held.client.get(held.paths["measure"])).status_code == 410
    assert (await held.client.get(held.paths["document"])).status_code == 410


async def test_what_takes_its_place(held: Held) -> None:
    """Another document carries the plan of the one withdrawn, and another file takes the name of the one kept."""
    (held.files / "丁.txt").write_text(PLAN.format(place="青岛") + "\n", encoding="utf-8")
    (held.files / "甲.txt").write_text(PLAN.format(place="济南").replace("300", "400"), encoding="utf-8")
    before = Generations(held.store).current().manifest["documents"][0]["iri"].removeprefix(DEFAULT_BASE)
    add(held.store, inputs([held.files / "丁.txt", held.files / "甲.txt"])[0])
    assert (await held.client.get(held.paths["measure"])).status_code == 303
    assert (await held.client.get(held.paths["plan"] + "/measure/99")).status_code == 404
    assert (await held.client.get(held.paths["document"])).status_code == 410
    answer = await held.client.get("/" + before)
    assert answer.status_code == 410
    [successor] = answer.json()["near"]
    assert (await held.client.get(successor)).status_code == 200


async def test_the_data_goes_before_the_list_and_a_damaged_list_before_no_answer(held: Held) -> None:
    document = Generations(held.store).current().manifest["documents"][0]["iri"].removeprefix(DEFAULT_BASE)
    gone = held.paths["document"]
    file = held.store / "withdrawn.json"
    file.write_text(file.read_text(encoding="utf-8").replace(gone[1:], document), encoding="utf-8")
    assert (await held.client.get("/" + document)).status_code == 303
    assert (await held.client.get(f"/{document}/span/900-901")).status_code == 404
    file.write_text("[", encoding="utf-8")
    assert (await held.client.get(gone)).status_code == 404
    file.unlink()
    assert (await held.client.get(gone)).status_code == 404
