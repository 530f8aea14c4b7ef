"""Tells a caption from its credit, whoever took the picture; knows single lines only, no pages.

A credit is a name, an agency or both. It stands behind a label ("Photo: …", "© …", "(Image: …)"),
after the caption's last sentence ("… in Phnom Penh yesterday. Heng Chivoan"), or on a line alone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from galley.importers.credit_names import (
    AGENCY,
    could_be_person,
    ends_no_sentence,
    in_small,
    looks_like_names,
    spaced_slashes,
)
from galley.importers.credit_words import (
    BY,
    LABELS,
    OF_LAW,
    OF_SENTENCE,
    SOURCES,
    STRICT_AGENCIES,
    WORKS,
)

__all__ = [
    "LONGEST_CREDIT",
    "CaptionParts",
    "is_agency",
    "is_credit",
    "is_credit_label",
    "is_labelled_credit",
    "split_caption",
    "strip_label",
]

LONGEST_CREDIT = 110
_LONGEST_LABELLED = 160  # characters of a credit with its label: it is looked for at the end
_GLUED_LABEL = re.compile(r"(?:Credit)+(?:\.\.\.|…)?(?=[A-ZÀ-Þ])")  # "CreditAda Finch", and twice
_LABEL = re.compile(
    rf"(?:(?:{LABELS})\s*(?:(?:{BY})\s*)?(?:[:：=]|\.\.\.|…)\s*|"
    rf"(?:{SOURCES})[,،，、]\s*|courtesy of\s+|"
    rf"(?:image|photo) copyright\s+(?![:：])|"
    rf"(?:{WORKS})\s+(?:{BY}|courtesy of|courtesy|via)[:：]?\s+|"
    r"©\s*|\(c\)\s*|（ｃ）|ⓒ\s*|\[?copyright\s+)"
)
_INNER_LABEL = re.compile(
    rf"(?:(?<=[\s.,;!?…”\"»|)\]–—(\[])(?:(?:{LABELS})\s*(?:(?:{BY})\s*)?(?:[:：]|©)\s*|"
    rf"(?:photo|picture|image|foto)s?\s+(?:by|courtesy of)\s*:?\s+|©\s*|\(c\)\s*)|（Ｃ）|ⓒ\s*|"
    rf"(?<=[\s.,;!?…”\"»|)\]–—(\[])(?<!of )(?<!the )Copyright\s+(?!{OF_LAW})|"
    rf"(?<=[a-zß-ÿ\d])(?-i:Credit|Bild|Foto|Photo|Image|Picture|Quelle):\s*|"
    rf"(?<=[.!?…”\"])(?-i:Credit(?=[A-Z][a-zß-ÿ]))|"
    rf"(?-i:Credit)(?:\.\.\.|…)\s*|(?<=[.!?…”\"»] )courtesy of\s+)(?=\S)",
    re.IGNORECASE,
)
_ALL_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{3,80})[)\]]")
_ADDRESS = re.compile(r"[^\s/]+@\S+")
_BRACKETED = re.compile(
    r"\s*(?:\(([^()]{2,110})\)|\[([^\[\]]{2,110})\]|（([^（）]{1,60})）)\s*\.?$"
)
_PERSON_AND_AGENCY = re.compile(  # of whatever name: "Ada Finch / Northern Light"
    r"[^\W\d_a-zß-ÿ][\w.’'-]+(?: [^\W\d_a-zß-ÿ][\w.’'-]*){1,3} ?/ ?[^\W\d_a-zß-ÿ][\w.&’' -]{1,30}"
)
_INITIAL = re.compile(r"\b[^\W\d_]\.")  # in a name: "Eva L. Moor"
_LABEL_IN_BRACKETS = re.compile(r"(?:foto|photo|bild|image|picture)s?\s+(?=\S)")
_LONGEST_BRACKETED = 7  # words: "(Ada Finch for The Courier)"
_FOR = re.compile(r"\b(?:for|via|für|pour|para|per)\b")
_SLASHED_NAMES = re.compile(r"[A-Z][\w.&’' -]{1,30}(?:/ ?[A-Z][\w.&’' -]{1,30}){1,2}")
_EAST_CREDIT = re.compile(r"撮影|提供|共同|時事|通信|新華|사진|기자|연합|뉴스|ＡＰ|ロイター|代表")
_STRICT_AGENCY = re.compile(rf"(?<!\w)(?:{STRICT_AGENCIES})$")
_LICENCE = re.compile(r"\bcc[ -]?(?:by(?:[ -](?:sa|nc|nd))*|0)\b[^.!?]{0,6}(?:\d\.\d)?\W*$")
_LONGEST_AGENCY = 20  # characters
_SENTENCE_END = re.compile(r"[.!?…][”\"’'»)\]]*\s+(?=[^\s])")
_EAST_REPORTER = re.compile(r"[\uac00-\ud7af]{2,5} (?:\w{1,4} )?기자")
_SITE_NOTICE = re.compile(
    r"gmbh|verlag|all rights|reserved|vorbehalten|©\s*\d{4}|\d{4}\s*©|zastrzeż", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CaptionParts:
    """Where a caption and its credit stand in one line, as code-point ranges of that line."""

    caption: tuple[int, int]
    credit: tuple[int, int]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0|–—-•·/(:[（":
        if text[start : start + 3] in ("(c)", "(C)"):
            break
        start += 1
    while end > start and text[end - 1] in " \t\u00a0|–—-•·/)]）":
        if text[end - 1] in ")]）" and any(opening in text[start:end] for opening in "([（"):
            break
        end -= 1
    return start, end


def _caption_end(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in " \t\u00a0|–—-•·/([（,":
        end -= 1
    return end


def strip_label(text: str) -> tuple[int, int]:
    """The range of a credit line's own words, without its label and brackets."""
    start, end = _trimmed(text, 0, len(text))
    behind = _behind_label(text, start)
    return _trimmed(text, behind if behind < end else start, end)


