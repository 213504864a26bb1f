"""Every kind of answer against the JSON schemas that are published with the specification (appendix A).

They are not in this repository. Where a copy of the folder `0.2/schemas` of the specification's own repository
(reconciliation-api/specs on GitHub) is at hand, the variable RECONCILIATION_SCHEMAS names it. Our own schemas, which
every test holds answers to, are narrower.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import referencing
from referencing.jsonschema import DRAFT202012

from api.reconciliation.classes import TYPES
from api.reconciliation.properties import PROPERTIES
from api.settings import Settings
from graph.generations import Generation
from tests.api.serving import running

pytestmark = pytest.mark.anyio

_GOLD = Path(__file__).parent / "gold.tsv"


@pytest.fixture(scope="module")
def published() -> dict[str, jsonschema.Draft202012Validator]:
    """The validators by the names of the files."""
    folder = os.environ.get("RECONCILIATION_SCHEMAS")
    if not folder:
        pytest.skip("NOT CHECKED: name the specification's folder 0.2/schemas in RECONCILIATION_SCHEMAS")
    contents = {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in Path(folder).glob("*.json")
    }
    resources = [DRAFT202012.create_resource(one) for one in contents.values() if "$id" in one]
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(
        [(one.contents["$id"], one) for one in resources]
    )
    return {name: jsonschema.Draft202012Validator(one, registry=registry) for name, one in contents.items()}


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=1)) as one:
        yield one


async def test_every_kind_of_answer_is_valid(
    published: dict[str, jsonschema.Draft202012Validator], corpus: httpx.AsyncClient
) -> None:
    async def valid(name: str, path: str, **form: Any) -> Any:
        sent = {key: json.dumps(value) for key, value in form.items()}
        answer = await (corpus.post(path, data=sent) if sent else corpus.get(path))
        assert answer.status_code == 200, answer.text
        published[name].validate(answer.json())
        return answer.json()

    for language in ("zh", "en"):
        await valid("manifest", f"/reconcile?lang={language}")
    names = [line.partition("\t")[0] for line in _GOLD.read_text(encoding="utf-8").splitlines()[1:]]
    found: set[str] = set()
    for start in range(0, len(names), 25):
        batch = {f"q{n}": {"query": name} for n, name in enumerate(names[start : start + 25])}
        published["reconciliation-query-batch"].validate(batch)
        told = await valid("reconciliation-result-batch", "/reconcile", queries=batch)
        found |= {one["id"] for result in told.values() for one in result["result"]}
    assert len(found) > 50
    asked = {"ids": sorted(found)[:200], "properties": [{"id": name} for name in PROPERTIES]}
    published["data-extension-query"].validate(asked)
    await valid("data-extension-response", "/reconcile", extend=asked)
    for kind in TYPES:
        await valid("suggest-entities-response", f"/reconcile/suggest/entity?prefix=山东&type={kind}")
    await valid("suggest-properties-response", "/reconcile/suggest/property?prefix=")
    await valid("suggest-types-response", "/reconcile/suggest/type?prefix=")
