"""The table of names that are spelt like another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.registry import RegistryError, homophones
from ontology.registry.homophone_table import load_homophones


def test_the_table_is_read() -> None:
    assert "水务局" in homophones()
    assert "税务局" not in homophones()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("水务局\t水利局\ts", "homophones.tsv:2: 水务局 is spelt shui-wu-ju, and 水利局 shui-li-ju"),
        ("智慧（社区）\t智慧社区\ts", "homophones.tsv:2: 智慧（社区） and 智慧社区 are one name"),
        ("水务局\t\ts", "homophones.tsv:2: beside is empty"),
        ("水务局\t税务局\t", "homophones.tsv:2: source is empty"),
        ("水务局\t税务局\ts\n税务局\t水务局\ts", "homophones.tsv:2: 税务局 is listed itself"),
    ],
)
def test_a_row_of_names_that_do_not_collide_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "homophones.tsv").write_text(f"name\tbeside\tsource\n{row}\n", encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        load_homophones(tmp_path)
    assert str(error.value).startswith(fault)
