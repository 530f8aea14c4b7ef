"""Highlights as Readwise, a Kindle, Zotero and calibre write them; the texts are made up here."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation, QuotedPassage
from galley.importers.annotations.registry import looks_like_annotations, read_annotation_file


def read(text: str) -> list[IncomingAnnotation]:
    data = text.encode()
    assert looks_like_annotations(data[:4000])
    return read_annotation_file(data, name="notes")


def quotations(found: list[IncomingAnnotation]) -> list[str]:
    return [annotation.quotation for annotation in found]


# -- Readwise --------------------------------------------------------------------------------------

COLUMNS = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,"
    "Location Type,Location,Highlighted at,Document tags\n"
)


def test_readwise_exports() -> None:
    first, second = read(
        f'\ufeff{COLUMNS}"It was ""full"", said\nthe master",Ferry full,Ada Quay,,"Who, says?",'
        'yellow,".favorite, ferry trade",page,3,2031-05-06 07:08:09+00:00,\r\n'
        ",Ferry full,Ada Quay,,Only a note,,,page,4,,\n"
        ",,,,,,,,,,\n"
    )
    assert first.passages == (QuotedPassage('It was "full", said\nthe master'),)
    assert (first.article_title, first.note) == ("Ferry full", "Who, says?")
    assert first.tags == (".favorite", "ferry trade")
    assert first.created_at == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (second.note, second.problem[:9]) == ("Only a note", "It is a n")


def test_readwise_in_other_columns_and_with_links() -> None:
    (found,) = read(
        "Title,URL,Highlight,Date\n"
        "Ferry full,https://gazette.example/ferry,"
        "The [ferry](https://gazette.example/f) was **very full**![](https://x.example/1.png),"
        "2031-05-06\n"
    )
    assert quotations([found]) == ["The ferry was very full"]
    assert found.source == "https://gazette.example/ferry"


def test_a_highlight_keeps_its_id_when_its_note_changes() -> None:
    ids = {
        read(f"{COLUMNS}It was full,Ferry full,Ada,,{note},,,page,3,,\n")[0].id
        for note in ("", "One", "Two")
    }
    assert len(ids) == 1


# -- Kindle ----------------------------------------------------------------------------------------


def clipping(facts: str, words: str, title: str = "Ferry full (Quay, Ada)") -> str:
    return f"{title}\n- {facts}\n\n{words}\n==========\n"


@pytest.mark.parametrize(
    ("facts", "note_facts", "hour"),
    [
        (
            "Your Highlight on p. 3 | location 100-102 | Added on Monday, May 6, 2031 9:08:09 PM",
            "Your Note on page 3 | Location 102 | Added on Tuesday, May 6, 2031 9:10:00 PM",
            21,
        ),
        (
            "Ihre Markierung bei Position 100-102 | Hinzugefügt am Dienstag, 6. Mai 2031 09:08:09",
            "Ihre Notiz bei Position 102 | Hinzugefügt am Dienstag, 6. Mai 2031 09:10:00",
            9,
        ),
        (
            "Votre surlignement à l’emplacement 100-102 | Ajouté le mardi 6 mai 2031 21:08:09",
            "Votre note à l’emplacement 102 | Ajouté le mardi 6 mai 2031 21:10:00",
            21,
        ),
        (
            "Tu subrayado en la posición 100-102 | Añadido el martes, 6 de mayo de 2031 21:08:09",
            "Tu nota en la posición 102 | Añadido el martes, 6 de mayo de 2031 21:10:00",
            21,
        ),
        (
            "Evidenziazione alla posizione 100-102 | Aggiunto martedì 6 maggio 2031 21:08:09",
            "La tua nota alla posizione 102 | Aggiunto martedì 6 maggio 2031 21:10:00",
            21,
        ),
        (
            "Seu destaque na posição 100-102 | Adicionado: terça-feira, 6 de maio de 2031 21:08:09",
            "Sua nota na posição 102 | Adicionado: terça-feira, 6 de maio de 2031 21:10:00",
            21,
        ),
        (
            "Je markering op locatie 100-102 | Toegevoegd op dinsdag 6 mei 2031 21:08:09",
            "Je notitie op locatie 102 | Toegevoegd op dinsdag 6 mei 2031 21:10:00",
            21,
        ),
        (
            "Ваш выделенный отрывок в месте 100–102 | Добавлено: вторник, 6 мая 2031 г. в 21:08:09",
            "Ваша заметка в месте 102 | Добавлено: вторник, 6 мая 2031 г. в 21:10:00",
            21,
        ),
        (
            "您在第 3 页（位置 #100-102）的标注 | 添加于 2031年5月6日星期二 下午9:08:09",
            "您在第 3 页（位置 #102）的笔记 | 添加于 2031年5月6日星期二 下午9:10:00",
            21,
        ),
        (
            "3ページ｜位置No. 100-102のハイライト | 作成日: 2031年5月6日火曜日 21:08:09",
            "3ページ｜位置No. 102のメモ | 作成日: 2031年5月6日火曜日 21:10:00",
            21,
        ),
        (  # a language that nobody here knows: only highlights have ranges
            "Wo marko ye 100-102 | Kuongeza 2031-05-06 21:08:09",
            "Wo nsem ye 102 | Kuongeza 2031-05-06 21:10:00",
            21,
        ),
    ],
)
def test_a_kindles_clippings_in_any_language(facts: str, note_facts: str, hour: int) -> None:
    text = (
        "\ufeff"
        + clipping(facts, "It was full, said the master.")
        + clipping(note_facts, "Who says?")
        + clipping(note_facts.replace("102", "500"), "")
    ).replace("\n", "\r\n")
    (found,) = read(text)
    assert quotations([found]) == ["It was full, said the master."]
    assert (found.article_title, found.note) == ("Ferry full", "Who says?")
    assert found.created_at == datetime(2031, 5, 6, hour, 8, 9, tzinfo=UTC)
    assert found.modified_at == datetime(2031, 5, 6, hour, 10, 0, tzinfo=UTC)


def test_a_note_goes_to_the_highlight_that_ends_there() -> None:
    added = "Added on Tuesday, May 6, 2031 9:08:09 PM"
    found = read(
        clipping(f"Your Highlight on Location 90-140 | {added}", "A long passage")
        + clipping(f"Your Highlight on Location 98-102 | {added}", "A short one")
        + clipping(f"Your Highlight on Location 98-102 | {added}", "Elsewhere", "Another (B)")
        + clipping(f"Your Note on Location 102 | {added}", "Mine")
        + clipping(f"Your Note on Location 9 | {added}", "On nothing")
        + clipping(f"Your Highlight on Location 98-102 | {added}", "A short one")
    )
    assert [(a.quotation, a.note) for a in found] == [
        ("A long passage", ""),
        ("A short one", "Mine"),
        ("Elsewhere", ""),
        ("", "On nothing"),
    ]
    assert found[-1].problem.startswith("It is a note on a place")
    assert len({annotation.id for annotation in found}) == 4


def test_a_clipped_article_with_brackets_in_its_title() -> None:
    (found,) = read(
        clipping("Clip This Article at location 5 | Added on May 6, 2031", "Words", "Full (1) (A)")
    )
    assert (found.article_title, found.quotation) == ("Full (1)", "Words")
    assert found.created_at == datetime(2031, 5, 6, tzinfo=UTC)


def test_older_kindles_shorten_a_range() -> None:
    found = read(
        clipping("Highlight Loc. 1406-07 | Added on May 6, 2031", "Words")
        + clipping("Note Loc. 1407 | Added on May 6, 2031", "Mine")
    )
    assert [(a.quotation, a.note) for a in found] == [("Words", "Mine")]


# -- calibre ---------------------------------------------------------------------------------------


def test_calibres_collection() -> None:
    highlight = {
        "type": "highlight",
        "uuid": "ybGn",
        "highlighted_text": "It was full",
        "notes": "Who says?",
        "timestamp": "2031-05-06T07:08:09.123Z",
        "book_id": 7,
        "format": "EPUB",
    }
    removed = {"type": "highlight", "uuid": "gone", "removed": True}
    bookmark = {"type": "bookmark", "title": "Page 3", "timestamp": "2031-05-06T07:08:09Z"}
    for kind, key in (
        ("calibre_annotation_collection", "annotations"),
        ("calibre_highlights", "highlights"),
    ):
        held = {"version": 1, "type": kind, key: [highlight, removed, bookmark]}
        found, lost = read("\ufeff" + json.dumps(held))
        assert found.passages == (QuotedPassage("It was full"),)
        assert found.note == "Who says?"
        assert found.created_at == datetime(2031, 5, 6, 7, 8, 9, 123000, UTC)
        assert (lost.note, lost.problem) == ("Page 3", "It is a bookmark, not on words.")


@pytest.mark.parametrize(
    "time",
    [
        "06/05/2031 21:08",
        "5/6/31, 9:08 PM",
        "06.05.31, 21:08",
        "6 May 2031 21:08",
        "2031年5月6日 21:08",
        "[5/6/31 9:08 PM](calibre://view-book/_hex_-4c/7/EPUB?open_at=epubcfi%28/4/2%29)",
    ],
)
@pytest.mark.parametrize("rule", ["───", "-" * 20])
def test_calibres_text(time: str, rule: str) -> None:
    found = read(
        f"## Ferry full\n\n### Chapter 1\n\nIt was full,\nsaid the master\n{time}\n\nWho says?\n"
        f"\nAnd why 12:30 on 6 May 2031 in a longer sentence?\n\n{rule}\n\n"
        f"105 people\n{time}\n\n{rule}\n\n## Another\n\nA mark\n{time}\n\n{rule}"
    )
    assert [(a.article_title, a.quotation) for a in found] == [
        ("Ferry full", "It was full,\nsaid the master"),
        ("Ferry full", "105 people"),
        ("Another", "A mark"),
    ]
    assert found[0].note.startswith("Who says?\n\nAnd why")


# -- Zotero ----------------------------------------------------------------------------------------

ITEM = "http://zotero.org/users/1/items/ITEM0001"


def encoded(data: object) -> str:
    return quote(json.dumps(data), safe="")


def marked(words: str, key: str, kind: str = "highlight") -> str:
    about = encoded(
        {
            "attachmentURI": "http://zotero.org/users/1/items/FILE0001",
            "annotationKey": key,
            "color": "#ffd400",
            "citationItem": {"uris": [ITEM], "locator": "2"},
        }
    )
    return f'<span class="{kind}" data-annotation="{about}">{words}</span>'


CITED = (
    f'<span class="citation" data-citation="{encoded({"citationItems": [{"uris": [ITEM]}]})}">'
    '(<span class="citation-item">Quay, 2031, p. 2</span>)</span>'
)
ABOUT = [
    {
        "uris": [ITEM],
        "itemData": {
            "id": ITEM,
            "type": "article-newspaper",
            "title": "Ferry full",
            "URL": "https://gazette.example/ferry",
        },
    }
]
NOTE = (
    f'<div data-citation-items="{encoded(ABOUT)}" data-schema-version="9">'
    "<h1>Annotations<br>(06/05/2031, 21:08:09)</h1>\n"
    f"<p>{marked('“It was full”', 'AAAA1111')} {CITED} Who <em>says</em>?<br>And why?</p>\n"
    f"<p>{marked('«105 people»', 'BBBB2222', 'underline')} {CITED}</p>\n"
    "<p>What I think of it all.</p>"
    f'<p><img data-annotation="{encoded({"annotationKey": "CCCC3333"})}"> {CITED}</p></div>'
)


def test_a_zotero_note_with_all_it_knows() -> None:
    first, second, picture = read_annotation_file(NOTE.encode(), name="note.html")
    assert (first.quotation, first.note) == ("It was full", "Who says?\nAnd why?")
    assert (first.article_title, first.source) == ("Ferry full", "https://gazette.example/ferry")
    assert (second.quotation, second.note) == ("105 people", "")
    assert picture.problem == "It is on a picture, not on words."
    assert len({first.id, second.id, picture.id}) == 3


def test_zotero_rdf_names_the_item_of_each_note() -> None:
    bare = NOTE.replace(encoded(ABOUT), encoded([]))
    escaped = bare.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    rdf = f"""<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#">
    <bib:Article rdf:about="https://gazette.example/ferry">
        <z:itemType>newspaperArticle</z:itemType>
        <dcterms:isReferencedBy rdf:resource="#item_9"/>
        <dc:title>Ferry full</dc:title>
        <dc:identifier>
            <dcterms:URI><rdf:value>https://gazette.example/ferry?a=1&amp;b=2</rdf:value></dcterms:URI>
        </dc:identifier>
    </bib:Article>
    <bib:Memo rdf:about="#item_9"><rdf:value>{escaped}</rdf:value></bib:Memo>
    <bib:Memo rdf:about="#item_10"><rdf:value>&lt;p&gt;My own note&lt;/p&gt;</rdf:value></bib:Memo>
