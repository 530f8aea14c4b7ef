"""The schema's history: the same from nothing as from the tables, and all or nothing on the way."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from galley.domain.errors import LibraryDamaged, LibraryLocked
from galley.storage import backup, migrations, tables, upgrading
from galley.storage.engine import connect, engine_for, for_writing
from galley.storage.library import Library
from tests.unit.storage.sample_values import a_mark, an_article

SCRIPTS = Path(migrations.__file__).parent

NEXT_STEP = '''
"""A step that a test adds."""
import os
import sqlalchemy as sa
from alembic import op
revision = "{revision:04d}"
down_revision = "{before:04d}"

def upgrade() -> None:
    op.create_table("shelves", sa.Column("name", sa.Text(), nullable=False))
    with op.batch_alter_table("articles") as batch:
        batch.add_column(sa.Column("shelf", sa.Text()))
    op.execute("UPDATE articles SET shelf = 'new'")
    {last}
'''


NOW = tables.SCHEMA_VERSION


def step_ending_in(last: str) -> str:
    return NEXT_STEP.format(last=last, before=NOW, revision=NOW + 1)


def schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows}


@pytest.fixture
def made(path: Path) -> Path:
    with Library.open(path) as library:
        article, version, capture = an_article()
        library.add_article(article, version, capture)
        library.apply(a_mark(version))
    return path


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Galley with one more step than this one; the step's file."""
    scripts = tmp_path / "scripts % of a newer Galley"
    shutil.copytree(SCRIPTS, scripts)
    monkeypatch.setattr(upgrading, "_SCRIPTS", scripts)
    monkeypatch.setattr(tables, "SCHEMA_VERSION", NOW + 1)
    step = scripts / "versions" / "next_step.py"
    step.write_text(step_ending_in("pass"))
    return step


def test_a_new_library_has_just_the_schema_that_the_steps_make(path: Path, tmp_path: Path) -> None:
    Library.open(path).close()
    stepwise = tmp_path / "stepwise.galley"
    stepwise.touch()
    with closing(connect(stepwise)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        with for_writing(engine_for(connection, stepwise)).connect() as steps:
            upgrading.migrate(steps)
    assert schema(path) == schema(stepwise)
    for name in ("user_version", "foreign_key_check", "integrity_check"):
        with closing(connect(path)) as new, closing(connect(stepwise)) as old:
            assert new.execute(f"PRAGMA {name}").fetchall() == (
                old.execute(f"PRAGMA {name}").fetchall()
            )


def test_the_newest_step_is_the_schema_of_the_tables() -> None:
    script = ScriptDirectory(str(SCRIPTS))
    assert script.get_heads() == [f"{NOW:04d}"]
    names = [step.revision for step in script.walk_revisions()]
    assert sorted(names) == [f"{n:04d}" for n in range(1, NOW + 1)]


def test_neither_a_new_nor_a_present_library_imports_alembic_or_the_orm(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from galley.storage.library import Library; "
        "p = Path(sys.argv[1]); Library.open(p).close(); Library.open(p).close(); "
        "print(*{'alembic', 'sqlalchemy.orm'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


def test_an_older_library_is_brought_up_after_a_checked_copy(made: Path, next_step: Path) -> None:
    with closing(connect(made, read_only=True)) as connection:
        before = "\n".join(connection.iterdump())
    with Library.open(made, exclusive=True) as library:
        assert library.verify() == []
        assert [summary.facts for summary in library.articles()] == [1]
        with library._file.reading() as transaction:
            assert transaction.exec_driver_sql("PRAGMA user_version").scalar() == NOW + 1
            assert transaction.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert transaction.exec_driver_sql("SELECT shelf FROM articles").scalar() == "new"
    copy = made.with_name(f"library.schema-{NOW}.edit-2.galley")
    with closing(connect(copy, read_only=True)) as connection:
        assert "\n".join(connection.iterdump()) == before
    assert {file.name for file in made.parent.iterdir() if file.is_file()} == {made.name, copy.name}
    assert next_step.exists()


def test_a_step_that_fails_leaves_the_library_as_it_was(made: Path, next_step: Path) -> None:
    next_step.write_text(step_ending_in("op.execute('SELECT * FROM nowhere')"))
    content = made.read_bytes()
    for _attempt in range(2):
        with pytest.raises(OperationalError):
            Library.open(made)
        assert made.read_bytes() == content
    assert len(list(made.parent.glob("*.galley"))) == 2  # the library, and one copy of it
    next_step.write_text(step_ending_in("pass"))
    with Library.open(made) as library:
        assert len(library.articles()) == 1


def test_a_step_that_is_killed_leaves_the_library_as_it_was(made: Path, next_step: Path) -> None:
    next_step.write_text(step_ending_in("os.kill(os.getpid(), 9)"))
    code = (
        "import sys; from pathlib import Path; from galley.storage import tables, upgrading; "
        "tables.SCHEMA_VERSION += 1; upgrading._SCRIPTS = Path(sys.argv[1]); "
        "from galley.storage.library import Library; Library.open(Path(sys.argv[2]))"
    )
    before = schema(made)
    command = [sys.executable, "-c", code, str(next_step.parent.parent), str(made)]
    assert subprocess.run(command, check=False).returncode == -9
    assert schema(made) == before
    next_step.write_text(step_ending_in("pass"))
    with Library.open(made, exclusive=True) as library:
        assert library.verify() == []


def test_a_step_that_orphans_rows_is_refused(made: Path, next_step: Path) -> None:
    next_step.write_text(step_ending_in("op.execute('DELETE FROM versions')"))
    content = made.read_bytes()
    with pytest.raises(RuntimeError, match="belong to nothing"):
        Library.open(made)
    assert made.read_bytes() == content


def test_without_a_whole_copy_no_step_is_made(
    made: Path, next_step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_copy_pages", lambda *_arguments: 100)  # and not one was copied
    content = made.read_bytes()
    with pytest.raises(LibraryDamaged, match="copy"):
        Library.open(made)
    assert made.read_bytes() == content
    assert list(made.parent.glob("*.galley")) == [made]
    assert next_step.exists()


def test_no_library_is_brought_up_under_an_open_window(
    made: Path, request: pytest.FixtureRequest
) -> None:
    with Library.open(made, exclusive=True):
        request.getfixturevalue("next_step")
        with pytest.raises(LibraryLocked):
            Library.open(made)
