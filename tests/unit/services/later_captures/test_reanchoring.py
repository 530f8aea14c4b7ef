import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from galley.cli import main
from galley.domain.annotation import AnchorStatus, Annotation, Kind
from galley.domain.article import Block, Capture, Metadata, Version, Zone
from galley.domain.changes import ChangeSet
from galley.domain.errors import ImportFailed
from galley.services.edits.annotating import annotate
from galley.services.later_captures.reanchoring import propose_places, read_case, reanchor_case

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OLD = "The quay was closed on Monday. Nobody was hurt, said the harbour master."
NEW = (
    "Update: here is more. The quay was closed on Sunday. Nobody was hurt, said the harbour master."
)


def version(number: int, text: str) -> Version:
    return Version(
        id=f"v{number}",
        article_id="a",
        number=number,
        capture=Capture("0" * 64, len(text), "page.txt", "text/plain", NOW),
        importer="test/1",
        metadata=Metadata(),
        blocks=(Block(Zone.BODY, text),),
    )


def made(edit: ChangeSet) -> Annotation:
    annotation = edit.changes[0].after
    assert isinstance(annotation, Annotation)
    return annotation


def test_every_passage_of_an_annotation_gets_its_proposal() -> None:
    old, new = version(1, OLD), version(2, NEW)
    elided = made(annotate(old, [(0, 8), (31, 46)], Kind.QUOTE, now=NOW))
    changed = made(annotate(old, [(9, 29)], Kind.CLAIM, now=NOW))
    places = propose_places([elided, changed], [old], new)
    assert [p.status for p in places[elided.id]] == [AnchorStatus.ANCHORED, AnchorStatus.ANCHORED]
    assert [NEW[p.start : p.end] for p in places[elided.id]] == ["The quay", "Nobody was hurt"]
    (found,) = places[changed.id]
    assert found.status is AnchorStatus.CHANGED
    assert NEW[found.start : found.end] == "was closed on Sunday"


def test_a_target_of_another_version_is_found_by_its_selectors() -> None:
    other, old, new = version(0, "Far before. " + OLD), version(1, OLD), version(2, NEW)
    annotation = made(annotate(other, [(43, 58)], Kind.QUOTE, now=NOW))
    (found,) = propose_places([annotation], [old], new)[annotation.id]
    assert NEW[found.start : found.end] == "Nobody was hurt"


def case_file(folder: Path, data: object) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


CASE = {
    "old": OLD,
    "new": NEW,
    "targets": [{"start": 9, "end": 29, "exact": OLD[9:29], "prefix": OLD[:9], "suffix": ""}],
}


@pytest.mark.parametrize("old", [OLD, None])
def test_a_case_is_answered_one_entry_a_target(old: str | None, tmp_path: Path) -> None:
    (answer,) = reanchor_case(read_case(case_file(tmp_path, {**CASE, "old": old})))
    assert answer["status"] in {"changed", "suggested"}
    assert isinstance(answer["start"], int)
    assert isinstance(answer["end"], int)
    assert NEW[answer["start"] : answer["end"]] == "was closed on Sunday"


def test_the_command_prints_what_it_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reanchor", str(case_file(tmp_path, CASE))]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer == {
        "status": "changed",
        "start": NEW.index("was closed"),
        "end": NEW.index(". Nobody"),
        "alarms": [],
        "candidates": [],
    }


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"new": 3, "targets": []},
        {"old": OLD, "targets": []},
        {"old": OLD, "new": NEW, "targets": [{"start": 5, "end": 5, "exact": "x"}]},
        {"old": OLD, "new": NEW, "targets": [{"start": "5", "end": 6, "exact": "x"}]},
        {"old": OLD, "new": NEW, "targets": [{"start": 5, "end": 6}]},
        {"old": OLD, "new": NEW, "targets": [3]},
    ],
)
def test_what_is_no_case_is_refused_with_a_sentence(data: object, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="no case to re-anchor"):
        read_case(case_file(tmp_path, data))


def test_a_missing_case_is_a_sentence_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reanchor", str(tmp_path / "none.json")]) == 1
    assert capsys.readouterr().err.startswith("galley: There is no file")