</rdf:RDF>"""
    found = read(rdf)
    assert quotations(found)[:2] == ["It was full", "105 people"]
    assert {a.source for a in found[:2]} == {"https://gazette.example/ferry?a=1&b=2"}
    assert {a.article_title for a in found[:2]} == {"Ferry full"}
    with pytest.raises(ImportFailed):
        read_annotation_file(rdf[:-20].encode(), name="notes.rdf")


def test_zoteros_exported_page() -> None:
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div class="zotero-notes">'
        '<div class="zotero-note"><h1>Annotations</h1>'
        '<p><span class="highlight">“It was full”</span> <span class="citation">'
        '(<a href="zotero://select/library/items/ITEM0001">Quay, 2031, p. 2</a>)</span> '
        '(<a href="zotero://open-pdf/library/items/FILE0001?page=2&amp;annotation=AAAA1111">pdf</a>'
        ") Who says?</p></div></div></body></html>"
    )
    (found,) = read(page)
    assert (found.quotation, found.note) == ("It was full", "Who says?")
    assert found.id == read_annotation_file(NOTE.encode(), name="n")[0].id


def test_zoteros_markdown() -> None:
    cited = "([Quay, 2031, p. 2](zotero://select/library/items/ITEM0001))"
    link = "([pdf](zotero://open-pdf/library/items/FILE0001?page=2&annotation=AAAA1111))"
    first, second = read(
        "# Annotations  \n(06/05/2031, 21:08:09)\n\n"
        f"“It was \\[very\\] full” {cited} {link} Who says\\_so?\n\n"
        "My own “words” (as one says).\n\n"
        f"“105 _people_” {cited.replace('p. 2', 'p. 3')}\n"
    )
    assert (first.quotation, first.note) == ("It was [very] full", "Who says_so?")
    assert (second.quotation, second.note) == ("105 people", "")
    assert first.id == read_annotation_file(NOTE.encode(), name="n")[0].id
    plain = "“It was full” (Quay, 2031, p. 2) Who says?\n\n“105 people” (Quay, 2031)\n"
    found = read_annotation_file(plain.encode(), name="notes.md")
    assert [(a.quotation, a.note) for a in found] == [
        ("It was full", "Who says?"),
        ("105 people", ""),
    ]


def test_an_article_is_no_file_of_annotations() -> None:
    for text in (
        "Ferry full\n\nBy Ada Quay\n\n6 May 2031\n\n“It was full,” said the master (in 2031).\n",
        "<html><body><article><p>It was full</p></article></body></html>",
        "Title,Author\nFerry full,Ada Quay\n",
        "Ferry\n==========\n\nIt was full.\n",
    ):
        assert not looks_like_annotations(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"{COLUMNS}{'[' * 300_000}\n",
        f"{COLUMNS}{'![' * 200_000}\n",
        f"{COLUMNS}{'**a ' * 200_000}\n",
        f'{COLUMNS}"{"x" * 2_100_000}"\n',
        f"Highlight,Title,{'x' * 200_000}\na,b\n",
        f"{'(' * 300_000}\n- 1-2 | 2031\n\nx\n==========\n",
        f"A (B)\n- {'1-' * 300_000} | 2031\n\nx\n==========\n",
        "“" * 1_000_000,
        "“ (" * 9_000,
        f"“{'a' * 3_000_000}” ({'b' * 300}",
        f"{'═' * 10}\n" * 50_000,
        f"## A\n\nx\n{'1' * 300_000}:00\n\n{'-' * 20}\n" * 3,
        f'<p class="zotero-note">{"<b>" * 50_000}',
        f'<div class="zotero-note">{"<p>" * 300_000}',
    ],
    ids=lambda text: text[-12:].strip(),
)
def test_nothing_takes_longer_than_it_is_long(text: str) -> None:
    looks_like_annotations(text[:65536].encode())
    with suppress(ImportFailed):
        read_annotation_file(text.encode(), name="any")


def test_half_a_character_is_no_text() -> None:
    held = {
        "type": "calibre_highlights",
        "highlights": [{"highlighted_text": "It was \ud800", "uuid": "x"}],
    }
    (found,) = read_annotation_file(json.dumps(held).encode(), name="any")
    assert found.problem


@given(st.text(max_size=400))
def test_no_text_is_a_reason_to_fall_over(text: str) -> None:
    for whole in (text, COLUMNS + text, f"A (B)\n- 1-2 | {text}\n\nx\n==========\n", NOTE + text):
        data = whole.encode(errors="replace")
        looks_like_annotations(data)
        try:
            found = read_annotation_file(data, name="any")
        except ImportFailed as refused:
            assert "\n" not in str(refused).replace("any", "")  # noqa: PT017
        else:
            assert all(annotation.passages or annotation.problem for annotation in found)
