"""Finds a page's headline: which text says it, and which of the page's own wordings is the one.

A page may word its headline in several ways: as it is shown, for machines that read the article,
for sharing, in the window's title. They vote; what is shown and what is stated count most.
"""

from collections import defaultdict
from collections.abc import Sequence

from galley.importers.pages.body import Body
from galley.importers.pages.metadata import Declared, title_parts, without_site
from galley.importers.pages.segments import Segment
from galley.importers.pages.shape import is_linked
from galley.importers.pages.sheet import PageSheet
from galley.importers.texts.body import word_count
from galley.importers.texts.keys import key

__all__ = ["find_headline"]

_LONGEST_HEADLINE = 300
_NEAR = 12  # segments from a heading to the text below it
_FEWEST_WORDS = 3  # of what is left of a headline without its kicker
_AS_TYPED = str.maketrans(dict.fromkeys("–—−", "-") | dict.fromkeys("„“”«»", '"') | {"…": "..."})
_SHOWN, _STATED, _SHARED, _TITLE, _SHARED_AGAIN = 2.3, 2.0, 1.2, 0.7, 0.3


def find_headline(sheet: PageSheet, declared: Declared, body: Body) -> tuple[str, int]:
    """The headline and the number of the segment that says it, -1 if none does.

    Of what the page declares as its headline or title, and of its main headings, the one that is
    shown nearest above the text.
    """
    shown = _shown(sheet, declared, body)
    if shown is None:
        return _chosen(_wordings(declared, ""), ""), -1
    text = _alone(shown, declared)
    wordings = _wordings(declared, text, is_spelled=text != shown.text or not _below_kicker(shown))
    chosen = _chosen(wordings, _shared_with(declared, text))
    return (text if _is_only_set_otherwise(text, chosen) else chosen), shown.number


def _shown(sheet: PageSheet, declared: Declared, body: Body) -> Segment | None:
    """The segment that says the headline."""
    segments = sheet.page.segments[: body.last + 1]
    wanted = {key(part) for text in _texts(declared) for part in title_parts(text, declared.site)}
    wanted -= {key(declared.publication)}  # that ends many a title, and stands in the masthead
    found: list[Segment] = []
    for segment in segments:
        text = segment.text
        if not text or len(text) > _LONGEST_HEADLINE or not body.is_shown(segment):
            continue
        if word_count(text) < _FEWEST_WORDS and segment.box.within("h1", "h2", "h3") is None:
            continue  # in a menu, or the way to the article
        if key(text) in wanted and (segment.number <= body.first or segment.box.within("h1")):
            found.append(segment)
    if not found:
        main = [
            s
            for s in segments
            if s.text and s.box.within("h1") and body.is_shown(s) and word_count(s.text) > 1
        ]
        found = [s for s in main if s.number <= body.first] or main[:1] or _near(segments, body)
    headings = [s for s in found if s.box.within("h1", "h2", "h3")] or found
    above = [s for s in headings if s.number <= body.first]
    return above[-1] if above else next(iter(headings), None)


def _near(segments: Sequence[Segment], body: Body) -> list[Segment]:
    """The last heading above the text, where a page has no main one and declares none it shows."""
    near = [
        s
        for s in segments[max(0, body.first - _NEAR) : body.first]
        if s.box.within("h2", "h3") is not None and body.is_shown(s) and not is_linked(s)
    ]
    return [s for s in near if word_count(s.text) >= _FEWEST_WORDS][-1:]


def _texts(declared: Declared) -> list[str]:
    return [declared.headline, declared.share_title, declared.card_title, declared.title]


def _wordings(
    declared: Declared, shown: str, *, is_spelled: bool = True
) -> list[tuple[str, float]]:
    """All wordings with their weights, the best spelled first; none has the site's name and so on.

    What is shown often differs in its marks only, as the paper's typography has them, and has none
    at all between a kicker and what stands below it: then it is not spelled as a headline is.
    """
    weights = (_STATED, _SHARED, _SHARED_AGAIN, _TITLE)
    found = []
    for text, weight in zip(_texts(declared), weights, strict=True):
        parts = title_parts(text, declared.site)
        said = next((part for part in parts if key(part) == key(shown)), "")
        found.append((said or without_site(text, declared.site), weight))
    found.insert(2 if is_spelled else len(found), (shown, _SHOWN))
    return [(text, weight) for text, weight in found if text]


def _alone(shown: Segment, declared: Declared) -> str:
    """What is shown, without a kicker or a dek in elements of their own in the same heading."""
    text = shown.text
    keys = {key(part) for said in _texts(declared) for part in title_parts(said, declared.site)}
    is_said = key(text) in keys
    keys.discard(key(text))  # which has the kicker, too
    for rest in _below_kicker(shown):
        if any(_opens_or_ends(said, key(rest)) for said in keys):
            return rest
    starts = [] if is_said else _above_dek(shown)
    return next((start for start in starts if key(start) in keys), text)


def _above_dek(shown: Segment) -> list[str]:
    """The beginning of what is shown, where all behind it stands in an element of its own."""
    text = shown.text
    starts = [text[:start].strip() for start, end, _words in shown.marks if end == len(text)]
    return [start for start in starts if word_count(start) >= _FEWEST_WORDS]


def _below_kicker(shown: Segment) -> list[str]:
    """The end of what is shown, where that stands in an element of its own."""
    text = shown.text
    ends = [
        text[start:].strip() for start, end, _words in shown.marks if 0 < start < end == len(text)
    ]
    return [rest for rest in ends if word_count(rest) >= _FEWEST_WORDS]


def _opens_or_ends(said: str, rest: str) -> bool:
    """Whether a wording begins or ends with these words: behind them stands a section's name."""
    return said.endswith(rest) or said.startswith(rest)


def _shared_with(declared: Declared, shown: str) -> str:
    """The title for sharing, if it is what is shown, but with its kicker or without it."""
    shared = without_site(declared.share_title, declared.site)
    one, other = key(shared), key(shown)
    if one == other or min(word_count(shared), word_count(shown)) < _FEWEST_WORDS:
        return ""
    is_stated = key(declared.headline) == other
    return shared if other.endswith(one) or (one.endswith(other) and not is_stated) else ""


def _is_only_set_otherwise(shown: str, chosen: str) -> bool:
    """Whether two wordings differ in no more than capitals, dashes, dots and marks of quotation.

    A straight single mark may be an apostrophe, too, and stays as the page states it; so do
    capitals where all that is shown is set in them.
    """
    if shown.isupper():
        return False
    return shown.translate(_AS_TYPED).casefold() == chosen.translate(_AS_TYPED).casefold()


def _chosen(wordings: list[tuple[str, float]], shared: str) -> str:
    """The wording with the most votes, spelled as it is stated, else shared, else shown."""
    votes: dict[str, float] = defaultdict(float)
    for text, weight in wordings:
        votes[key(text)] += weight
    if not votes:
        return ""
    winner = key(shared) if shared else max(votes, key=lambda said: votes[said])
    return next((text for text, _weight in wordings if key(text) == winner), shared)
