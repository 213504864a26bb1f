"""What is wrong in a table is said with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.dates import PartialDate
from ontology.registry import Agencies, Departments, Regions, RegistryError, digest
from ontology.registry.event_table import load_events
from ontology.registry.point_table import load_points
from ontology.registry.unit_table import load_units
from ontology.registry.zone_table import load_zones

SHANDONG = "370000"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


HEADERS = {
    "regions.tsv": "code name bare parent level valid_from valid_until merged_into wikidata geonames source",
    "points.tsv": "code lat long source",
    "zones.tsv": "parent name variants members source",
    "agencies_370000.tsv": "jurisdiction name short kind parent local_name valid_from valid_until verified source",
    "agency_names.tsv": "jurisdiction agency name short valid_from valid_until verified source",
    "agency_events.tsv": "date kind originals results verified source",
    "departments.tsv": "stem canonical short local variants kind source",
    "units.tsv": "unit qudt factor dimension source",
}
GOOD = {
    "regions.tsv": """
        100000,中华人民共和国,中国,,country,,,,,,s
        370000,山东省,山东,100000,province,,,,,,s
        370100,济南市,济南,370000,prefecture,,,,Q1,,s
        371200,莱芜市,莱芜,370000,prefecture,,2019,370100,,,s""",
    "points.tsv": "370100,36.67,117.0,s",
    "zones.tsv": "370000,东圈,东|圈,370100 371200,s",
    "agencies_370000.tsv": """
        370000,山东省审计厅,,government,山东省人民政府,,,,true,s
        370000,山东省人民政府,省政府,government,,,,,true,s
        370000,山东省商务厅,,government,山东省人民政府,,2018-10,,true,s""",
    "agency_names.tsv": "370000,山东省商务厅,山东省外经厅,省外经厅,,2018-10,true,s",
    "agency_events.tsv": "2018-10,transfer,山东省商务厅,山东省审计厅,true,s",
    "departments.tsv": "商务,商务厅,,商务局,商委,government,s",
    "units.tsv": "公里,http://qudt.org/vocab/unit/KiloM,1000,length,s",
}


def write(folder: Path, file: str, rows: str) -> list[str]:
    """The lines of a table, sorted and written; the commas stand for tabs."""
    lines = [HEADERS[file.replace("330000", "370000")].replace(" ", "\t")]
    lines += sorted(line.strip(" ").replace(",", "\t") for line in rows.strip("\n ").split("\n"))
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def load_all(folder: Path) -> None:
    table = Regions.load(folder)
    load_points(folder, table)
    load_zones(folder, table)
    load_events(folder, Agencies.load(folder, table))
    Departments.load(folder)
    load_units(folder)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for file, rows in GOOD.items():
        write(tmp_path, file, rows)
    return tmp_path


def test_good_tables_are_read(tables: Path) -> None:
    load_all(tables)


TAIAN = "370900,泰安市,,"
FOREST = "370000,山东省林业局,"


@pytest.mark.parametrize(
    ("file", "row", "reason"),
    [
        ("regions.tsv", "370100,济阳市,,370000,prefecture,,,,,,s", "370100 stands there twice"),
        ("regions.tsv", "370900,泰安市,济南,370000,prefecture,,,,,,s", "济南 means 370100 at the same time"),
        ("regions.tsv", "3709,泰安市,,370000,prefecture,,,,,,s", "code must be six digits, not “3709”"),
        ("regions.tsv", TAIAN + "990000,prefecture,,,,,,s", "unknown parent “990000”"),
        ("regions.tsv", TAIAN + "370100,prefecture,,,,,,s", "the parent 370100 is of no higher level"),
        ("regions.tsv", TAIAN + "370900,prefecture,,,,,,s", "the parent 370900 is of no higher level"),
        ("regions.tsv", TAIAN + "370000,country,,,,,,s", "a country has no parent"),
        ("regions.tsv", TAIAN + "370000,town,,,,,,s", "level must be one of country, province,"),
        ("regions.tsv", TAIAN + "370000,prefecture,2019,2018,,,,s", "valid_until 2018 is before"),
        ("regions.tsv", TAIAN + "370000,prefecture,,2018,1,,,s", "unknown merged_into “1”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,370100,,,s", "merged_into without valid_until"),
        ("regions.tsv", TAIAN + "370000,prefecture,,2018-13,,,,s", "valid_until is no date: “2018-13”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,1-2-3-4,,,,s", "valid_until is no date: “1-2-3-4”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,,,,", "source is empty"),
        ("regions.tsv", "370900,泰安市 ,,370000,prefecture,,,,,,s", "a cell begins or ends with a space"),
        ("regions.tsv", "370900,泰安市", "2 cells where the header has 11"),
        ("regions.tsv", "370900,,,370000,prefecture,,,,,,s", "name is empty"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,,Q198370x,,s", "wikidata has no such identifier"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,,,one,s", "geonames has no such identifier: “one”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,,Q1,,s", "Q1 in Wikidata is 济南市 already"),
        ("regions.tsv", "370900,济南市,,370000,prefecture,,,,,,s", "济南市 means 370100 at the same time"),
        (
            "regions.tsv",
            TAIAN + "370000,prefecture,,2018,370900,,,s",
            "泰安市 goes into itself, through 370900",
        ),
        (
            "regions.tsv",
            TAIAN + "370000,prefecture,,2020,371200,,,s",
            "371200 ended in 2019, before 泰安市 went",
        ),
        ("regions.tsv", "420100,武汉市,,370000,prefecture,,,,,,s", "the code is none of those within 370000"),
        ("points.tsv", "370100,36.7,117.1,s", "370100 stands there twice"),
        ("points.tsv", "990000,36.6,117.1,s", "unknown region “990000”"),
        ("points.tsv", "371200,117.1,36.6,s", "lat must be degrees from 3 to 54, not “117.1”"),
        ("points.tsv", "371200,36.6,,s", "long must be degrees from 73 to 136, not “”"),
        ("zones.tsv", "370000,西圈,,990000,s", "unknown region “990000”"),
        ("zones.tsv", "370000,西圈,东,,s", "东 already means 东圈"),
        ("zones.tsv", "370000,西圈,西||岸,,s", "variants has an empty or repeated entry"),
        ("zones.tsv", "370100,西圈,,371200,s", "371200 does not lie in 370100"),
        ("zones.tsv", "370000,济南市,,,s", "济南市 is a region with a code"),
        ("agencies_370000.tsv", "990000,北京局,,government,,,,,true,s", "unknown jurisdiction “990000”"),
        (
            "agencies_370000.tsv",
            "100000,商务部,,government,,,,,true,s",
            "100000 is not in 370000, whose file",
        ),
        (
            "agencies_370000.tsv",
            FOREST + ",government,,,,,yes,s",
            "verified must be true or false, not “yes”",
        ),
        ("agencies_370000.tsv", FOREST + ",guild,,,,,true,s", "kind must be one of government, party,"),
        ("agencies_370000.tsv", FOREST + ",government,林业部,,,,true,s", "unknown parent “林业部”"),
        (
            "agencies_370000.tsv",
            FOREST + ",government,山东省林业局,,,,true,s",
            "山东省林业局 is above itself",
        ),
        ("agencies_370000.tsv", FOREST + ",government,,,2019,2018,true,s", "valid_until 2018 is before"),
        (
            "agencies_370000.tsv",
            FOREST + "省政府,government,,,,,true,s",
            "省政府 means 山东省人民政府 at the same",
        ),
        (
            "agencies_370000.tsv",
            FOREST + "省外经厅,government,,,,2016,true,s",
            "省外经厅 means 山东省商务厅 at the",
        ),
        (
            "agencies_370000.tsv",
            FOREST + ",government,,人民政府,,,true,s",
            "would have the IRI of 山东省人民政府",
        ),
        (
            "agencies_370000.tsv",
            "370100,山东省审计厅,,government,,,,,true,s",
            "stands in agencies_370000.tsv:4 already",
        ),
        ("agency_names.tsv", "370000,山东省文化厅,文物厅,,,2018,true,s", "unknown agency “山东省文化厅”"),
        ("agency_names.tsv", "370100,山东省商务厅,外贸厅,,,2018,true,s", "unknown agency “山东省商务厅”"),
        ("agency_names.tsv", "370000,山东省审计厅,会计厅,,,,true,s", "valid_until is empty"),
        ("agency_names.tsv", "370000,山东省审计厅,会计厅,,2019,2018,true,s", "valid_until 2018 is before"),
        ("agency_names.tsv", "370000,山东省商务厅,外贸厅,,2016,2017,true,s", "was not there until 2017"),
        (
            "agency_names.tsv",
            "370000,山东省商务厅,经贸厅,,2017,2018-10,true,s",
            "山东省外经厅 was its name until",
        ),
        ("agency_events.tsv", "2019,split,山东省文化厅,山东省商务厅,true,s", "unknown agency “山东省文化厅”"),
        ("agency_events.tsv", "2019,closure,山东省商务厅,,true,s", "kind must be one of abolition,"),
        ("agency_events.tsv", "2019,abolition,山东省商务厅,山东省审计厅,true,s", "must have no results"),
        ("agency_events.tsv", "2019,merger,山东省商务厅,,true,s", "merger must have some results"),
        (
            "agency_events.tsv",
            "2018,merger,山东省审计厅,山东省商务厅,true,s",
            "merger must have several originals",
        ),
        (
            "agency_events.tsv",
            "2018,split,山东省商务厅,山东省审计厅,true,s",
            "split must have several results",
        ),
        (
            "agency_events.tsv",
            "2018,abolition,山东省审计厅,,true,s",
            "山东省审计厅 ends with this abolition, but",
        ),
        ("agency_events.tsv", "2017,transfer,山东省审计厅,山东省商务厅,true,s", "begins in 2018-10, after"),
        ("agency_events.tsv", "2018,foundation,山东省审计厅,山东省审计厅,true,s", "is founded out of itself"),
        (
            "agency_events.tsv",
            "2018,transfer,山东省审计厅,山东省审计厅,true,s",
            "nothing changes by this transfer",
        ),
        # a former name that another body has: the row of the former name is at fault
        (
            "agency_names.tsv",
            "370000,山东省审计厅,山东省外经厅,,,2017,true,s",
            "山东省外经厅 means 山东省商务厅 at the same time",
        ),
        ("agency_events.tsv", "2018-13,abolition,山东省商务厅,,true,s", "date is no date: “2018-13”"),
        ("agency_events.tsv", "2019,split,,山东省商务厅,true,s", "split must have some originals"),
        ("departments.tsv", "外经,外经厅,,商务局,,government,s", "商务局 already means 商务"),
        ("departments.tsv", "商务局,外经厅,,,,government,s", "商务局 already means 商务"),
        ("departments.tsv", "外经,外经厅,外经厅,,,government,s", "a name stands there twice"),
        ("units.tsv", "米,http://example.org/M,1,length,s", "qudt must be http://qudt.org"),
        ("units.tsv", "米,,,,s", "dimension is empty"),
        ("units.tsv", "里,,500,length,s", "a factor needs a unit of QUDT"),
        ("units.tsv", "里,http://qudt.org/vocab/unit/LI,5e2,length,s", "factor is no positive number: “5e2”"),
        ("units.tsv", "里,http://qudt.org/vocab/unit/LI,0,length,s", "factor is no positive number: “0”"),
        (
            "units.tsv",
            "千米,http://qudt.org/vocab/unit/KiloM,100,length,s",
            "千米 and 公里 are one unit, with one factor and dimension",
        ),
        ("units.tsv", "公里,http://qudt.org/vocab/unit/KiloM,1000,width,s", "公里 stands there twice"),
        ("units.tsv", "米,http://qudt.org/vocab/unit/a b,1,length,s", "and the name of a unit"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tables: Path, file: str, row: str, reason: str) -> None:
    lines = write(tables, file, f"{GOOD[file]}\n{row}")
    with pytest.raises(RegistryError) as caught:
        load_all(tables)
    place, _, said = str(caught.value).partition(": ")
    assert place == f"{file}:{lines.index(row.replace(',', chr(9))) + 1}"
    assert reason in said


def test_agencies_in_a_circle_are_refused(tables: Path) -> None:
    write(
        tables,
        "agencies_370000.tsv",
        """370000,山东省审计厅,,government,山东省商务厅,,,,true,s
           370000,山东省商务厅,,government,山东省审计厅,,,,true,s""",
    )
    with pytest.raises(
        RegistryError, match=r"agencies_370000\.tsv:2: 山东省\w+ is above itself, through 山东省\w+"
    ):
        load_all(tables)


def test_a_body_does_not_begin_under_one_that_had_ended(tables: Path) -> None:
    rows = """370000,山东省外经厅,,government,山东省林业厅,,2019,,true,s
              370000,山东省林业厅,,government,,,,2018,true,s"""
    write(tables, "agencies_370000.tsv", f"{GOOD['agencies_370000.tsv']}\n{rows}")
    write(tables, "agency_names.tsv", "370000,山东省商务厅,山东省商业厅,,,2018-10,true,s")
    reason = "山东省林业厅 ended in 2018, before 山东省外经厅 began in 2019"
    with pytest.raises(RegistryError, match=rf"agencies_370000\.tsv:\d: {reason}"):
        load_all(tables)


def test_a_body_does_not_go_on_below_one_that_has_ended(tables: Path) -> None:
    rows = """370000,山东省种苗站,,government,山东省林业厅,,,,true,s
              370000,山东省林业厅,,government,,,,2018,true,s"""
    write(tables, "agencies_370000.tsv", f"{GOOD['agencies_370000.tsv']}\n{rows}")
    with pytest.raises(
        RegistryError, match=r"\d: 山东省林业厅 ended in 2018, and 山东省种苗站 goes on below it"
    ):
        load_all(tables)


@pytest.mark.parametrize("back", ["2018", "2018-11", "2019"])
def test_a_chain_of_events_does_not_come_back(tables: Path, back: str) -> None:
    rows = """370000,山东省林业厅,,government,,,,2018,true,s"""
    write(tables, "agencies_370000.tsv", f"{GOOD['agencies_370000.tsv']}\n{rows}")
    there, again = (
        "2018,transfer,山东省林业厅,山东省审计厅,true,s",
        f"{back},transfer,山东省审计厅,山东省林业厅,true,s",
    )
    write(tables, "agency_events.tsv", f"{there}\n{again}")
    reason = "ended in 2018, before this" if back == "2019" else r"ended with the transfer of line \d"
    with pytest.raises(RegistryError, match=rf"agency_events\.tsv:\d: 山东省林业厅 {reason}"):
        load_all(tables)


def test_tables_of_other_programs(tables: Path) -> None:
    file = tables / "agency_names.tsv"
    content = file.read_bytes()
    # a spreadsheet's mark before the text, and its line ends
    file.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    load_all(tables)
    file.write_bytes(content.decode().encode("gb18030"))
    with pytest.raises(RegistryError, match=r"agency_names\.tsv:2: not UTF-8"):
        load_all(tables)


def test_a_body_founded_twice_is_refused(tables: Path) -> None:
    rows = """2016,foundation,,山东省审计厅,true,s
              2017,foundation,,山东省审计厅,true,s"""
    write(tables, "agency_events.tsv", rows)
    with pytest.raises(
        RegistryError, match=r"agency_events\.tsv:3: 山东省审计厅 was founded in line 2 already"
    ):
        load_all(tables)


def test_times_of_a_body_that_has_ended(tables: Path) -> None:
    write(tables, "agencies_370000.tsv", f"{GOOD['agencies_370000.tsv']}\n{FOREST},government,,,,2018,true,s")
    write(tables, "agency_events.tsv", "2019,abolition,山东省林业局,,true,s")
    with pytest.raises(RegistryError, match=r"agency_events\.tsv:2: 山东省林业局 ended in 2018, before this"):
        load_all(tables)
    write(tables, "agency_names.tsv", "370000,山东省林业局,山东省林业厅,,,2019,true,s")
    with pytest.raises(RegistryError, match=r"agency_names\.tsv:2: 山东省林业局 was not there until 2019"):
        load_all(tables)


def test_another_province_is_another_file(tables: Path) -> None:
    regions = "330000,浙江省,浙江,100000,province,,,,,,s\n330100,杭州市,杭州,330000,prefecture,,,,,,s"
    write(tables, "regions.tsv", f"{GOOD['regions.tsv']}\n{regions}")
    rows = """330000,浙江省数据局,省大数据局,government,,,2024,,true,s
              330100,杭州市人民政府,市政府,government,,,,,true,s
              330000,各市政府,,group,,,,,true,s"""
    write(tables, "agencies_330000.tsv", rows)
    known = Agencies.load(tables, Regions.load(tables))
    bureau, group = known.resolve("省数据局", "330000"), known.resolve("各市政府", "330000")
    assert bureau is not None
    assert bureau.name == "浙江省数据局"
    assert group is not None
    assert [agency.name for agency in known.members(group)] == ["杭州市人民政府"]
    assert known.resolve("省数据局", SHANDONG) is None


def test_rows_out_of_order_and_another_header_are_refused(tables: Path) -> None:
    path = tables / "units.tsv"
    path.write_text(
        HEADERS["units.tsv"].replace(" ", "\t") + "\n米\t\t\tlength\ts\n个\t\t\tcount\ts\n", encoding="utf-8"
    )
    with pytest.raises(RegistryError, match=r"units\.tsv:3: 个 is out of order"):
        load_units(tables)
    path.write_text("unit\tsource\n", encoding="utf-8")
    with pytest.raises(
        RegistryError, match=r"units\.tsv:1: the header row must be: unit qudt factor dimension source"
    ):
        load_units(tables)


def test_one_name_may_mean_two_bodies_one_after_the_other(tables: Path) -> None:
    later = "370000,山东省林业局,省外经厅,government,,,2018-10,,true,s"
    write(tables, "agencies_370000.tsv", f"{GOOD['agencies_370000.tsv']}\n{later}")
    known = Agencies.load(tables, Regions.load(tables))
    found = [known.resolve("省外经厅", SHANDONG, on) for on in (day("2017"), day("2018-11"), None)]
    assert [agency.name for agency in found if agency] == ["山东省商务厅", "山东省林业局", "山东省林业局"]


def test_the_digest_names_the_version_of_the_tables() -> None:
    assert len(digest()) == 64


def test_the_decision_page_counts_the_rows_of_the_tables() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs/decisions/0005-registries.md").read_text(encoding="utf-8")
    said = {}
    for line in re.findall(r"^\| (`\w+\.tsv`.*) \|$", page, flags=re.MULTILINE):
        names, _, counts = line.split(" | ")
        numbers = [int(n) for n in counts.replace(",", "").split(" + ")]
        files = re.findall(r"`(\w+\.tsv)`", names)
        said |= dict(zip(files, numbers if len(files) > 1 else [sum(numbers)], strict=True))
    tables = (root / "ontology/registry").glob("*.tsv")
    assert said == {table.name: len(table.read_text(encoding="utf-8").splitlines()) - 1 for table in tables}
