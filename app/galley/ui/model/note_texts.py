"""Notes as HTML and as plain text, each converted once. Knows what the last session converted."""

from collections.abc import Iterable

__all__ = ["NoteTexts"]


class NoteTexts:
    """A cache over :mod:`galley.services.notes`, whose libraries load when first needed.

    It may be asked on any thread: two that ask at once convert a note twice, to the same end.
    """

    def __init__(self, known: Iterable[tuple[str, str, str]] = ()) -> None:
        self._html: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        for note, rendered, plain in known:
            self._html[note] = rendered
            self._plain[note] = plain

    def html(self, note: str) -> str:
        """The note as safe HTML."""
        if note not in self._html:
            from galley.services.notes import render_note  # Markdown is not needed to start

            self._html[note] = render_note(note)
        return self._html[note]

    def plain(self, note: str) -> str:
        """The note as plain text."""
        if note not in self._plain:
            from galley.services.notes import plain_note  # Markdown is not needed to start

            self._plain[note] = plain_note(note)
        return self._plain[note]

    def of(self, notes: Iterable[str]) -> list[tuple[str, str, str]]:
        """These notes with both their forms, to be known at the next start."""
        return [(note, self.html(note), self.plain(note)) for note in notes]
