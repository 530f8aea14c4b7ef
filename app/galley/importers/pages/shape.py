"""What the boxes of a page are for, by their tags and the general words of class names.

The words are those that page builders everywhere use ("related", "share", "newsletter"); a word
that holds most of the page's prose is not believed.
"""

import re
from collections.abc import Set

from galley.importers.pages.segments import Box, Segment
from galley.importers.phrases import words

__all__ = [
    "CAPTION_WORDS",
    "CREDIT_WORDS",
    "NOTICE_WORDS",
    "OFFER_WORDS",
    "ONLY_CREDIT_WORDS",
    "PICTURE_WORDS",
    "SHARING_WORDS",
    "TEASER_WORDS",
    "aside_reason",
    "aside_words",
    "could_hold_text",
    "host_of",
    "is_about_consent",
    "is_front_page",
    "is_linked",
    "is_notice_box",
    "is_of_people",
    "is_only_furniture",
    "is_teaser",
]

CAPTION_WORDS = words(
    "caption|captions|figcaption|legend|legende|bildunterschrift|bildtext|imgcaption|"
    "cutline|pie|didascalia|imagecaption|leyenda"
)
CREDIT_WORDS = words(
    "credit|credits|copyright|copyrights|rights|photographer|photocredit|fotocredit|agency|"
    "attribution|credito|creditos|bildnachweis|fotograf|byline|source|quelle|author|bildquelle|"
    "owner|copy"
)
ONLY_CREDIT_WORDS = words("credit|credits|copyright|photographer|attribution|bildautor|photocredit")
PICTURE_WORDS = words(
    "figure|image|images|img|photo|photos|picture|pictures|bild|foto|fotos|media|gallery|slideshow|"
    "slide|lightbox|illustration|hero|visual|imagen|immagine|video|player"
)
SHARING_WORDS = words(
    "share|sharing|shares|social|socials|sharebar|sharetools|addthis|sharedaddy|follow|"
    "facebook|twitter|whatsapp|bookmark|toolbar|tools|print"
)
_OTHERS = words(
    "related|recommend|recommended|recommendation|recommendations|recirculation|recirc|teaser|"
    "teasers|promo|promos|promoted|outbrain|taboola|trending|popular|mostread|mostviewed|latest|"
    "readmore|more|also|further|upnext|next|prev|previous|suggested|similar|topstories|ranking|"
    "linkbox|linklist|crosslink|siehe|weitere|auch|mehr|kicker|collection|carousel|swiper|card|"
    "cards|relacionadas|correlati|relacionados|moreon|interstitial|playlist|podcast|inset"
)
_OFFERS = words(
    "newsletter|newsletters|signup|subscribe|subscription|subscriptions|paywall|register|login|"
    "registration|offer|piano|donate|donation|support|membership|abo|abonnement|cta|app|appeal"
)
_COMMENTS = words("comment|comments|disqus|forum|discussion|kommentar|kommentare|respond|reply")
_ADVERTS = words(
    "ad|ads|advert|advertisement|advertising|advertorial|sponsor|sponsored|banner|werbung|anzeige|"
    "dfp|gpt|adslot|adbox|billboard|publicidad|publicite"
)
_NOTICES = words(
    "cookie|cookies|consent|gdpr|privacy|modal|popup|overlay|tooltip|disclaimer|feedback|survey|"
    "poll|quiz|error|alert|warning|skip"
)
_FURNITURE = words(
    "breadcrumb|breadcrumbs|nav|navigation|navbar|menu|submenu|pagination|pager|tags|tag|taglist|"
    "topics|topic|keywords|hashtags|themen|schlagworte|footer|sidebar|aside|rail|toc|"
    "masthead|sponsoring|weather|widget|widgets|metadata|timestamp|updated|copyright|imprint|embed|embedded|tweet|instagram|infobox|factbox"
)
_REASONS = (
    (SHARING_WORDS, "Buttons for sharing and printing"),
    (_OTHERS, "Links to other articles"),
    (_OFFERS, "An offer of the site: a newsletter, a subscription, an app"),
    (_COMMENTS, "Readers' comments, or the place for them"),
    (_ADVERTS, "An advertisement"),
    (_NOTICES, "A notice of the site"),
    (
        words("author|authors|autor|autoren|autorin|bio|biography|authorbox|aboutauthor|byline"),
        "About the author",
    ),
    (_FURNITURE, "The page's furniture: menus, tags, boxes"),
)
OFFER_WORDS = words("app|offer|subscribe|subscription|donate|donation|signup|abo|paywall")
TEASER_WORDS = (
    words(
        "related|recommend|recommended|recommendation|recommendations|teaser|teasers|promo|promos|"
        "outbrain|taboola|trending|popular|mostread|mostviewed|latest|readmore|suggested|similar|"
        "ranking|linkbox|linklist|comment|comments|newsletter|author|authors|autor|bio|sidebar|podcast|"
        "quote|zitat|cite|citation|profile|profil|person|speaker|steckbrief|pullquote"
    )
    | OFFER_WORDS
)
_ALL = frozenset().union(*(named for named, _why in _REASONS))
_VAGUE = (
    _FURNITURE
    | _NOTICES
    | _ADVERTS
    | words(
        "more|also|further|next|prev|previous|card|cards|carousel|swiper|collection|kicker|auch"
    )
    | words("latest|inset|mehr|weitere|offer|support|app|abo|cta|tools|print|follow|facebook")
)
_ASKING_WORDS = words(
    "cookie|cookies|cookiebanner|consent|gdpr|privacy|modal|newsletter|newsletters|signup"
)
NOTICE_WORDS = _COMMENTS | _ASKING_WORDS
_TAG_REASONS = {
    "aside": "A box beside the text",
    "article": "Another article, inside this one",
    "nav": "The page's menu",
    "footer": "The page's foot",
    "form": "A form",
    "button": "A button",
    "select": "A form",
    "textarea": "A form",
    "noscript": "Shown only where scripts are off",
    "iframe": "An embedded part of another page",
    "menu": "The page's menu",
    "dialog": "A notice of the site",
    "audio": "A player's labels",
    "video": "A player's labels",
    "object": "An embedded part of another page",
    "label": "A form",
    "option": "A form",
    "fieldset": "A form",
}
_POSTS = words("tweet|twitter|embed|embedded|instagram|facebook|social")
"""What blockquotes are named that quote a post of a social network, and so are of the text."""
_LINKED_SHARE = 0.6
_FRONT_PAGE = re.compile(r"(?:(?:https?:)?//[^/?#]+)/?|/|\./|/?index\.html?", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"(?<!/licenses)(?:/|^)(?:authors?|autor(?:en|es|e|i)?|profil(?:e|es|er)?|people|person(?:en)?|by|journalists?|"
    r"journalisten|redaktion|reporters?|staff|writers?|skribenter?|columnists?|contributors?|"
    r"auteurs?|redactie|redaktor(?:er|en)?)/",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def aside_words(box: Box, stop: Box | None) -> set[str]:
    """The tags and words of the boxes around that speak against the article.

    Only of those boxes that are not around the article itself as well.
    """
    found: set[str] = set()
    shared = set(stop.chain()) if stop is not None else set()
    quoted = frozenset[str]()
    for around in box.chain():
        if around in shared:
            break
        if around.tag in _TAG_REASONS:
            found.add(f"<{around.tag}>")
        if around.tag == "blockquote":
            quoted = _POSTS | _FURNITURE
        found |= (around.words & _ALL) - quoted
        quoted &= _POSTS
    return found


def aside_reason(box: Box, stop: Box, trusted: frozenset[str]) -> str:
    """Why what stands in this box is beside the article, else an empty string.

    Args:
        box: The box of a segment.
        stop: The article's own box, up to which the boxes around it are looked at.
        trusted: Words (and tags) that are not believed, because much of the text stands in boxes
            named so.
    """
    for word in sorted(aside_words(box, stop) - trusted):
        if word.startswith("<"):
            return _TAG_REASONS[word[1:-1]]
        return next(why for named, why in _REASONS if word in named)
    return ""


def is_only_furniture(box: Box, stop: Box, trusted: frozenset[str]) -> bool:
    """Whether nothing but vague words ("widget", "update", "ad") speaks against a box."""
    return aside_words(box, stop) - trusted <= _VAGUE


def could_hold_text(box: Box, stop: Box, trusted: frozenset[str]) -> bool:
    """Whether a box may hold paragraphs of the article, if these are made like the others there.

    A teaser's name may mean the free part of an article; a notice's or an offer's means what it
    says.
    """
    return not (aside_words(box, stop) - trusted) & (_COMMENTS | _NOTICES | _OFFERS)


def is_teaser(box: Box, own: Set[Box], trusted: frozenset[str]) -> bool:
    """Whether the boxes around a picture's frame make it another article's picture.

    Args:
        box: The frame's.
        own: Boxes around the article's text and headline, whose names say nothing of the picture.
        trusted: Words that are not believed, because much of the text stands in boxes named so.
    """
    inside = box.parent
    while inside is not None and inside not in own:
        if inside.tag in ("nav", "footer", "form", "menu"):
            return True
        if (inside.words & TEASER_WORDS) - trusted:
            return True
        inside = inside.parent
    return False


def is_notice_box(box: Box) -> bool:
    """Whether a box is named like a cookie notice, an offer or the readers' comments.

    What the whole page is named says nothing of its parts.
    """
    return _is_named(box, NOTICE_WORDS)


def is_about_consent(box: Box) -> bool:
    """Whether a box is named like a cookie notice or an offer: no place for what people wrote."""
    return _is_named(box, _ASKING_WORDS)


def _is_named(box: Box, asked: frozenset[str]) -> bool:
    named = (around for around in box.chain() if around.tag not in ("html", "body"))
    return any(around.words & asked for around in named)


def host_of(address: str) -> str:
    """The host that an address names, without "www."; empty if it names none."""
    match = _HOST.match(address)
    return match[1].lower() if match else ""


def is_front_page(address: str, host: str) -> bool:
    """Whether a link leads to the front page of the site with this host."""
    match = _FRONT_PAGE.fullmatch(address.strip())
    return match is not None and host_of(address) in ("", host)


def is_of_people(address: str) -> bool:
    """Whether a link leads to the page of an author."""
    return _OF_PEOPLE.search(address) is not None


def is_linked(segment: Segment) -> bool:
    """Whether most of a segment's text is links."""
    return segment.linked > _LINKED_SHARE * len(segment.text)