def _behind_label(text: str, start: int) -> int:
    """Where a credit's own words begin, behind its label; ``start`` where it has none."""
    match = _LABEL.match(in_small(text), start) or _GLUED_LABEL.match(text, start)
    return match.end() if match else start


def is_labelled_credit(text: str) -> bool:
    """Whether a whole line is a credit that says so itself: "Photo: …", "© …", "(Image: …)"."""
    if not 2 < len(text) <= LONGEST_CREDIT:
        return False
    start, end = _trimmed(text, 0, len(text))
    behind = _behind_label(text, start)
    if behind == start or end - behind < 2 or _SITE_NOTICE.search(text):
        return False
    return not _is_sentence(text[behind:end])


def is_credit_label(text: str) -> bool:
    """Whether a text is a credit's label and nothing else: "Foto:", "Image source,"."""
    match = _LABEL.fullmatch(in_small(text))
    return match is not None and text[-1:] not in "©ⓒ)）"


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) > 12 or (len(words) > 6 and text.rstrip().endswith((".", "?", "!")))


@lru_cache(maxsize=4096)
def is_credit(text: str) -> bool:
    """Whether a whole line is a picture's credit: labelled, or an agency's usual form."""
    if is_labelled_credit(text):
        return True
    if len(text) > LONGEST_CREDIT or len(text.replace("/", " ").split()) > 9:
        return False
    small = in_small(text)
    if (whole := _ALL_IN_BRACKETS.fullmatch(text)) and _is_person_in_brackets(whole[1]):
        return True
    if _LICENCE.search(small):  # "Ada Finch, CC BY-SA 4.0"
        return True
    match = AGENCY.search(small)
    if not match:
        return bool(_PERSON_AND_AGENCY.fullmatch(text)) and looks_like_names(text)
    if AGENCY.fullmatch(small.strip("()[] ")):
        return True
    if text.endswith((".", "?", "!", ":")):
        return False
    if re.search(r"[/|]|\bvia\b", text):
        return looks_like_names(re.sub(r"[/|]", " ", text)) or bool(
            re.fullmatch(r"[^.?!]{3,80}", text if "(" in text else _INITIAL.sub("", text))
            and re.search(r"\S ?[/|] ?\S", text)
        )
    return False


def _is_person_in_brackets(inner: str) -> bool:
    """Whether brackets that are a whole line hold who took a picture: "(Ada Finch / The Isle)"."""
    named = spaced_slashes(_ADDRESS.sub("", inner).rstrip("/ "))
    person = named.split(" / ")[0]
    return looks_like_names(named) and " " in person and could_be_person(person)


def is_agency(text: str) -> bool:
    """Whether a text is the name of an agency, and nothing else."""
    return len(text) <= _LONGEST_AGENCY and AGENCY.fullmatch(in_small(text)) is not None


# One of these is in whatever the pattern of inner labels finds: asked first, as it is much cheaper.
_LABEL_SIGNS = (":", "：", "©", "ⓒ", "（ｃ）", "(c)", " by", " courtesy", "copyright ", "credit")


def _labelled(text: str) -> CaptionParts | None:
    small = in_small(text[-_LONGEST_LABELLED:])
    for sign in _LABEL_SIGNS:
        if sign in small:
            break
    else:
        return None
    last = None
    for match in _INNER_LABEL.finditer(text, max(0, len(text) - _LONGEST_LABELLED)):
        last = match
        if len(text) - match.end() <= LONGEST_CREDIT:
            break
    if last is None or len(text) - last.end() > LONGEST_CREDIT or last.end() >= len(text):
        return None
    credit = _trimmed(text, last.end(), len(text))
    if _is_sentence(text[credit[0] : credit[1]]) or credit[0] >= credit[1]:
        return None
    return CaptionParts((0, _caption_end(text, last.start())), credit)


