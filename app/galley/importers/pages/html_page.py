"""Reads a saved web page: its own text, told apart by the page's structure and general words."""

import html
from collections.abc import Mapping

from galley.domain.article import Metadata, ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.bylines import could_be_person, is_byline
from galley.importers.credits import is_agency
from galley.importers.dates import date_in_address, is_same_moment
from galley.importers.limits import MOST_CHARACTERS
from galley.importers.pages.assets import Assets
from galley.importers.pages.body import Body, find_body
from galley.importers.pages.dom import take_apart
from galley.importers.pages.figures import label_figures
from galley.importers.pages.foot import label_foot
from galley.importers.pages.head import HEADLINE, Head, label_head
from galley.importers.pages.headline import find_headline
from galley.importers.pages.listings import LISTING, is_listing
from galley.importers.pages.metadata import Declared, read_declared, without_site
from galley.importers.pages.paragraphs import label_body
from galley.importers.pages.posts import label_posts
from galley.importers.pages.published import find_published
from galley.importers.pages.reach import Reach
from galley.importers.pages.scripts import kept_in_scripts
from galley.importers.pages.segments import Page, Segment, reveal
from galley.importers.pages.shape import aside_reason, could_hold_text, is_linked, is_only_furniture
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.sidebars import label_sidebars
from galley.importers.pages.tables import label_tables
from galley.importers.pages.walls import wall
from galley.importers.pages.weights import is_running
from galley.importers.pages.whole import Whole, label_whole
from galley.importers.pages.wraps import unname_wraps
from galley.importers.phrases import words
from galley.importers.texts.keys import key

__all__ = ["IMPORTER", "parse_page"]

