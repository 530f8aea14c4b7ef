"""Turns a Word document's paragraphs, lists and tables into plain markup, in their order.

The markup is our own and holds no attribute but addresses; the page's segments are made of it.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from galley.importers.word.styles import Styles, W, is_on, value

__all__ = ["Markup"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}br": "<br>",
    f"{W}cr": "<br>",
    f"{W}noBreakHyphen": "\u2011",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_BOX = f"{W}txbxContent"
_DELETED = (f"{W}del", f"{W}moveFrom")


@dataclass(slots=True)
class Markup:
    """Writes one document's markup.

    Attributes:
        styles: What its paragraphs are.
        links: The targets of its relations, by their ids.
        out: The markup so far.
        deleted: Texts that tracked changes have deleted.
        notes: The notes that the text refers to, as (kind, id), in the order of their numbers.
        pictures: The targets of the pictures that it shows.
        has_title: Whether a paragraph is styled as the document's title.
    """

    styles: Styles
    links: Mapping[str, str]
    out: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    has_title: bool = False
    _lists: list[str] = field(default_factory=list)
    _waiting: list[Any] = field(default_factory=list)
    _figure_open: bool = False
    _caption_open: bool = False

    def write(self, body: Any) -> None:  # noqa: ANN401  an lxml element
        """Write what stands in a body or a note."""
        self.has_title = self.has_title or any(
            self.styles.role(p) == "title" for p in body.iter(f"{W}pPr")
        )
        self._blocks(body)
        self._close_lists(0)
        self._close_figure()

    def _blocks(self, holder: Any) -> None:  # noqa: ANN401  as above
        for child in holder:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                self._blocks(content if content is not None else ())
            elif tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                self._blocks(child)

    def _table(self, table: Any) -> None:  # noqa: ANN401  as above
        self._close_lists(0)
        self._close_figure()
        self.out.append("<table>")
        for row in _own(table, "tr", "tbl"):
            cell = "th" if row.find(f"{W}trPr/{W}tblHeader") is not None else "td"
            self.out.append("<tr>")
            for holder in _own(row, "tc", "tr"):
                self.out.append(f"<{cell}>")
                for paragraph in holder.iter(f"{W}p"):
                    if next(paragraph.iterancestors(_BOX, f"{W}tc")).tag != _BOX:
                        self.out.append(f"<p>{self._runs(paragraph)}</p>")
                self.out.append(f"</{cell}>")
            self.out.append("</tr>")
        self.out.append("</table>")
        self._write_boxes()

    def _paragraph(self, paragraph: Any) -> None:  # noqa: ANN401  as above
        properties = paragraph.find(f"{W}pPr")
        role = self.styles.role(properties)
        item = None if role[:1] == "h" else self.styles.list_item(properties)
        text = self._runs(paragraph)
        pictures = self._pictures(paragraph)
        if item is None:
            self._close_lists(0)
        if role == "caption" and text:
            self._caption(text)
        elif text and item is not None:
            self._close_figure()
            self._item(text, *item)
        elif text:
            self._close_figure()
            self.out.append(self._block(text, role))
        for picture in pictures:
            self._figure(picture)
        self._write_boxes()

    def _write_boxes(self) -> None:
        """The text boxes that hang on what has just been written."""
        boxes, self._waiting = self._waiting, []
        for box in boxes:
            self._blocks(box)

    def _block(self, text: str, role: str) -> str:
        if role == "title":
            return f"<h1>{text}</h1>"
        if role == "subtitle":
            return f'<p class="subtitle">{text}</p>'
        if role == "quote":
            return f"<blockquote>{text}</blockquote>"
        if role[:1] == "h":
            level = min(6, int(role[1:]) + self.has_title)
            return f"<h{level}>{text}</h{level}>"
        return f"<p>{text}</p>"

    def _item(self, text: str, depth: int, ordered: bool) -> None:
        tag = "ol" if ordered else "ul"
        self._close_lists(depth + 1)
        if len(self._lists) == depth + 1 and self._lists[-1] != tag:
            self._close_lists(depth)
        while len(self._lists) <= depth:
            self._lists.append(tag)
            self.out.append(f"<{tag}>")
        self.out.append(f"<li>{text}</li>")

    def _close_lists(self, depth: int) -> None:
        while len(self._lists) > depth:
            self.out.append(f"</{self._lists.pop()}>")

    def _figure(self, picture: str) -> None:
        """A picture; a caption just above it, which no picture has yet, is its own."""
        if not self._caption_open:
            self._close_figure()
            self.out.append("<figure>")
        self.out.append(picture)
        self._figure_open, self._caption_open = True, False

    def _caption(self, text: str) -> None:
        if not self._figure_open or self._caption_open:
            self._close_figure()
            self.out.append("<figure>")
            self._caption_open = True
        self.out.append(f"<figcaption>{text}</figcaption>")
        if not self._caption_open:
            self._close_figure()

    def _close_figure(self) -> None:
        if self._figure_open or self._caption_open:
            self.out.append("</figure>")
        self._figure_open = self._caption_open = False

    def _pictures(self, paragraph: Any) -> list[str]:  # noqa: ANN401  as above
        found: dict[str, str] = {}
        for drawing in paragraph.iter(f"{W}drawing", f"{W}pict"):
            described = next(drawing.iter(f"{_WP}docPr"), None)
            alt = "" if described is None else described.get("descr") or ""
            for blip in drawing.iter(f"{_A}blip", f"{_VML}imagedata"):
                name = blip.get(f"{_R}embed") or blip.get(f"{_R}id") or ""
                if address := self.links.get(name, ""):
                    found[address] = alt
        self.pictures.extend(found)
        quoted = {html.escape(address): html.escape(alt) for address, alt in found.items()}
        return [f'<img src="{address}" alt="{alt}">' for address, alt in quoted.items()]

    def _runs(self, holder: Any) -> str:  # noqa: ANN401  as above
        """The text of a paragraph or of a link in it."""
        parts: list[str] = []
        for child in holder:
            tag = child.tag
            if tag == f"{W}r":
                parts.append(self._run(child))
            elif tag == f"{W}hyperlink":
                parts.append(self._link(child))
            elif tag in _DELETED:
                if text := "".join(t.text or "" for t in child.iter(f"{W}delText", f"{W}t")):
                    self.deleted.append(text)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                parts.append(self._runs(content) if content is not None else "")
            elif tag in (f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}fldSimple", f"{W}customXml"):
                parts.append(self._runs(child))
        text = "".join(parts)
        return text if text.strip() else ""

    def _link(self, element: Any) -> str:  # noqa: ANN401  as above
        address = self.links.get(element.get(f"{_R}id") or "", "")
        text = self._runs(element)
        return f'<a href="{html.escape(address)}">{text}</a>' if address else text

    def _run(self, run: Any) -> str:  # noqa: ANN401  as above
        parts: list[str] = []
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                parts.append(html.escape(child.text or ""))
            elif tag in _CHARACTERS:
                page_break = child.get(f"{W}type") in ("page", "column")
                parts.append(" " if page_break else _CHARACTERS[tag])
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
                parts.append(f"<sup>{len(self.notes)}</sup>")
            else:
                self._waiting.extend(_text_boxes(child))
        text = "".join(parts)
        return self._styled(text, run.find(f"{W}rPr")) if text else ""

    def _styled(self, text: str, properties: Any) -> str:  # noqa: ANN401  as above
        if properties is None:
            return text
        style = self.styles.character_style(properties)
        lifted = value(properties, f"{W}vertAlign")
        tags: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("b", lambda: is_on(properties, "b") or style in ("strong", "intense emphasis")),
            ("i", lambda: is_on(properties, "i") or style in ("emphasis", "subtle emphasis")),
            ("sup", lambda: lifted == "superscript"),
            ("sub", lambda: lifted == "subscript"),
        )
        for tag, applies in tags:
            if applies():
                text = f"<{tag}>{text}</{tag}>"
        return f"<span hidden>{text}</span>" if is_on(properties, "vanish") else text


def _own(holder: Any, name: str, kind: str) -> list[Any]:  # noqa: ANN401  as above
    """The elements of a name in a table or row, without those of a table inside it."""
    inside = holder.iter(f"{W}{name}")
    return [found for found in inside if next(found.iterancestors(f"{W}{kind}")) is holder]


def _text_boxes(element: Any) -> list[Any]:  # noqa: ANN401  as above
    """The text boxes in a drawing, each once: the form for older programs says all of it again.

    A box inside a box waits for its own paragraph.
    """
    return [
        box
        for box in element.iter(_BOX)
        if not any(
            around.tag in (_BOX, _FALLBACK)
            for around in takewhile(lambda outer: outer is not element, box.iterancestors())
        )
    ]
