"""Where Galley keeps a person's library, settings and log on this system. Makes nothing there."""

from pathlib import Path
from zlib import crc32

__all__ = ["library_path", "lock_path", "log_folder", "settings_path", "snapshot_path"]

_NAME = "galley"


def library_path() -> Path:
    """The library that is opened when no other is named."""
    return _data_folder() / "library.galley"


def _data_folder() -> Path:
    # Imported when asked: on Linux it looks up folders that a start with --library never needs.
    import platformdirs

    return platformdirs.user_data_path(_NAME, appauthor=False)


def lock_path(library: Path) -> Path:
    """The file that lies beside a library while a window has it open, or after one was killed."""
    whole = library.resolve()
    return whole.with_name(f"{whole.name}.lock")


def settings_path() -> Path:
    """The file of the settings."""
    import platformdirs  # see _data_folder

    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.json"


def log_folder() -> Path:
    """The folder of the log."""
    import platformdirs  # see _data_folder

    return platformdirs.user_log_path(_NAME, appauthor=False)


def snapshot_path(library: Path) -> Path:
    """The file that holds the last screen of a library; a cache."""
    import platformdirs  # see _data_folder

    # A short sum will do: the snapshot itself says of which library it is.
    sum_of_path = crc32(str(library.absolute()).encode("utf-8", "surrogatepass"))
    return platformdirs.user_cache_path(_NAME, appauthor=False) / f"screen-{sum_of_path:08x}.json"
