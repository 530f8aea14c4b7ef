import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.errors import SettingsUnwritable
from galley.services.settings import LoadedSettings, Settings, load_settings, save_settings

some_settings = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark", "sepia"]),
    zoom=st.integers(80, 200),
    reading_face=st.sampled_from(["source-serif", "literata", "inter"]),
    line_height=st.integers(125, 205),
    measure=st.integers(45, 90),
    keys=st.dictionaries(st.text(), st.text()),
    library_pane=st.booleans(),
    notes_pane=st.booleans(),
    library_width=st.integers(0, 400),
    notes_width=st.integers(0, 400),
    geometry=st.text(st.characters(codec="ascii")),
    last_article=st.text(),
    library=st.text(st.characters(exclude_characters="\0")),
    creator=st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    folder=st.text(st.characters(exclude_characters="\0")),
    snap=st.sampled_from(["off", "number", "sentence"]),
    kinds=st.dictionaries(st.text(), st.text(st.characters(exclude_categories=["Cc", "Cs"]))),
    library_order=st.sampled_from(["added", "unchecked"]),
    collections_open=st.booleans(),
    table_columns=st.lists(st.text()),
    table_sort=st.sampled_from(["-added", "note"]),
    table_group=st.sampled_from(["none", "article"]),
    told=st.lists(st.text()),
    checked=st.dictionaries(st.text(), st.text()),
    unfinished=st.dictionaries(st.text(), st.text()),
    unknown=st.dictionaries(st.text().map("new-".__add__), st.none() | st.booleans() | st.text()),
)


@given(some_settings)
def test_settings_read_back_equal_unknown_ones_too(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    save_settings(path, settings)
    assert load_settings(path) == LoadedSettings(settings)


def test_without_a_file_the_usual_ones_are_used_and_nothing_is_made(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "gone" / "settings.json") == LoadedSettings(Settings())
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_when_they_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "galley" / "settings.json"
    save_settings(path, Settings(zoom=120))
    assert load_settings(path).settings.zoom == 120


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe\x00", b"[]", b'"x"', b'{"zoom": 1', b"[" * 100_000]
)
def test_a_damaged_file_is_set_aside_and_the_person_told(
    data: bytes, tmp_path: Path, expected_warnings: list[str]
) -> None:
    expected_warnings.append("settings are damaged")
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "settings-damaged-1.json" in loaded.problem
    assert (tmp_path / "settings-damaged-1.json").read_bytes() == data
    assert not path.exists()


def test_a_second_damaged_file_does_not_replace_the_first(
    tmp_path: Path, expected_warnings: list[str]
) -> None:
    expected_warnings += ["settings are damaged", "settings are damaged"]
    path = tmp_path / "settings.json"
    for number in (1, 2):
        path.write_text(f"damage {number}", encoding="utf-8")
        load_settings(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "settings-damaged-1.json",
        "settings-damaged-2.json",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "neon"),
        ("theme", 3),
        ("zoom", 10_000),
        ("zoom", "100"),
        ("zoom", True),
        ("notes_pane", 1),
        ("geometry", None),
        ("geometry", "AdnQ…"),
        ("library_width", -1),
        ("notes_width", 10**9),
        ("creator", ["x"]),
        ("creator", "Ada\ud800"),
        ("library", "a\0b"),
        ("reading_face", "comic"),
        ("line_height", 1),
        ("measure", 4000),
        ("keys", ["N"]),
        ("keys", {"find": 3}),
    ],
)
def test_one_value_that_can_not_be_costs_only_itself(
    name: str, value: object, tmp_path: Path, expected_warnings: list[str]
) -> None:
    expected_warnings.append(f"setting {name} can't be")
    path = tmp_path / "settings.json"
    other = {"last_article": "abc", name: value}
    path.write_text(json.dumps(other), encoding="utf-8")
    assert load_settings(path) == LoadedSettings(Settings(last_article="abc"))


def test_a_file_that_can_not_be_read_is_left_alone(
    tmp_path: Path, expected_warnings: list[str]
) -> None:
    expected_warnings.append("settings can't be read")
    loaded = load_settings(tmp_path)  # a folder can't be read by anybody
    assert loaded.settings == Settings()
    assert "can’t be read" in loaded.problem


def test_a_file_that_can_not_be_set_aside_is_told_too(
    tmp_path: Path, expected_warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_warnings += ["settings are damaged", "can't be set aside"]
    path = tmp_path / "settings.json"
    path.write_text("{", encoding="utf-8")

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    assert "are damaged" in load_settings(path).problem


def test_what_can_not_be_kept_is_said_and_what_was_kept_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(zoom=120))

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SettingsUnwritable, match=r"could not be kept\. The disk is full"):
        save_settings(path, Settings()._replace(zoom=80))
    assert load_settings(path).settings.zoom == 120
