"""Files, folders and mixtures become one ordered list, and a page keeps what was saved with it."""

from pathlib import Path

import pytest

from galley.domain.errors import ImportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.services.intake.captures import Captured, FileSource, collect, file_name_of
from galley.services.intake.complete_pages import PicturesBeside


def write(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    return paths


def names(*paths: Path) -> list[str]:
    return [source.label for source in collect(paths).sources]


def test_files_stay_in_the_order_in_which_they_were_named_and_come_once(tmp_path: Path) -> None:
    b, a, odd = write(tmp_path, "b.txt", "a.html", "odd.xyz")
    assert names(b, odd, a, tmp_path / "." / "b.txt", b) == ["b.txt", "odd.xyz", "a.html"]


def test_a_folder_gives_its_captures_by_name_and_counts_what_it_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.MHTML", "deep/er/c.md", "photo.jpg", ".hidden", ".git/x.txt", "No")
    found = collect([tmp_path])
    assert [source.label for source in found.sources] == ["No", "a.MHTML", "b.txt", "c.md"]
    assert len(found.passed_over) == 1
    assert found.problems == ()


def test_a_file_named_beside_its_folder_comes_once(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", "b.txt")
    assert names(second, tmp_path) == ["b.txt", "a.txt"]
    assert first.exists()


def test_what_was_saved_with_a_page_is_no_article_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "story.html", "story_files/frame.html", "story_files/photo.jpg")
    write(tmp_path, "other_files/real.html", "Meldung.htm", "Meldung-Dateien/ad.html")
    assert names(tmp_path) == ["Meldung.htm", "story.html", "real.html"]


def test_the_folder_of_a_page_alone_stands_for_the_page(tmp_path: Path) -> None:
    write(tmp_path, "story.html", "story_files/frame.html")
    assert names(tmp_path / "story_files") == ["story.html"]
    assert names(tmp_path / "story_files", tmp_path / "story.html") == ["story.html"]


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, "photos/one.jpg")
    found = collect([tmp_path / "photos"])
    assert not found.sources
    assert len(found.passed_over) == 1
    assert found.problems == ("“photos” holds nothing to import: choose another folder.",)


def test_looking_through_folders_can_be_cancelled(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(JobCancelled):
        collect([tmp_path], job)


def test_a_file_that_is_not_there_says_so_when_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"gone\.txt"):
        collect([tmp_path / "gone.txt"]).sources[0].read(Job())


def test_a_complete_page_brings_its_pictures(tmp_path: Path) -> None:
    page, _ = write(tmp_path, "a story.html", "a story_files/photo 1.jpg")
    read = FileSource(page).read(Job())
    assert read.path == page
    pictures = PicturesBeside(page)
    assert pictures["./a%20story_files/photo%201.jpg"] == b"photo 1.jpg"
    assert pictures.get("a%20story_files/photo%201.jpg?w=2") == b"photo 1.jpg"
    assert list(pictures) == ["a story_files/photo 1.jpg"]


@pytest.mark.parametrize(
    "address",
    [
        "story_files/../secret.jpg",
        "/story_files/photo.jpg",
        "https://example.org/story_files/photo.jpg",
        "//example.org/story_files/photo.jpg",
        "secret.jpg",
        "story_files/gone.jpg",
        "story_files/link.jpg",
        "story_files/\0.jpg",
        "story_files",
        "http://[broken",
        "",
    ],
)
def test_no_address_leads_out_of_the_folder(tmp_path: Path, address: str) -> None:
    page, secret, _ = write(tmp_path, "story.html", "secret.jpg", "story_files/photo.jpg")
    (tmp_path / "story_files" / "link.jpg").symlink_to(secret)
    assert PicturesBeside(page).get(address) is None


def test_pictures_beyond_what_a_page_can_need_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("galley.services.intake.complete_pages._ALL_PICTURES", 8)
    page, *_ = write(tmp_path, "p.html", "p_files/a.jpg", "p_files/b.jpg")
    pictures = PicturesBeside(page)
    assert pictures.get("p_files/a.jpg") == b"a.jpg"
    assert pictures.get("p_files/b.jpg") is None


@pytest.mark.parametrize(
    ("page", "folder"),
    [("story.html", "Story – The Post_files"), ("other.html", "story_files")],
    ids=["the folder too", "the page"],
)
def test_a_page_that_was_renamed_still_has_its_pictures(
    tmp_path: Path, page: str, folder: str
) -> None:
    renamed = f"{Path(page).stem}_files" if page == "story.html" else folder
    saved, _ = write(tmp_path, page, f"{renamed}/photo.jpg")
    assert PicturesBeside(saved).get(f"./{folder}/photo.jpg") == b"photo.jpg"


def test_no_folder_beside_a_page_is_taken_for_its_own(tmp_path: Path) -> None:
    page, *_ = write(tmp_path, "story.html", "holiday/photo.jpg", "photo.jpg")
    pictures = PicturesBeside(page)
    assert pictures.get("holiday/photo.jpg") is None
    assert pictures.get("story_files/photo.jpg") is None
    assert pictures.get("photo.jpg") is None
    assert (len(pictures), list(pictures)) == (0, [])


def test_a_text_has_the_pictures_beside_it(tmp_path: Path) -> None:
    text, *_ = write(tmp_path, "notes/a.md", "notes/img/1.png", "notes/2.jpg", "secret.png")
    pictures = PicturesBeside(text)
    assert pictures.get("img/1.png") == b"1.png"
    assert pictures.get("./2.jpg") == b"2.jpg"
    assert pictures.get("../secret.png") is None
    assert pictures.get("a.md") is None
    assert list(pictures) == ["2.jpg"]


@pytest.mark.parametrize(
    ("name", "media_type", "file_name"),
    [
        ("login", "text/html; charset=utf-8", "login.html"),
        ("page.htm", "text/html", "page.htm"),
        ("b: c", "", "b-c"),
        ("", "application/pdf", "page.pdf"),
    ],
)
def test_kept_bytes_have_a_name_that_tells_their_kind(
    name: str, media_type: str, file_name: str
) -> None:
    assert file_name_of(Captured(b"x", name, media_type)) == file_name


def test_what_several_ways_lead_to_is_taken_once_under_the_name_that_was_given(
    tmp_path: Path,
) -> None:
    folder, way = tmp_path / "folder", tmp_path / "way"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.", encoding="utf-8")
    try:
        way.symlink_to(folder, target_is_directory=True)
    except OSError:  # Windows, without the right to make links
        pytest.skip("no links here")
    found = collect([way, folder, folder / "a.txt", tmp_path / "folder" / ".." / "way" / "a.txt"])
    assert [source.path for source in found.sources] == [way / "a.txt"]
