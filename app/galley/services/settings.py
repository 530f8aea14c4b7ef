"""A person's settings as a value, and the small JSON file they are kept in. Knows no window."""

import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from galley.domain.errors import SettingsUnwritable

__all__ = ["LoadedSettings", "Settings", "load_settings", "save_settings"]

_log = logging.getLogger(__name__)


class Settings(NamedTuple):
    """What the app remembers of how a person likes it.

    Attributes:
        theme: ``system``, ``light``, ``dark`` or ``sepia``.
        zoom: The size of the text, in per cent.
        reading_face: What the body is set in: ``source-serif``, ``literata`` or ``inter``.
        line_height: Of the body, in per cent of its size.
        measure: How many characters a line has at most.
        library_pane: Whether the library is shown.
        notes_pane: Whether the annotations are shown.
        library_width: Of the library, in pixels at 100 %; 0 for the usual one.
        notes_width: Of the annotations, likewise.
        geometry: The window's place and size, as the toolkit gave it, in Base64.
        last_article: The id of the article that was read last.
        library: The library's file; empty for the usual one.
        creator: Under whose name marks and checks are made.
        folder: Where a file was last chosen or saved; empty for none.
        snap: What the ends of a selection go to: ``off``, ``words``, ``number``, ``quotation`` or
            ``sentence``.
        keys: The keys of actions that are not the usual ones, by the action's id, as the toolkit
            writes them, parted by ``; ``; empty for an action that is to have none.
        kinds: What the person calls kinds of marks, by the stored word, where it is not the usual
            name.
        library_order: What the library is sorted by: ``added``, ``published``, ``headline``,
            ``publication`` or ``unchecked``.
        collections_open: Whether the collections below the library are unfolded.
        table_columns: The columns of the table of all annotations in their order, as
            ``ui.annotations.columns`` writes them; empty for the usual ones.
        table_sort: What its rows are sorted by, behind a ``-`` if from the last to the first.
        table_group: What they are put together by.
        told: What the person was told of a library and need not be told again.
        checked: When all of a library was last checked, ISO 8601 in UTC, by the library's file.
        unfinished: What was under way in a library when its window was closed, as a sentence that
            is told at the next start, by the library's file.
        unknown: What a newer Galley wrote; kept as it was.
    """

    theme: str = "system"
    zoom: int = 100
    reading_face: str = "source-serif"
    line_height: int = 155
    measure: int = 66
    library_pane: bool = True
    notes_pane: bool = True
    library_width: int = 0
    notes_width: int = 0
    geometry: str = ""
    last_article: str = ""
    library: str = ""
    creator: str = ""
    folder: str = ""
    snap: str = "off"
    keys: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}
    library_order: str = "added"
    collections_open: bool = False
    table_columns: Sequence[str] = []
    table_sort: str = "-added"
    table_group: str = "none"
    told: Sequence[str] = []
    checked: Mapping[str, str] = {}
    unfinished: Mapping[str, str] = {}
    unknown: Mapping[str, Any] = {}


_DEFAULTS = Settings()
_KNOWN = {name: type(value) for name, value in _DEFAULTS._asdict().items() if name != "unknown"}
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WIDTHS = range(10_000)
_TABLE_COLUMNS = frozenset(
    (
        *("kind", "excerpt", "note", "speaker", "status", "tags"),
        *("article", "publication", "published", "added"),
    )
)
_CAN_BE: dict[str, Callable[[Any], bool]] = {
    "theme": {"system", "light", "dark", "sepia"}.__contains__,
    "zoom": range(80, 201).__contains__,
    "reading_face": {"source-serif", "literata", "inter"}.__contains__,
    "line_height": range(125, 206).__contains__,
    "measure": range(45, 91).__contains__,
    "library_width": _WIDTHS.__contains__,
    "notes_width": _WIDTHS.__contains__,
    "geometry": str.isascii,
    # The name of a file may hold bytes that are no text; a person's name may not.
    "library": lambda path: "\0" not in path,
    "folder": lambda path: "\0" not in path,
    "creator": lambda name: not _NO_NAME.search(name),
    "snap": {"off", "words", "number", "quotation", "sentence"}.__contains__,
    "library_order": {
        "added",
        "published",
        "headline",
        "publication",
        "unchecked",
    }.__contains__,
    "keys": lambda keys: all(isinstance(value, str) for value in keys.values()),
    "checked": lambda times: all(isinstance(value, str) for value in times.values()),
    "unfinished": lambda said: all(isinstance(value, str) for value in said.values()),
    "kinds": lambda kinds: all(
        isinstance(name, str) and not _NO_NAME.search(name) for name in kinds.values()
    ),
    "table_columns": lambda words: all(isinstance(word, str) for word in words),
    "table_sort": lambda word: word.removeprefix("-") in _TABLE_COLUMNS,
    "table_group": {"none", "kind", "status", "speaker", "tag", "article"}.__contains__,
    "told": lambda told: all(isinstance(value, str) for value in told),
}


def _anything(_value: object) -> bool:
    return True


class LoadedSettings(NamedTuple):
    """Settings, and what the person should be told about them; empty if all is well."""

    settings: Settings
    problem: str = ""


def load_settings(path: Path) -> LoadedSettings:
    """The settings that were kept; the defaults where there are none.

    A file that is damaged is set aside and never overwritten; a single value that can't be is left
    out. The app starts in any case.

    Args:
        path: The file.
    """
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return LoadedSettings(_DEFAULTS)
    except OSError as error:
        _log.warning("settings can't be read: %s", error)
        return LoadedSettings(_DEFAULTS, "Your settings can’t be read; the usual ones are used.")
    except (ValueError, RecursionError) as error:
        return _set_aside(path, str(error))
    if not isinstance(data, dict):
        return _set_aside(path, "not an object")
    return LoadedSettings(_from_data(data))


def _from_data(data: Mapping[str, Any]) -> Settings:
    known: dict[str, Any] = {}
    for name, kind in _KNOWN.items():
        if name not in data:
            continue
        value = data[name]
        # A bool is an int to Python, and not to a person.
        if type(value) is not kind or not _CAN_BE.get(name, _anything)(value):
            _log.warning("setting %s can't be %r", name, value)
            continue
        known[name] = value
    unknown = {name: value for name, value in data.items() if name not in _KNOWN}
    return _DEFAULTS._replace(**known, unknown=unknown)


def _set_aside(path: Path, reason: str) -> LoadedSettings:
    number = 1
    while (aside := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
        number += 1
    _log.warning("settings are damaged (%s), set aside as %s", reason, aside.name)
    try:
        path.rename(aside)
    except OSError as error:
        _log.warning("settings can't be set aside: %s", error)
        return LoadedSettings(_DEFAULTS, "Your settings are damaged; the usual ones are used.")
    return LoadedSettings(
        _DEFAULTS,
        f"Your settings were damaged and are kept as “{aside.name}”; the usual ones are used.",
    )


def save_settings(path: Path, settings: Settings) -> None:
    """Keep the settings, whole or not at all; the folder is made if it is missing.

    Raises:
        SettingsUnwritable: They could not be kept; what was kept before is untouched.
    """
    from galley.services.files import describe_os_error, write_whole  # not needed to start

    data = dict(settings.unknown)
    data.update({name: getattr(settings, name) for name in _KNOWN})
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{text}\n".encode("utf-8", "surrogatepass"))
    except OSError as error:
        sentence = describe_os_error(error, path)
        raise SettingsUnwritable(f"Your settings could not be kept. {sentence}") from error
