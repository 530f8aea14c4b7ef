"""One edit of some marks of an article, which are read from the library."""

from datetime import UTC, datetime
from pathlib import Path

from galley.domain.annotation import Annotation
from galley.domain.changes import ChangeSet
from galley.services import desk
from galley.services.demo import make_demo_library
from galley.services.edits import annotating
from galley.services.edits.annotating_stored import edit_marks
from galley.storage.library import Library

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_marks_of_which_none_is_altered_are_no_step(tmp_path: Path) -> None:
    path = tmp_path / "library.galley"
    make_demo_library(path, now=NOW)
    library = Library.open(path)
    article = next(one for one in library.articles() if one.facts)
    marks = library.annotations(article.id)
    before = len(library.history(article.id))

    def as_it_is(mark: Annotation) -> ChangeSet:
        return annotating.set_sensitive(mark, mark.sensitive, now=NOW)

    step, labels = edit_marks(library, article.id, [mark.id for mark in marks], as_it_is)
    assert step is None
    assert labels == desk.history_labels(library, article.id)
    assert len(library.history(article.id)) == before
    library.close()
