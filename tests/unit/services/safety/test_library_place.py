from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from galley.services.safety.library_place import concerns_about


def mount(monkeypatch: pytest.MonkeyPatch, *mounts: tuple[Path, str, str]) -> None:
    parts = [SimpleNamespace(mountpoint=str(m), fstype=t, opts=o) for m, t, o in mounts]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_named: parts)


@pytest.fixture(autouse=True)
def own_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mount(monkeypatch, (Path(tmp_path.anchor), "ext4", "rw"))


def names(library: Path) -> list[str]:
    return [concern.name for concern in concerns_about(library)]


def library_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "library.galley"
    library.write_bytes(b"")
    return library


def test_a_folder_of_ones_own_is_no_concern(tmp_path: Path) -> None:
    assert concerns_about(library_in(tmp_path / "Documents" / "boxes")) == []


@pytest.mark.parametrize(
    ("kind", "options", "told"),
    [
        ("nfs4", "rw,noatime", True),
        ("SMBFS", "rw", True),
        ("fuse.sshfs", "rw", True),
        ("", "rw,remote", True),
        ("ntfs", "rw,fixed", False),
        ("apfs", "rw,local", False),
    ],
)
def test_a_network_drive_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, options: str, told: bool
) -> None:
    share = tmp_path / "share"
    mount(monkeypatch, (Path(tmp_path.anchor), "ext4", "rw"), (share, kind, options))
    assert names(library_in(share / "facts")) == ["network"] * told
    assert names(library_in(tmp_path / "here")) == []


def test_a_disk_inside_a_network_drive_is_no_network_drive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mount(monkeypatch, (tmp_path, "nfs", "rw"), (tmp_path / "disk", "ext4", "rw"))
    assert names(library_in(tmp_path / "disk")) == []


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Gazette)", "Dropbox"),
        ("OneDrive - The Harbour Gazette", "OneDrive"),
        ("GoogleDrive", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("nextcloud", "Nextcloud"),
    ],
)
def test_a_folder_of_a_service_is_told_by_its_name(
    tmp_path: Path, folder: str, service: str
) -> None:
    (concern,) = concerns_about(library_in(tmp_path / folder / "work"))
    assert concern.name == "synchronised"
    assert service in concern.sentence


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), ("._sync_1a2b.db", "Nextcloud"), (".dropbox.cache", "Dropbox")],
)
def test_a_folder_that_is_kept_in_step_is_told_by_what_lies_in_it(
    tmp_path: Path, mark: str, service: str
) -> None:
    library = library_in(tmp_path / "Facts" / "2031")
    (tmp_path / "Facts" / mark).mkdir()
    (concern,) = concerns_about(library)
    assert service in concern.sentence


@pytest.mark.parametrize(
    "name",
    [
        "library (Ada's conflicted copy 2031-05-06).galley",
        "library.sync-conflict-20310506-070809-ABCDEFG.galley",
        "library (1).galley",
        "library_conflict-20310506-070809.galley",
        "Library (In Konflikt stehende Kopie).galley",
    ],
)
def test_what_another_computer_wrote_is_named(tmp_path: Path, name: str) -> None:
    library = library_in(tmp_path)
    (tmp_path / name).write_bytes(b"")
    (concern,) = concerns_about(library)
    assert f"“{name}”" in concern.sentence
    assert concern.name == f"copy {name}"


@pytest.mark.parametrize(
    "name",
    ["library.schema-2.edit-7.galley", "library copy.galley", "other (1).galley", "library.txt"],
)
def test_other_files_beside_it_are_no_concern(tmp_path: Path, name: str) -> None:
    library = library_in(tmp_path)
    (tmp_path / name).write_bytes(b"")
    assert concerns_about(library) == []


def test_the_real_disks_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert isinstance(concerns_about(library_in(tmp_path)), list)
