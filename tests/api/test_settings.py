from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, documentation

ROOT = Path(__file__).resolve().parents[2]


def test_the_store_lies_in_the_users_data_folder_by_default() -> None:
    assert Settings.load({"XDG_DATA_HOME": "/data"}).store == Path("/data/crossplan/store")
    assert Settings.load({"XDG_DATA_HOME": "relative", "HOME": "/home/me"}).store.is_relative_to("/home/me")


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('port = 9000\nquery_seconds = 2\nresult_bytes = "1MiB"\n', encoding="utf-8")
    settings = Settings.load({"CROSSPLAN_PORT": "9001", "CROSSPLAN_STORE": "/srv/store"}, file)
    assert (settings.port, settings.query_seconds, settings.result_bytes) == (9001, 2.0, 1 << 20)
    assert (settings.store, settings.host, settings.workers) == (Path("/srv/store"), "127.0.0.1", 4)


def test_the_file_may_be_named_in_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("port = 9002\n", encoding="utf-8")
    assert Settings.load({"CROSSPLAN_CONFIG": str(file)}).port == 9002


def test_the_file_of_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crossplan.toml").write_text("port = 9003\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert Settings.load({}).port == 9003


def test_a_blank_variable_counts_as_absent() -> None:
    assert Settings.load({"CROSSPLAN_PORT": ""}).port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CROSSPLAN_PORT", "http", "CROSSPLAN_PORT: a whole number from 0 to 65535 is needed, not 'http'"),
        ("CROSSPLAN_PORT", "65536", "from 0 to 65535"),
        ("CROSSPLAN_WORKERS", "0", "from 1 to 256"),
        ("CROSSPLAN_QUERY_SECONDS", "-1", "a number of seconds"),
        ("CROSSPLAN_QUERY_SECONDS", "nan", "a number of seconds"),
        ("CROSSPLAN_RESULT_BYTES", "10MB", "a size is needed, at least 1KiB, such as 64MiB"),
        ("CROSSPLAN_WORKER_MEMORY", "1MiB", "at least 512MiB"),
        ("CROSSPLAN_BASE", "https://example.org/plans", "end in a slash"),
        ("CROSSPLAN_BASE", "https://例.org/", "ASCII"),
        ("CROSSPLAN_LICENCE", "free", "IRI"),
    ],
)
def test_what_cannot_be_used_is_said_with_where_it_stands(variable: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.load({variable: value})
    assert str(raised.value).startswith(variable)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1\n", "no setting is called “prot”; there are store, base"),
        ("port = true\n", "port: a whole number"),
        ("port = \n", "cannot be read"),
    ],
)
def test_a_mistake_in_the_file_is_said(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "crossplan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as raised:
        Settings.load({}, file)
    assert str(raised.value).startswith(str(file))


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.load({}, tmp_path / "none.toml")


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.load({}).port = 1  # type: ignore[misc]  # that it is refused is what is tested


def test_the_manual_is_in_step_with_the_settings() -> None:
    manual = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert manual == documentation(), "run: python -m api.settings > docs/settings.md"
    for one in fields(Settings):
        assert f"| `{one.name}` | `CROSSPLAN_{one.name.upper()}` |" in manual


def test_the_manuals_example_is_a_usable_file(tmp_path: Path) -> None:
    file = tmp_path / "crossplan.toml"
    file.write_text(documentation().split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert Settings.load({}, file).worker_memory == 4 << 30