def _bracketed(text: str) -> CaptionParts | None:
    if not text.rstrip(" .\u00a0").endswith((")", "]", "）")):
        return None
    match = _BRACKETED.search(text)
    if not match:
        return None
    group = next(i for i in (1, 2, 3) if match.group(i) is not None)
    inner = match.group(group)
    label = _LABEL.match(in_small(inner)) or _LABEL_IN_BRACKETS.match(in_small(inner))
    agency = _names_owner(in_small(inner)) or (group == 3 and _EAST_CREDIT.search(inner))
    if label or agency or _is_credit_by_place(text[: match.start(group)], inner):
        start = match.start(group) + (label.end() if label else 0)
        return CaptionParts((0, match.start()), _trimmed(text, start, match.end(group)))
    return None


def _names_owner(small: str) -> bool:
    """Whether an agency or a free licence is named, in text of small letters."""
    return bool(AGENCY.search(small) or _LICENCE.search(small))


def _is_credit_by_place(before: str, inner: str) -> bool:
    """Whether brackets hold a credit by what stands before them: a caption that has ended."""
    if _SLASHED_NAMES.fullmatch(inner) or inner.lower().startswith("dok."):  # "documents of"
        return True
    ended = before.rstrip(" ([").endswith((".", "!", "”", '"'))
    most = _LONGEST_BRACKETED if _FOR.search(inner) else 4
    return ended and looks_like_names(inner) and 1 < len(inner.split()) <= most


def _after_sentence(text: str) -> CaptionParts | None:
    """A name or an agency after the last full stop: "… in Phnom Penh yesterday. Heng Chivoan"."""
    found = None
    for match in _SENTENCE_END.finditer(text, max(0, len(text) - _LONGEST_LABELLED)):
        before = text[: match.start()].rsplit(None, 1)[-1:] or [""]
        if ends_no_sentence(before[0].strip("(“\"'").lower()):
            continue
        found = match
        tail = text[match.end() :]
        if (
            looks_like_names(spaced_slashes(tail.rstrip(".")))
            or is_credit(tail)
            or _EAST_REPORTER.fullmatch(tail)
        ):
            break
    if found is None:
        return None
    tail = text[found.end() :].rstrip(".")
    asked = text[found.start()] == "?"  # a headline: "Will rates fall? Clear Words"
    named = spaced_slashes(tail)
    person = looks_like_names(named) and could_be_person(named) and not asked
    if person or is_credit(tail) or _EAST_REPORTER.fullmatch(tail):
        return CaptionParts(
            (0, found.end() - _space_before(text, found.end())),
            _trimmed(text, found.end(), found.end() + len(tail)),
        )
    return None


def _space_before(text: str, position: int) -> int:
    count = 0
    while text[position - count - 1].isspace():
        count += 1
    return count


def _agency_at_end(text: str) -> CaptionParts | None:
    """An agency at the end, with or without a space before it: "… leaves the court AFP".

    In "… she told Reuters." and "… laut dpa" it belongs to the sentence.
    """
    if not text[-1:].isalpha():
        return None
    match = _STRICT_AGENCY.search(text, max(0, len(text) - _LONGEST_AGENCY))
    if not match or match.start() < 12:
        return None
    start = match.start()
    word = text[:start].rsplit(None, 1)[-1].lower()
    if word in OF_SENTENCE or word.endswith(("'", "’")):
        return None
    if text[start - 1] in "/|":  # the photographer stands before the agency: "name / AGENCY"
        return None
    return CaptionParts((0, _caption_end(text, start)), (start, match.end()))


_GLUED = re.compile(r"(?<=[a-zß-ÿ]{2}[a-zß-ÿ.!?…])(?=[A-ZÀ-Ž][\w’'-]*[.]? [A-ZÀ-Ž])")
_GLUED_BEFORE_SLASH = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-ZÀ-Ž][^/.?!:]{2,40}/ ?[A-ZÀ-Ž])")
_SHORTEST_BEFORE = 24  # characters
_SLASHED_WORDS = 3  # with the bar: "LinkedIn/Facebook" ends a headline
_AGENCY_IN_BRACKETS = re.compile(r"\s\([A-ZÀ-Ž]{2,}[\w ]*\)$")
_NAME_SLASH_AGENCY = re.compile(
    r"(?:(?<=[.!?…”\"»])|\s)((?:[A-ZÀ-Ž](?:[\w’'\-]*|\.)\s+){0,3}[A-ZÀ-Ž][\w’'.\-]*\s?/\s?"
    r"[A-Z][\w’'.\- ]{1,25}(?:\s?/\s?[A-Z][\w’'. \-]{1,25})*)$"
)
_AGENCY_FIRST = re.compile(r"[^/]*\s([^\s/]+)\s?/")
_ACCOUNT = re.compile(r"@\w+ (?:via|on|/) $")  # "@ostvik_now via X / Northlight"
_GLUED_CAPITALS = re.compile(r"(?<=[a-zß-ÿą-ž]{3})[A-ZÀ-ÞĄ-Ž]{3,} $")  # "… on the wallEVA MOOR/AFP"
_EQUALS = re.compile(r"[＝=](?=[^＝=]{1,24}$)")
_BAR = re.compile(r"\s[|/–—]\s(?=.{2,60}$)")


