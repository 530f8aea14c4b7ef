"""Links of notes in what leaves the house: to their place in the report, or plain words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from galley.domain.annotation import Annotation
from galley.domain.article import Article, Version
from galley.domain.note_links import LinkEnd, LinkKind, LinkStanding, LinkTarget, markdown_link
from galley.domain.report import Report, ReportOptions, ReportShape
from galley.domain.report_builder import build_report
from galley.exporters import annotated_copy, markdown, markdown_collection, web_annotation
from tests.marked_article import FERRY, NOW, a_mark, an_article
from tests.strategies import texts

OTHER = LinkTarget(LinkKind.ARTICLE, "99999999-2222-4333-8444-555555555555")
OTHER_MARK = LinkTarget(LinkKind.ANNOTATION, "99999999-0000-4333-8444-555555555555")
UNKNOWN = LinkTarget(LinkKind.ARTICLE, "eeeeeeee-2222-4333-8444-555555555555")
TRASHED = LinkTarget(LinkKind.ANNOTATION, "dddddddd-2222-4333-8444-555555555555")
LINKED: Mapping[LinkTarget, LinkEnd] = {
    OTHER: LinkEnd(
        OTHER,
        LinkStanding.HERE,
        article_id=OTHER.id,
        headline="Gulls [return]",
        address="https://gulls.example/a (b)?c=<d>",
    ),
    OTHER_MARK: LinkEnd(
        OTHER_MARK,
        LinkStanding.HERE,
        article_id="88888888-2222-4333-8444-555555555555",
        annotation_id=OTHER_MARK.id,
        headline="Tide tables",
        words="The tides of",
    ),
    TRASHED: LinkEnd(TRASHED, LinkStanding.TRASHED, article_id=OTHER.id, headline="Gulls"),
}


def linked_marks(version: Version) -> list[Annotation]:
    """Two marks that link to each other, to elsewhere, and nowhere."""
    first = a_mark(version, "The ferry carried", number=1)
    second = a_mark(version, "105 people", number=2)
    to_first = LinkTarget(LinkKind.ANNOTATION, first.id)
    to_second = LinkTarget(LinkKind.ANNOTATION, second.id)
    own = LinkTarget(LinkKind.ARTICLE, version.article_id)
    note = (
        f"Not what {markdown_link('“105 people”', to_second)} says.\n\n"
        f"- {markdown_link('Gulls [return]', OTHER)}, {OTHER.address}\n"
        f"- {markdown_link('the tides', OTHER_MARK)}, <{OTHER_MARK.address}>\n"
        f"- {markdown_link('this *article*', own)}\n"
        f"- {markdown_link('gone', TRASHED)}, {TRASHED.address}, {UNKNOWN.address}\n"
        f"- `{OTHER.address}`"
    )
    return [replace(first, note=note), replace(second, note=f"See {to_first.address}.")]


def a_report(
    article: Article,
    version: Version,
    marks: Sequence[Annotation],
    shape: ReportShape = ReportShape.ANNOTATIONS,
) -> Report:
    linked = dict(LINKED)
    own = LinkTarget(LinkKind.ARTICLE, article.id)
    linked[own] = LinkEnd(
        own, LinkStanding.HERE, article_id=article.id, headline=article.metadata.headline
    )
    options = ReportOptions(shape=shape)
    return build_report(article, version, marks, options, now=NOW, linked=linked)


def test_links_in_a_report(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = an_article(FERRY)
    report = a_report(article, version, linked_marks(version))
    same_as_golden("exports/linked.md", b"".join(markdown.render(report)))


def test_links_in_an_annotated_copy(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = an_article(FERRY)
    report = a_report(article, version, linked_marks(version), ReportShape.ANNOTATED_COPY)
    same_as_golden("exports/linked-annotated-copy.md", b"".join(annotated_copy.render(report)))


def test_links_among_the_articles_of_one_file(
    same_as_golden: Callable[[str, bytes], None],
) -> None:
    article, version = an_article(FERRY)
    first, second = linked_marks(version)
    other = replace(article, id=OTHER.id)
    reports = [a_report(article, version, [first]), a_report(other, version, [second])]
    data = markdown_collection.render_collection(reports, "Two articles", NOW)
    same_as_golden("exports/linked-collection.md", data)


def test_json_ld_keeps_the_addresses(same_as_golden: Callable[[str, bytes], None]) -> None:
    article, version = an_article(FERRY)
    marks = linked_marks(version)
    data = b"".join(web_annotation.render(a_report(article, version, marks)))
    same_as_golden("exports/linked.jsonld", data)
    assert OTHER.address.encode() in data


@pytest.mark.parametrize("shape", ReportShape)
def test_no_address_of_galleys_own_leaves_the_house(shape: ReportShape) -> None:
    article, version = an_article(FERRY)
    marks = linked_marks(version)
    module = annotated_copy if shape is ReportShape.ANNOTATED_COPY else markdown
    for linked in (LINKED, {}):
        report = replace(a_report(article, version, marks, shape), linked=linked)
        text = b"".join(module.render(report)).decode()
        assert f"`{OTHER.address}`" in text  # code is what somebody typed, and no link
        assert text.replace(f"`{OTHER.address}`", "").count("galley:") == 0 + text.count(
            "galley:keep"
        )


SECRET = LINKED[OTHER_MARK]._replace(sensitive=True)


@pytest.mark.parametrize("module", [markdown, annotated_copy, web_annotation])
def test_a_link_to_what_stays_home_does_not_say_its_words(module: ModuleType) -> None:
    article, version = an_article(FERRY)
    first, second = linked_marks(version)
    second = replace(second, note="", sensitive=True)
    to_other = markdown_link("“The tides of”", OTHER_MARK)
    first = replace(first, note=f"{first.note} {to_other}, {markdown_link('mine', OTHER_MARK)}")
    linked = {**LINKED, OTHER_MARK: SECRET}
    for shown in (False, True):
        options = ReportOptions(include_sensitive=shown)
        report = build_report(article, version, [first, second], options, now=NOW, linked=linked)
        text = b"".join(module.render(report)).decode()
        assert ("“105 people”" in text) is shown
        assert ("The tides of" in text) is shown
        assert "mine" in text  # what a person wrote is not the mark's


@given(texts, texts)
def test_any_headline_stays_text(headline: str, words: str) -> None:
    article, version = an_article(FERRY)
    note = f"See {markdown_link(words or 'it', OTHER)} there."
    mark = a_mark(version, "105 people", number=1, note=note)
    end = LINKED[OTHER]._replace(headline=headline, address="")
    report = replace(a_report(article, version, [mark]), linked={OTHER: end})
    rendered = MarkdownIt().render(b"".join(markdown.render(report)).decode())
    plain = " ".join(headline.split())
    assert "<a " not in rendered
    assert "galley:article" not in rendered
    if plain.isascii() and plain.isalnum():
        assert plain in rendered


@given(st.text("()[]<>{}|^`\\\"' abc/?=&%", max_size=30))
def test_any_address_of_an_article_stays_within_its_link(path: str) -> None:
    article, version = an_article(FERRY)
    mark = a_mark(version, "105 people", number=1, note=f"See {OTHER.address} there.")
    end = LINKED[OTHER]._replace(headline="Gulls", address=f"https://gulls.example/{path}")
    report = replace(a_report(article, version, [mark]), linked={OTHER: end})
    rendered = MarkdownIt().render(b"".join(markdown.render(report)).decode())
    assert ">Gulls</a> there." in rendered
