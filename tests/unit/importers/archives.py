"""Makes the archives that the tests of Word documents and EPUBs read, part by part."""

import io
import zipfile

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = (
    f"{_W} "
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = "".join(
    f'<w:style w:styleId="{number}"><w:name w:val="{name}"/></w:style>'
    for number, name in enumerate(
        (
            "Title",
            "heading 1",
            "heading 2",
            "caption",
            "Quote",
            "Subtitle",
            "Strong",
            "List Bullet 2",
        )
    )
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(2))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, form in ((1, "bullet"), (2, "decimal"))
)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """An archive of these parts, in their order; compressed but for an EPUB's first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
    return stream.getvalue()


def paragraph(text: str, *, style: str = "", number: str = "", runs: str = "") -> str:
    """A Word paragraph: plain text, or ready-made runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        which, level = number.split("/")
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>'
    inside = runs or run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of a Word paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def picture(identifier: str, description: str) -> str:
    """A Word paragraph that holds a picture."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/>'
        f'<a:blip r:embed="{identifier}"/></wp:inline></w:drawing></w:r></w:p>'
    )


def word(
    body: str,
    *,
    relations: dict[str, tuple[str, bool]] | None = None,
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """A Word document.

    Args:
        body: The markup of its text.
        relations: Targets by id, and whether each is outside the document.
        more: Further parts.
    """
    listed = "".join(
        f'<Relationship Id="{name}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for name, (target, outside) in (relations or {}).items()
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": (
                f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{listed}'
            "</Relationships>",
            "word/styles.xml": f"<w:styles {_W}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {_W}>{NUMBERING}</w:numbering>",
            **(more or {}),
        }
    )


def word_part(kind: str, inside: str) -> str:
    """A further part of a Word document, such as its footnotes."""
    return f"<w:{kind} {_NAMESPACES}>{inside}</w:{kind}>"


def properties(**fields: str) -> str:
    """The part that holds a Word document's properties."""
    listed = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in fields.items())
    return f'<p xmlns:dc="http://purl.org/dc/elements/1.1/">{listed}</p>'


def epub(
    documents: dict[str, str],
    *,
    metadata: str = "<dc:title>A book</dc:title>",
    more: dict[str, bytes | str] | None = None,
    nav: str = "",
) -> bytes:
    """An EPUB of these documents, by name, in this order; ``nav`` names its contents."""
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"'
        + (' properties="nav"/>' if name == nav else "/>")
        for name in documents
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in documents)
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **{
                f"OEBPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body>'
                "</html>"
                for name, text in documents.items()
            },
            **(more or {}),
        }
    )
