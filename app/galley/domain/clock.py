"""The time as Galley keeps it: in UTC, and a parameter wherever something depends on it."""

from datetime import UTC, datetime

__all__ = ["utc_now"]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
