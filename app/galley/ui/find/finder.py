"""Finding words in the open article: a query’s hits in the canonical text, and the current one.

A megabyte is searched in steps, so that a key is never waited for. Typed quotation marks, dashes
and spaces stand for their typographic sisters: nobody types “ or a no-break space.
"""

from dataclasses import dataclass, field, replace

__all__ = ["Finder", "Wish"]

_STEP = 100_000  # code points: a few milliseconds, also where every other letter is a hit
# What a keyboard has for what is printed; each is one code point for one, so that offsets stay.
_TYPED = tuple(zip("‘’“”–—\u2011\u00a0\u2009\u202f\u2028\t", "''\"\"---     ", strict=True))


@dataclass(frozen=True, slots=True)
class Wish:
    """What to find.

    Attributes:
        query: The words; nothing but spaces finds nothing.
        match_case: Whether capitals count.
        whole_words: Whether a hit may not begin or end inside a word.
    """

    query: str = ""
    match_case: bool = False
    whole_words: bool = False


@dataclass(slots=True)
class Finder:
    """The hits of one wish. Offsets are code points.

    Attributes:
        hits: So far, in order.
        current: The index of the one gone to; -1 for none.
    """

    hits: list[tuple[int, int]] = field(default_factory=list)
    current: int = -1
    _text: str = ""
    _folded: dict[bool, str] = field(default_factory=dict)
    _wish: Wish = Wish()
    _near: int = 0
    _position: int = -1  # where to go on; -1 when there is nothing left

    def take_text(self, text: str) -> None:
        """Search another text from now on."""
        self._text = text
        self._folded.clear()
        self.begin(replace(self._wish, query=""), 0)

    def begin(self, wish: Wish, near: int) -> None:
        """Begin to search; :meth:`advance` goes on with it.

        Args:
            wish: What to find.
            near: Where the person is: the first hit from there on is the current one.
        """
        self.hits, self.current = [], -1
        self._near = near
        self._position = 0 if wish.query.strip() and self._text else -1
        self._wish = replace(wish, query=_fold(wish.query, wish.match_case))

    @property
    def finished(self) -> bool:
        """Whether the whole text was searched."""
        return self._position < 0

    def advance(self) -> None:
        """Search a stretch of the text."""
        if self.finished:
            return
        text, wanted = self._searched(), self._wish.query
        position, stop = self._position, min(self._position + _STEP, len(text))
        while position < stop:
            # To the end of a hit that begins in this stretch, and no further.
            position = text.find(wanted, position, stop + len(wanted) - 1)
            if position < 0:
                position = stop
                break
            end = position + len(wanted)
            if self._wish.whole_words and not _is_whole(text, position, end):
                position += 1
                continue
            self.hits.append((position, end))
            position = end
        self._position = position if position < len(text) else -1
        self._choose_current()

    def _choose_current(self) -> None:
        if self.current >= 0 or not self.hits:
            return
        if self.hits[-1][0] >= self._near:
            after = (index for index, hit in enumerate(self.hits) if hit[0] >= self._near)
            self.current = next(after, 0)
        elif self.finished:
            self.current = 0

    def step(self, by: int) -> tuple[int, int] | None:
        """Go on to the next (1) or previous (-1) hit, round the end; the hit, if there is one."""
        if not self.hits:
            return None
        self.current = (self.current + by) % len(self.hits)
        return self.hits[self.current]

    def _searched(self) -> str:
        match_case = self._wish.match_case
        if match_case not in self._folded:
            self._folded[match_case] = _fold(self._text, match_case)
        return self._folded[match_case]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a hit begins and ends where a word may."""
    before = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
    after = end < len(text) and _in_word(text[end]) and _in_word(text[end - 1])
    return not before and not after


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _fold(text: str, match_case: bool) -> str:
    """What counts of a text, without changing any length: offsets must stay those of the text."""
    if not match_case:
        lower = text.replace("Σ", "σ").lower()  # at a word's end it would become another letter
        if len(lower) != len(text):  # such as İ, whose small letter is two
            lower = "".join(
                small if len(small := character.lower()) == 1 else character for character in text
            )
        text = lower
    for printed, typed in _TYPED:  # faster than one translate
        text = text.replace(printed, typed)
    return text