IMPORTER = "web-page/1"
_LONG_TEXT = 200  # characters of an article's text in the page's metadata
_SCANT_TEXT = 200  # characters shown: a script may hold the article itself
_OPENING = 30  # letters
_OUTSIDE = "Outside the article: menus, links and notices of the page"
_HIDDEN_TIMES = 4  # as much text hidden as shown: then hiding means nothing
_HEAD_ABOVE = 10  # segments above the headline
_PICTURES_ABOVE = 12  # segments above the headline
_MENUS = ("nav", "footer", "form", "button", "menu", "select")
_NOBODY = words(
    "admin|administrator|editor|webmaster|user|root|superuser|publisher|unknown|anonymous|undefined|"
    "null|none|blogger|wordpressadmin|wpadmin"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_page(
    source: str,
    *,
    address: str = "",
    pictures: Mapping[str, bytes] | None = None,
    importer: str = IMPORTER,
) -> ParsedArticle:
    """Read a web page.

    Args:
        source: The decoded HTML.
        address: Where it was saved from, if whoever saved it says; the page's own word wins.
        pictures: That were saved beside it, by the address the page calls them.
        importer: What is noted as the importer.

    Raises:
        ImportFailed: It holds no text, or too many elements.
    """
    page = take_apart(source)
    if sum(len(segment.text) for segment in page.segments) > MOST_CHARACTERS:
        raise ImportFailed(
            f"The page is longer than {MOST_CHARACTERS:,} characters: save only the article."
        )
    if _is_all_hidden(page):
        reveal(page)
    unname_wraps(page)
    declared = read_declared(page)
    declared.address = declared.address or address
    body = find_body(page.segments, declared.body)
    reason = wall(page, body)
    scant = body is None or bool(reason) or _is_scant(page, body, declared)
    if scant and (markup := _unwritten(source, declared)):
        _write_out(page, declared, markup)
        body = find_body(page.segments, declared.body)
        reason = wall(page, body)
    if body is not None and not reason and is_listing(page, body, declared):
        reason = LISTING
    if reason:
        raise ImportFailed(reason)
    sheet = PageSheet(page, Assets(declared.address, pictures), declared.address)
    if body is None:
        whole = _label_without_text(sheet, declared)
        title = whole.headline or declared.headline or declared.title
        shown = Head(whole.authors, bool(whole.authors), whole.published)
        return _parsed(sheet, declared, title, shown, importer)
    title, number = find_headline(sheet, declared, body)
    reach = Reach(body, page.segments, number)
    reach.extend_end()
    if number >= 0:
        _label_headline(sheet, title, number, body)
    if body.first < number < body.start:
        body.first = body.start  # what stands above the headline is a notice or a dek
    top = min(number, body.first) if number >= 0 else body.first
    label_posts(sheet, top, body)
    pictures_in = _picture_region(sheet, body, top)
    label_figures(sheet, pictures_in, body, declared.image, declared.authors)
    shown = label_head(
        sheet, number if number >= 0 else top, _head_region(sheet, body, top), body, declared
    )
    region = _region(sheet, body, top)
    opening = reach.opening(top, sheet.is_free)
    label_tables(sheet, [number for number in region if opening <= number <= body.last])
    label_body(sheet, region, body, opening)
    signed, dated = label_foot(sheet, body)
    label_sidebars(sheet)
    shown = shown._replace(authors=shown.authors or signed, published=shown.published or dated)
    if not (shown.published or declared.published):
        declared.published, declared.sources["published"] = find_published(sheet, top, body)
    return _parsed(sheet, declared, title, shown, importer)


def _is_scant(page: Page, body: Body, declared: Declared) -> bool:
    """Whether what is shown as text is a sentence or two, such as a word about the browser.

    A short article says there what the page says of it.
    """
    shown = "".join(segment.text for segment in page.segments[body.first : body.last + 1])
    opening = key(declared.description)[:_OPENING]
    return len(shown) < _SCANT_TEXT and not (opening and opening in key(shown))


def _unwritten(source: str, declared: Declared) -> str:
    """The markup of the text that a page holds, but shows only once a script has run."""
    if len(declared.body) > _LONG_TEXT:
        return "".join(f"<p>{html.escape(text)}</p>" for text in declared.paragraphs)
    return kept_in_scripts(source)


def _write_out(page: Page, declared: Declared, markup: str) -> None:
    """Add the text to a page that shows nothing until a script runs."""
    title = declared.headline or without_site(declared.share_title or declared.title, declared.site)
    written = take_apart(f"<h1>{html.escape(title)}</h1><article>{markup}</article>")
    for segment in written.segments:
        segment.number = len(page.segments)
        page.segments.append(segment)


def _label_without_text(sheet: PageSheet, declared: Declared) -> Whole:
    """Keep all of a page without running text, such as a few pasted words, but for its menus."""
    shown = [s for s in sheet.page.segments if s.text and not s.box.hidden]
    in_form = all(s.box.within(*_MENUS) is not None for s in shown)
    menus = tuple(tag for tag in _MENUS if not (in_form and tag == "form"))
    for segment in sheet.page.segments:
        if segment.box.within(*menus) is not None:
            sheet.leave_out(segment.number, _OUTSIDE)
    whole = label_whole(sheet, declared.headline or declared.title)
    if not any(sheet.zone(segment.number) for segment in sheet.page.segments):
        raise ImportFailed("The page holds no article’s text: save it again once it has loaded.")
    return whole


def _head_region(sheet: PageSheet, body: Body, top: int) -> list[int]:
    """The segments that may be byline, date or dek, whatever the boxes they stand in are named."""
    segments = sheet.page.segments
    head = segments[top : body.start]
    menus = {s.box.within(*_MENUS) for s in head if is_byline(s.text)}
    signed = {box for box in menus if box is not None and box.tag in ("nav", "footer")}
    return [
        segment.number
        for segment in segments[max(0, top - _HEAD_ABOVE) : body.last + 1]
        if body.is_shown(segment) and segment.box.within(*_MENUS) in {None, *signed}
    ]


def _picture_region(sheet: PageSheet, body: Body, top: int) -> list[int]:
    """The segments among which the article's pictures are: some stand above the headline."""
    return list(range(max(0, top - _PICTURES_ABOVE), min(body.last + 8, len(sheet.page.segments))))


def _is_all_hidden(page: Page) -> bool:
    shown = sum(len(s.text) for s in page.segments if not s.box.hidden and is_running(s))
    hidden = sum(len(s.text) for s in page.segments if s.box.hidden and is_running(s))
    return hidden > _HIDDEN_TIMES * shown


def _label_headline(sheet: PageSheet, title: str, number: int, body: Body) -> None:
    sheet.label(number, HEADLINE)
    for segment in sheet.page.segments[: body.last + 1]:
        if segment.number != number and segment.text and key(segment.text) == key(title):
            sheet.leave_out(segment.number, "The headline, said again")


def _parsed(
    sheet: PageSheet,
    declared: Declared,
    title: str,
    shown: Head,
    importer: str,
) -> ParsedArticle:
    authors, published = shown.authors, shown.published
    sources = dict(declared.sources)
    if authors and (not declared.authors or _comes_first(shown, declared)):
        declared.authors, sources["authors"] = authors, "byline"
    is_meta = sources.get("authors", "").startswith("meta")
    nobody = _NOBODY | ({key(declared.publication)} if is_meta else set())
    declared.authors = tuple(name for name in declared.authors if key(name) not in nobody)
    if not declared.authors:
        sources.pop("authors", None)
    if published and (not declared.published or _is_seen_otherwise(shown, declared)):
        declared.published, sources["published"] = published, "date line"
    if not declared.published and (dated := date_in_address(declared.address)):
        declared.published, sources["published"] = dated, "address"
    if not declared.published and declared.page_published:
        declared.published, sources["published"] = declared.page_published, "JSON-LD"
    if not declared.published:
        sources.pop("published", None)
    sources["headline"] = "page"
    blocks, left_out = sheet.finish(_OUTSIDE)
    return ParsedArticle(
        metadata=Metadata(
            publication=declared.publication,
            headline=title,
            authors=declared.authors,
            published=declared.published,
            address=declared.address,
            language=declared.language,
            sources=tuple(sources.items()),
        ),
        blocks=blocks,
        importer=importer,
        figures=tuple(sheet.figures),
        left_out=left_out,
        assets=sheet.assets.all(),
    )


def _is_seen_otherwise(shown: Head, declared: Declared) -> bool:
    """Whether readers see another day than a meta element tells, or the same moment by their clock.

    A meta element may tell when the page was made; JSON-LD is written for the article's sake, but
    often in universal time.
    """
    day = declared.published[:10]
    source = declared.sources.get("published", "")
    if source.startswith("meta") and _swapped(day) == shown.published[:10]:
        return True  # "11/01/2026" is the first of November there
    if not shown.dates_itself or day in (shown.published[:10], date_in_address(declared.address)):
        return False
    if source != "JSON-LD":
        return True
    return is_same_moment(declared.published, shown.published)


def _swapped(day: str) -> str:
    """An ISO date with its month and day for each other."""
    return f"{day[:5]}{day[8:10]}-{day[5:7]}"


def _comes_first(shown: Head, declared: Declared) -> bool:
    """Whether the byline tells better than what is declared who wrote it: a desk never does."""
    if not any(could_be_person(name) and not is_agency(name) for name in shown.authors):
        return False
    if _is_no_person(declared) or _names_more(shown.authors, declared):
        return True
    return shown.says_so and _names_others(shown.authors, declared)


def _names_more(shown: tuple[str, ...], declared: Declared) -> bool:
    """Whether the byline names all who are declared, and others by their full names."""
    known = set(map(key, declared.authors))
    others = [name for name in shown if key(name) not in known]
    return known < set(map(key, shown)) and all(" " in name for name in others)


def _names_others(shown: tuple[str, ...], declared: Declared) -> bool:
    """Whether the byline names others than a meta element, which may be whoever put the page in.

    JSON-LD is written for the article's sake; a name that goes on in what is shown is the same one.
    """
    if declared.sources.get("authors") == "JSON-LD":
        return False
    names = tuple(map(key, shown))
    return not any(name.startswith(key(one)) for one in declared.authors for name in names)


def _is_no_person(declared: Declared) -> bool:
    """Whether the declared author is the publication itself or no name, which says nothing."""
    own = key(declared.publication)
    is_paper = own and all(key(name) in own or own in key(name) for name in declared.authors)
    return bool(is_paper) or not any(could_be_person(name) for name in declared.authors)


def _region(sheet: PageSheet, body: Body, first: int) -> list[int]:
    """The segments that may belong to the article; the others there are left out with a reason."""
    shown = [s for s in sheet.page.segments[first : body.last + 8] if body.is_shown(s)]
    reasons = {s.number: aside_reason(s.box, body.box, body.trusted) for s in shown}
    text = {s.number for s in shown if body.knows(s) or _is_text(s, body) or _is_lead(s, body)}
    around = {s.box.parent for s in shown if s.number in text and reasons[s.number]}
    kept = []
    for segment in shown:
        reason = reasons[segment.number]
        if not sheet.is_free(segment.number):
            continue
        beside = segment.box.tag == "p" and segment.box.parent in around and not is_linked(segment)
        if not reason or segment.number in text or beside:
            kept.append(segment.number)
        else:
            sheet.leave_out(segment.number, reason)
    return kept


def _is_lead(segment: Segment, body: Body) -> bool:
    """Whether a paragraph above the others is their first, though its box is named a teaser."""
    own = segment.box.within("article", "li") is body.box.within("article", "li")
    if not own or not body.first <= segment.number <= body.start:
        return False
    return is_running(segment) and could_hold_text(segment.box, body.box, body.trusted)


def _is_text(segment: Segment, body: Body) -> bool:
    """Whether a segment is of the text although a vague class name speaks against its box."""
    if body.is_alike(segment) and is_running(segment):
        return could_hold_text(segment.box, body.box, body.trusted)
    if not is_only_furniture(segment.box, body.box, body.trusted):
        return False
    if segment.box.tag in _HEADINGS:
        return body.is_sibling(segment) or body.is_in_row(segment)
    return body.is_sibling(segment) and is_running(segment)
