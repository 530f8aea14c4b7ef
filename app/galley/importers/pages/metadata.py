"""What a page says of itself: JSON-LD, meta elements and the title; knows nothing of its text."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from galley.importers.bylines import read_byline
from galley.importers.dates import find_date
from galley.importers.decoding import clean_text
from galley.importers.pages.segments import Page
from galley.importers.texts.keys import key

__all__ = ["Declared", "iso_date", "read_declared", "title_parts", "without_site"]

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Reportage|LiveBlog|OpinionNews|Report$")
_MOST_OBJECTS = 2_000
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_EARLIEST = "1600"
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "article:published",
    "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "pubdate", "last-modified",
    "cxenseparse:recs:publishtime", "date.available", "created", "og:published_time",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
    "sailthru.author", "cxenseparse:author", "og:article:author", "twitter:creator:name",
    "article_author", "article.author",
)  # fmt: skip
_LINE_END = re.compile(r"\s*(?:\n|\r|<br\b[^<>]*>|</p>)\s*", re.IGNORECASE)
_TITLE_END = re.compile(
    r"\s+[-–—|·•:»]\s+(?:[^-–—|·•»]|(?<=\S)[-–—](?=\S)){2,40}$|\s+[|·•»]\s+.*$|(?<=[\u2e80-\uffee])_.*$"
)
_BARS = re.compile(r"\s+[|·•»]\s+|(?<=[\u2e80-\uffee])_")
_LEAD = re.compile(r"([^:–—|]{2,40}?)(?:\s?:\s+|\s+[-–—]\s+|\s*[|｜]\s*)(?=\S)")
_EAST_SITE = re.compile(r"(?<=[\u2e80-\uffee])[-－][\u4e00-\u9fff]{1,8}[网網报報社台站刊]$")
_FEWEST_WORDS = 3  # of a headline before a bar
_NO_PAPER = re.compile(  # whoever owns it, or the machine that prints it
    r"\b(?:GmbH|AG|KG|Ltd|Limited|LLC|Inc|S\.?L|S\.?A|S\.?p\.?A|AB|ASA?|Oy)\b\.?$|GmbH|"
    r"^(?:Blogger|WordPress)$|^https?:"
)
_IS_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)([\w.-]+)", re.IGNORECASE)
_NO_AUTHOR = re.compile(  # but a firm, with where it sits, or whoever made the page
    r"\b(?:GmbH|AG|Ltd|Limited|LLC|Inc|e\.\s?V)\b\.?|\b(?:designed|powered|webdesign)\b|"
    r",\s*(?:Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|France|Italy|Italia|Spain|"
    r"España|UK|United Kingdom|England|USA|Canada|Poland|Polska|Netherlands|Nederland)\s*$|"
    r"\[at\]|\(at\)",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+[|·•»–—-]\s+")
_LONGEST_NAME = 40  # characters
_MOST_NAMES = 4  # words of an author beside another: "Download our app for nothing" is no name
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|html?)\b")


@dataclass(slots=True)
class Declared:
    """What the page declares; an empty field was not declared. Sources by field name.

    ``page_published`` is the day of the page, which tells less than that of its article.
    """

    headline: str = ""
    title: str = ""
    share_title: str = ""
    card_title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    page_published: str = ""
    publication: str = ""
    body: str = ""
    paragraphs: tuple[str, ...] = ()
    address: str = ""
    image: str = ""
    language: str = ""
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> str:
        """The paper's name with the host of its address, to tell it in a title."""
        host = re.sub(r"^\w+://(?:www\.)?", "", self.address).split("/")[0]
        return f"{self.publication} {host}".strip()


def iso_date(text: str) -> str:
    """A date as the page has it, as ISO 8601, else an empty string.

    A year before printing is how programs note that they know none: "0001-01-01T00:00:00Z".
    """
    compact = _COMPACT.fullmatch(text.strip())
    match = _ISO.search("-".join(compact.groups()) if compact else text)
    if match and match.group() < _EARLIEST:
        return ""
    if match:
        found = match.group().replace(" ", "T").replace("Z", "+00:00")
        try:
            datetime.fromisoformat(found)
        except ValueError:
            found = found[:10]
            try:
                datetime.fromisoformat(found)
            except ValueError:
                return ""
        return found
    return find_date(text)


def _objects(value: Any, budget: list[int]) -> Iterator[dict[str, Any]]:  # noqa: ANN401  any JSON
    """All JSON objects in it, outer ones first; a budget keeps a hostile page from hanging."""
    waiting = [value]
    while waiting and budget[0] > 0:
        budget[0] -= 1
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting[:0] = current[:200]
        elif isinstance(current, dict):
            yield current
            waiting.extend(v for v in current.values() if isinstance(v, dict | list))