def _glued_slash(text: str) -> CaptionParts | None:
    """Who took it and for whom, to whose place a space was lost: "… Eva MoorIsle Press/Jo Bell"."""
    if "/" not in text[-LONGEST_CREDIT:]:
        return None
    for match in _GLUED_BEFORE_SLASH.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        named = spaced_slashes(text[match.end() :])
        is_long = match.start() > _SHORTEST_BEFORE and len(named.split()) > _SLASHED_WORDS
        if is_long and looks_like_names(named):
            return CaptionParts((0, match.end()), (match.end(), len(text)))
    return None


def _slashed(text: str) -> CaptionParts | None:
    match = _NAME_SLASH_AGENCY.search(text) if "/" in text else None
    if match is None or match.start(1) <= 12 or not AGENCY.search(in_small(match[1])):
        return None
    first = _AGENCY_FIRST.match(match[1])  # "… in Madrid EFE / J. Berg"
    is_first = first is not None and AGENCY.fullmatch(in_small(first[1]))
    start = match.start(1) + (first.start(1) if first and is_first else 0)
    if account := _ACCOUNT.search(text[:start]) or _GLUED_CAPITALS.search(text[:start]):
        start = account.start()
    return CaptionParts((0, _caption_end(text, start)), (start, match.end(1)))


def _after_bar(text: str) -> CaptionParts | None:
    bars = list(_BAR.finditer(text, max(0, len(text) - _LONGEST_LABELLED)))
    if bars and (parts := _after_sentence(text)) and parts.credit[0] < bars[0].start():
        return parts  # "… on Monday. dpa | Ann Berg"
    for match in bars:
        tail = text[match.end() :].rstrip(".")
        sentence = match.group().strip() == "/" and text.endswith(".")
        named = len(bars) == 1 and match.group().strip() in "|/" and looks_like_names(tail)
        named = named and not sentence
        if match.start() > 12 and (is_credit(tail) or named):
            return CaptionParts((0, match.start()), (match.end(), match.end() + len(tail)))
    return None


def _after_equals(text: str) -> CaptionParts | None:
    """The Japanese form: "…（東京で）＝共同"."""
    match = _EQUALS.search(text) if not text.isascii() and ("＝" in text or "=" in text) else None
    if match and match.start() > 8 and _EAST_CREDIT.search(text, match.end()):
        return CaptionParts((0, match.start()), (match.end(), len(text)))
    return None


def _glued(text: str) -> CaptionParts | None:
    """A name with its agency, or a name alone, to whose place a space was lost: "….Ada Finch"."""
    found = None
    for match in _GLUED.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        found = match
    if found is None or found.start() <= 12:
        return None
    tail = text[found.end() :]
    bare = _AGENCY_IN_BRACKETS.sub("", tail)
    stopped = text[found.end() - 1] in ".!?…"
    if not looks_like_names(bare) or not could_be_person(bare) or not (stopped or bare != tail):
        return None
    return CaptionParts((0, found.end()), (found.end(), len(text)))


_RULES = (
    _labelled,
    _glued,
    _bracketed,
    _slashed,
    _after_bar,
    _after_equals,
    _after_sentence,
    _agency_at_end,
    _glued_slash,
)
_RULES_FOR_WORDS = (_labelled, _agency_at_end)  # all others look for a mark, which most lines lack


@lru_cache(maxsize=4096)  # the rules ask for it again and again
def split_caption(text: str) -> CaptionParts | None:
    """Where a caption ends and its credit begins on one line; None if the line names no credit.

    A trailing name that belongs to the sentence ("… with the bank's CEO Ly Tayseng") is no credit:
    only a label, brackets, a bar, an agency or a full stop before it make one.
    """
    for rule in _RULES_FOR_WORDS if text.replace(" ", "").isalnum() else _RULES:
        parts = rule(text)
        if parts and parts.caption[1] > 0 and any(map(str.isalnum, text[slice(*parts.credit)])):
            return None if _SITE_NOTICE.search(text) else parts
    return None
