"""Makes an article of a PDF's lines: joins them to paragraphs over lines and pages.

Knows where lines stand and how large they are set, and nothing of the file they came from.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from galley.domain.article import LeftOut, Metadata, ParsedArticle
from galley.importers.bylines import names_alone, read_byline
from galley.importers.pages.assets import Assets
from galley.importers.pages.dom import take_apart
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.whole import Whole, label_whole
from galley.importers.pdf.figures import figures_of, is_between, place_of
from galley.importers.pdf.lines import Document, PdfLine, read_pdf
from galley.importers.pdf.tables import PdfTable, tables_of
from galley.importers.texts.body import word_count
from galley.importers.texts.lines import ENDS

__all__ = ["IMPORTER", "parse_pdf"]

IMPORTER = "pdf/2"
_SOURCE = "document properties"
_EDGE = 0.12  # of a page's height, above and below, in which its head and foot stand
_AGAIN = 3  # pages on which a line stands to be their head or foot
_LARGER = 1.12  # times the text's size: a heading
_LONGEST_HEADING = 30  # words
_WIDER = 1.35  # times the usual distance of two lines: another paragraph
_SHORT = 0.75  # of the usual length: the last line of a paragraph
_INDENT = 0.6  # of the size
_COLUMN = 6  # times the size: what stands further to the side is of another column
_DIVISIONS = 3  # lines that end in a hyphen, where words are divided
_OFTEN = 0.02  # of all lines
# What begins compounds that are written with a hyphen.
_FIRST_OF_COMPOUNDS = re.compile(
    r"all|anti|co|cross|ex|far|half|high|ill|in|left|long|low|mid|multi|near|non|off|old|one|part|"
    r"post|pre|pro|right|self|semi|short|so|sub|two|three|four|five|six|seven|eight|nine|ten|"
    r"under|vice|well",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|s\.|pág\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·▪●◦‣■□►▸–*-]\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")


def parse_pdf(data: bytes) -> ParsedArticle:
    """Read a PDF with a text layer.

    Raises:
        ImportFailed: It is locked, damaged, a scan, or longer than any article.
    """
    document = read_pdf(data)
    lines, left_out = _without_heads(document)
    paragraphs = _Paragraphs(replace(document, lines=lines or document.lines))
    page = take_apart(paragraphs.markup())
    pictures = {_name(n): one.picture.data for n, one in enumerate(paragraphs.figures)}
    sheet = PageSheet(page, Assets("", pictures))
    title = document.properties.get("title", "")
    whole = label_whole(sheet, title)
    blocks, hidden = sheet.finish("Hidden in the document")
    return ParsedArticle(
        metadata=_metadata(document.properties, whole),
        blocks=blocks,
        importer=IMPORTER,
        figures=tuple(sheet.figures),
        left_out=(
            *hidden,
            *(left_out if lines else ()),
            *(LeftOut(text, "Set on its side") for text in document.sideways if text),
            *(
                LeftOut.picture(one.picture.page, one.picture.reason)
                for one in paragraphs.figures
                if one.picture.reason
            ),
        ),
        assets=sheet.assets.all(),
    )


def _without_heads(document: Document) -> tuple[list[PdfLine], list[LeftOut]]:
    """The lines without those that each page has at its head or foot."""
    edges = [line for line in document.lines if _at_edge(line)]
    times = Counter(
        said
        for page in range(document.pages)
        for said in {_same(e) for e in edges if e.page == page}
    )
    needed = min(_AGAIN, max(2, document.pages))
    kept: list[PdfLine] = []
    left_out: list[LeftOut] = []
    for line in document.lines:
        if _at_edge(line) and document.pages > 1 and times[_same(line)] >= needed:
            left_out.append(LeftOut(line.text, "The head or foot of each page"))
        elif _at_edge(line) and _PAGE_NUMBER.match(line.text):
            left_out.append(LeftOut(line.text, "The number of a page"))
        else:
            kept.append(line)
    return kept, left_out


def _at_edge(line: PdfLine) -> bool:
    return not _EDGE * line.height < line.base < (1 - _EDGE) * line.height


def _same(line: PdfLine) -> tuple[str, int]:
    """What is the same of a head on all pages: its words without numbers, and its height."""
    return _DIGITS.sub("0", line.text), round(line.base / 4)


class _Paragraphs:
    """Joins lines to paragraphs, and tells headings, list items, tables and captions among them.

    Attributes:
        figures: The article's, with their captions.
    """

    def __init__(self, document: Document) -> None:
        lines = document.lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._size = sizes.most_common(1)[0][0]
        self.figures = figures_of(document, self._size)
        said = {id(line) for figure in self.figures for line in figure.caption}
        self._lines = lines = [line for line in lines if id(line) not in said] or lines
        own = [line for line in lines if line.size == self._size]
        self._width = median(sorted(len(line.text) for line in own)[len(own) // 2 :])
        self._tables = {id(x): t for t in tables_of(self._lines) for x in t.lines}
        gaps = [
            above.base - line.base
            for above, line in pairwise(own)
            if above.page == line.page and 0 < above.base - line.base < 3 * self._size
        ]
        self._gap = Counter(round(gap, 1) for gap in gaps).most_common(1)[0][0] if gaps else 0.0
        larger = sorted({x.size for x in lines if x.size >= _LARGER * self._size}, reverse=True)
        self._levels = {size: min(place, 6) for place, size in enumerate(larger, 1)}
        self._words = Counter(word.casefold() for word in _whole_words(lines))
        ends = sum(1 for line in lines if _LAST_PART.search(line.text))
        self._divides = ends >= max(_DIVISIONS, _OFTEN * len(lines))

    def markup(self) -> str:
        """The paragraphs in order, as plain markup."""
        groups: list[list[PdfLine]] = []
        for line in self._lines:
            if groups and self._goes_on(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        elements = [self._element(group) for group in groups]
        places = [place_of(figure, groups) for figure in self.figures]
        ordered = sorted((place, number) for number, place in enumerate(places))
        for place, number in reversed(ordered):
            elements.insert(place, self._figure(number))
        return "".join(elements).replace("</ul><ul>", "")

    def _figure(self, number: int) -> str:
        caption = self.figures[number].caption
        said = f"<figcaption>{html.escape(self._joined(caption))}</figcaption>" if caption else ""
        return f'<figure><img src="{_name(number)}" alt="">{said}</figure>'

    def _goes_on(self, group: list[PdfLine], line: PdfLine) -> bool:
        """Whether a line goes on with a paragraph."""
        last = group[-1]
        if id(last) in self._tables or id(line) in self._tables:
            return self._tables.get(id(last)) is self._tables.get(id(line))
        if line.size != last.size or _BULLET.match(line.text):
            return False
        if self._is_heading(group) != self._is_heading([line]):
            return False
        ends = last.text.endswith(ENDS)
        parted = any(is_between(figure.picture, last, line) for figure in self.figures)
        # The next page, the next column, or below a picture.
        if line.page != last.page or line.base > last.base or parted:
            full = len(last.text) >= _SHORT * self._width
            return not ends and (full or line.text[:1].islower() or last.text.endswith(("-", ",")))
        if last.base - line.base > _WIDER * (self._gap or 1.2 * self._size) * (
            line.size / self._size
        ):
            return False
        if self._is_heading(group):
            return True
        lefts = [x.left for x in group[-2:] if abs(x.left - line.left) < _COLUMN * line.size]
        begins = bool(lefts) and line.left - min(lefts) > _INDENT * line.size
        was_short = ends and len(last.text) < _SHORT * self._width
        is_in_list = bool(_BULLET.match(group[0].text))
        return not was_short and (not begins or is_in_list)

    def _is_heading(self, group: list[PdfLine]) -> bool:
        first = group[0]
        if first.size in self._levels:
            return True
        short = len(first.text) < _SHORT * self._width and not first.text.endswith((".", ":", ","))
        return first.bold and short and first.size >= self._size

    def _element(self, group: list[PdfLine]) -> str:
        table = self._tables.get(id(group[0]))
        if table is not None:
            return _table_markup(table)
        text = self._joined(group)
        heading = self._is_heading(group) and word_count(text) <= _LONGEST_HEADING
        bullet = _BULLET.match(text)
        if heading:
            level = self._levels.get(group[0].size, min(6, len(self._levels) + 2))
            return f"<h{level}>{html.escape(text)}</h{level}>"
        if bullet:
            return f"<ul><li>{html.escape(text[bullet.end() :])}</li></ul>"
        quoted = html.escape(text)
        slanted = all(line.slanted for line in group)
        return f"<p><i>{quoted}</i></p>" if slanted else f"<p>{quoted}</p>"

    def _joined(self, group: list[PdfLine]) -> str:
        parts = [group[0].text]
        for line in group[1:]:
            parts[-1], between = self._parted(parts[-1], line.text)
            parts.append(between + line.text)
        return "".join(parts).replace("\u00ad", "")

    def _parted(self, text: str, following: str) -> tuple[str, str]:
        """A line without its end's hyphen, and what stands between it and the next.

        A soft hyphen goes, and one in a word that the document has without it and never with it.
        Where words are divided all over the document, so does one between two parts that are no
        words of it by themselves; one in a compound stays.
        """
        if text.endswith("\u00ad"):
            return text[:-1], ""
        last, first = _LAST_PART.search(text), _FIRST_PART.match(following)
        if last is None or first is None:
            return text, " "
        whole = (last[1] + first[0]).casefold()
        parted = f"{last[1]}-{first[0]}".casefold()
        if not first[0][:1].islower() or self._words[parted]:
            return text, ""
        both_known = self._words[last[1].casefold()] and self._words[first[0].casefold()]
        begins_compound = _FIRST_OF_COMPOUNDS.fullmatch(last[1])
        is_divided = self._divides and not both_known and not begins_compound
        return (text[:-1] if self._words[whole] or is_divided else text), ""


def _whole_words(lines: Sequence[PdfLine]) -> Iterator[str]:
    """The words of lines, but for the parts of those that are divided between two."""
    divided = False
    for line in lines:
        words = _WORD.findall(line.text)
        ends = _LAST_PART.search(line.text) is not None
        yield from words[int(divided) : len(words) - int(ends)]
        divided = ends


def _table_markup(table: PdfTable) -> str:
    out = []
    for number, row in enumerate(table.rows):
        cell = "th" if table.has_head and number == 0 else "td"
        out.append("".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in row))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in out) + "</table>"


def _name(number: int) -> str:
    """What the markup calls a picture."""
    return f"pdf:{number}"


def _metadata(properties: dict[str, str], whole: Whole) -> Metadata:
    """The text's own words first, else the properties.

    Their dates say when the file was made, which is not when the article was published.
    """
    title, author = properties.get("title", ""), properties.get("author", "")
    stated = read_byline(author) if names_alone(author) else ()
    known: dict[str, tuple[str, str | tuple[str, ...]]] = {
        "headline": ("text", whole.headline) if whole.headline else (_SOURCE, title),
        "authors": ("byline", whole.authors) if whole.authors else (_SOURCE, stated),
        "published": ("date line", whole.published),
    }
    return Metadata(
        headline=whole.headline or title,
        authors=whole.authors or stated,
        published=whole.published,
        sources=tuple((name, source) for name, (source, found) in known.items() if found),
    )