def _loaded(script: str) -> Any:  # noqa: ANN401  any JSON
    text = _CONTROLS.sub(" ", script).strip().removesuffix(";")
    text = text.removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _LinkedData(NamedTuple):
    """What a page's JSON-LD says.

    Attributes:
        article: The object that describes the article itself, else an empty one.
        page: The one that describes the page it stands on.
        persons: The names of those who are described apart, by their ids.
        owners: The names of organisations that are, by theirs.
    """

    article: dict[str, Any]
    page: dict[str, Any]
    persons: dict[str, str]
    owners: dict[str, str]


def _linked_data(page: Page) -> _LinkedData:
    budget = [_MOST_OBJECTS]
    article: dict[str, Any] = {}
    around: dict[str, Any] = {}
    persons: dict[str, str] = {}
    owners: dict[str, str] = {}
    for script in page.linked_data:
        for found in _objects(_loaded(script), budget):
            kinds = found.get("@type")
            named = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if _ARTICLE_TYPES.search(named):
                article = found if len(_wanted(found)) > len(_wanted(article)) else article
            elif named == "WebPage":
                around = around or found
            elif isinstance(found.get("@id"), str) and found.get("name"):
                if "Person" in named:
                    persons[found["@id"]] = _string(found["name"])
                if "Organization" in named:
                    owners[found["@id"]] = _string(found["name"])
    return _LinkedData(article, around, persons, owners)


def _wanted(found: dict[str, Any]) -> list[str]:
    names = ("headline", "author", "datePublished", "articleBody", "publisher", "image")
    return [name for name in names if found.get(name)]


def _string(value: Any) -> str:  # noqa: ANN401  any JSON
    """The text of a JSON value, where pages put a string, a list of them or a named object."""
    if isinstance(value, list):
        return _string(value[0]) if value else ""
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("@value") or value.get("url") or "")
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Without markup, which some pages put into their metadata."""
    unescaped = html.unescape(html.unescape(text)) if "&" in text else text
    return " ".join(clean_text(re.sub(r"<[^<>]{1,200}>", " ", unescaped)).split())


def _paragraphs(value: Any) -> tuple[str, ...]:  # noqa: ANN401  any JSON
    """The lines of an article's text, without the markup that some pages leave in it."""
    if not isinstance(value, str):
        return ()
    lines = _LINE_END.split(html.unescape(value) if "&" in value else value)
    return tuple(plain for line in lines if (plain := _plain(line)))


def _authors(value: Any, persons: dict[str, str]) -> tuple[str, ...]:  # noqa: ANN401  any JSON
    """The authors that a JSON value names, or names by the id of a person described elsewhere."""
    names: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        listed = entry
        if isinstance(entry, dict):
            listed = entry.get("name") or persons.get(str(entry.get("@id")))
        for one in listed if isinstance(listed, list) else [listed]:
            if isinstance(one, str):
                names.extend(_split_names(_plain(one)))
    return tuple(dict.fromkeys(name for name in names if name))


def _owner(article: dict[str, Any], owners: dict[str, str]) -> str:
    """Who publishes an article, where it names only the id of an organisation described apart."""
    value = article.get("publisher")
    return owners.get(str(value.get("@id")), "") if isinstance(value, dict) else ""


def _split_names(text: str) -> tuple[str, ...]:
    if not any(map(str.isalpha, text)) or _ADDRESS.search(text) or len(text) > 200:
        return ()
    found = read_byline(text)
    if (len(found) > 1 and text.startswith(found[0])) or (
        found and re.match(r"(?i)(?:by|von|par|por|di|door|av)\s", text)
    ):
        return found
    return (text.strip(" ,;-–—|").removesuffix(" 기자"),)


def read_declared(page: Page) -> Declared:
    """What the page declares about the article: first by JSON-LD, then by its meta elements."""
    linked = _linked_data(page)
    article = linked.article
    metas: dict[str, list[str]] = {}
    for name, content in page.metas:
        metas.setdefault(name, []).append(content)

    def meta(*names: str) -> str:
        return next((_plain(metas[name][0]) for name in names if name in metas), "")

    declared = Declared(
        headline=_string(article.get("headline")) or meta("headline"),
        title=_plain(page.title),
        share_title=meta("og:title", "twitter:title"),
        card_title=meta("twitter:title"),
        description=meta("og:description", "description", "twitter:description"),
        authors=_authors(article.get("author"), linked.persons),
        published=iso_date(_string(article.get("datePublished"))),
        page_published=iso_date(_string(linked.page.get("datePublished"))),
        publication=_string(article.get("publisher")),
        body=_string(article.get("articleBody")),
        paragraphs=_paragraphs(article.get("articleBody")),
        address=page.canonical or meta("og:url"),
        image=_string(article.get("image")) or meta("og:image"),
        language=page.language[:20],
    )
    for name in ("headline", "authors", "published", "publication"):
        if getattr(declared, name):
            declared.sources[name] = "JSON-LD"
    _fill_from_metas(declared, metas, _owner(article, linked.owners))
    return declared


