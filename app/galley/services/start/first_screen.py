"""What a window can show before its library is open, and needs no window system to find out.

Whatever it says is true: the last screen, if the library is still as it was then; or, where there
is no library yet, the sample article that is about to be put into one.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from galley.domain.clock import utc_now
from galley.domain.codec import parsed_from_data
from galley.domain.open_article import OpenArticle
from galley.resources import PARSED_SAMPLE, SAMPLE, data_file
from galley.services.paths import library_path, settings_path, snapshot_path
from galley.services.settings import Settings, load_settings
from galley.services.start.snapshot import Snapshot, load_snapshot

__all__ = ["FirstScreen", "find_first_screen"]


class FirstScreen(NamedTuple):
    """A start's settings and, as far as it is known already, its article.

    Attributes:
        library: The library's file.
        settings_file: Where the settings are kept.
        settings: The settings.
        problem: What the person should be told about them; empty if all is well.
        gone: The library was read before and is not there.
        last: The last screen, if there is one and it is still true.
        sample: The first article of a library that is still to be made, with the capture's bytes.
    """

    library: Path
    settings_file: Path
    settings: Settings
    problem: str = ""
    gone: bool = False
    last: Snapshot | None = None
    sample: tuple[OpenArticle, bytes] | None = None

    @property
    def open(self) -> OpenArticle | None:
        """The article to show first; None where that is for the library to say."""
        if self.last is not None:
            return self.last.open
        return self.sample[0] if self.sample else None


def find_first_screen(library: Path | None, now: Callable[[], datetime] = utc_now) -> FirstScreen:
    """Read the settings and what the last session left; nothing is written.

    Args:
        library: The library's file; None for the one in the settings, or the usual one.
        now: The time, in UTC.
    """
    settings_file = settings_path()
    loaded = load_settings(settings_file)
    settings = loaded.settings
    path = library or (Path(settings.library) if settings.library else library_path())
    last = load_snapshot(snapshot_path(path), path)
    missing = last is None and not path.exists()
    # A library that was read before and is gone lies on a disk that is not there: it is not
    # replaced by an empty one. One that is named is made if there is none.
    gone = missing and library is None and bool(settings.last_article)
    sample = _read_sample(now()) if missing and not gone else None
    return FirstScreen(path, settings_file, settings, loaded.problem, gone, last, sample)


def _read_sample(now: datetime) -> tuple[OpenArticle, bytes]:
    from galley.services.intake.importing import make_article  # the first time only

    data = data_file(SAMPLE).read_bytes()
    # Parsed when Galley was made: the importers' patterns take longer than all the rest of it.
    parsed = parsed_from_data(json.loads(data_file(PARSED_SAMPLE).read_bytes()), ())
    article, version = make_article(parsed, data, name=SAMPLE, media_type="text/plain", now=now)
    return OpenArticle(article, version, ()), data