def _fill_from_metas(declared: Declared, metas: dict[str, list[str]], owner: str) -> None:
    if not declared.authors:
        for name in _AUTHOR_METAS:
            contents = [_plain(content) for content in metas.get(name, ())]
            found = tuple(
                n for text in contents if not _NO_AUTHOR.search(text) for n in _split_names(text)
            )
            own = key(_plain("".join(metas.get("og:site_name", ("",))[:1])))
            found = tuple(n for n in found if key(n) != own) or found
            found = tuple(n for n in found if len(n.split()) <= _MOST_NAMES) or found
            if found:
                declared.authors = tuple(dict.fromkeys(found))
                declared.sources["authors"] = f"meta {name}"
                break
    if not declared.published:
        for name in _DATE_METAS:
            if name in metas and (date := iso_date(metas[name][0])):
                declared.published, declared.sources["published"] = date, f"meta {name}"
                break
    sites = [*metas.get("og:site_name", ()), *metas.get("application-name", ())]
    site = [name for name in map(_plain, sites) if name and not _IS_ADDRESS.match(name)]
    if site and (not declared.publication or _NO_PAPER.search(declared.publication)):
        declared.publication, declared.sources["publication"] = site[0], "meta og:site_name"
    if owner and not declared.publication:
        declared.publication, declared.sources["publication"] = owner, "JSON-LD"
    if not declared.publication or _NO_PAPER.search(declared.publication):
        name = _named_in_title(declared.title, declared.site)
        if name:
            declared.publication, declared.sources["publication"] = name, "title"
    if (match := _IS_ADDRESS.match(declared.publication)) is not None:
        declared.publication = match[1]


def _named_in_title(title: str, site: str) -> str:
    """The paper's name at a title's end, if it shares a word with the page's address."""
    last = _TITLE_PARTS.split(title)[-1].strip()
    return last if last != title and len(last) <= _LONGEST_NAME and _shares(last, site) else ""


def without_site(title: str, site: str = "") -> str:
    """A page's title without the paper's name at its end, or at its beginning.

    Args:
        title: As the page has it.
        site: The paper's name and its host, if known: behind a dash, only what is a part of it,
            or has it as a part, is taken for the name; a headline may have a dash of its own.
    """
    lead = _LEAD.match(title)
    if lead and key(lead[1]) in _site_names(site):
        return title[lead.end() :]
    if east := _EAST_SITE.search(title):
        return title[: east.start()]
    match = _TITLE_END.search(title)
    if match is None:
        return title
    name, known = key(match.group()), key(site)
    dashed = match.group().strip()[:1] in "-–—:"
    if dashed and known and not (name in known or _shares(match.group(), site)):
        return title
    kept = title[: match.start()]
    if not dashed and len(kept.split()) < _FEWEST_WORDS:  # "Opinion | The headline | The paper"
        return max(_BARS.split(title), key=len)
    return kept


def _site_names(site: str) -> set[str]:
    """What a site may call itself before a headline: its name, its host, or that without ends."""
    *paper, host = site.split(" ")
    if "." not in host:
        return {key(site)} - {""}
    return {key(name) for name in (" ".join(paper), host, *host.split(".")[-2:-1])} - {""}


def title_parts(title: str, site: str = "") -> tuple[str, ...]:
    """What of a title may be the headline: all of it, it without the site, and what bars part.

    A first part of a word or two is one, too, unless it is the site's name, which may also stand
    before the headline: "Isle Gazette: Nothing decided".
    """
    bars = _BARS.split(title)
    parts = [part for part in bars if len(part.split()) >= _FEWEST_WORDS]
    parts += [part for part in bars[:1] if len(bars) > 1 and not _shares(part, site)]
    lead = _LEAD.match(title)
    if lead and key(lead[1]) and key(lead[1]) in key(site):
        parts.append(title[lead.end() :])
    return tuple(dict.fromkeys(part for part in (title, without_site(title, site), *parts) if part))


def _shares(ending: str, site: str) -> bool:
    """Whether a longer word of a title's end is in the site's name."""
    known = key(site)
    return any(len(word) > 3 and word in known for word in map(key, ending.split()))
