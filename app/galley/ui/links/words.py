"""What is said of links; knows no widget."""

from PySide6.QtCore import QCoreApplication

from galley.domain.note_links import Backlink, LinkEnd, LinkKind
from galley.domain.short_words import shortened
from galley.services.links.link_suggesting import LinkOffer
from galley.services.links.linking import link_words
from galley.ui.components.placeholders import filled
from galley.ui.library.words import month_text
from galley.ui.theme.words import kind_name

__all__ = ["about_text", "backlink_text", "missing_sentence", "spoken_offer", "trashed_sentence"]

_tr = QCoreApplication.translate
_LONGEST_TOLD = 48  # code points of words that a toast names something by


def missing_sentence(end: LinkEnd) -> str:
    """That what a link leads to is not in the library."""
    if end.target.kind is LinkKind.ARTICLE:
        return _tr("links", "The article that this link leads to is not in this library")
    return _tr("links", "The mark that this link leads to is not in this library")


def trashed_sentence(end: LinkEnd) -> str:
    """That what a link leads to is in the trash."""
    if end.annotation_id:
        words = shortened(link_words("", end.words, is_mark=True).strip("“”"), _LONGEST_TOLD)
        return filled(_tr("links", "The mark “%1” is in the trash"), words)
    headline = shortened(link_words(end.headline, "", is_mark=False), _LONGEST_TOLD)
    return filled(_tr("links", "The article “%1” is in the trash"), headline)


def backlink_text(link: Backlink, article_id: str) -> str:
    """Where a link comes from: the words of its mark, after the headline of another article.

    Args:
        link: The link.
        article_id: The article that is open.
    """
    words = link_words("", link.words, is_mark=True)
    if link.article_id == article_id:
        return words
    headline = link_words(link.headline, "", is_mark=False)
    return filled(_tr("links", "%1: %2"), headline, words)


def about_text(offer: LinkOffer) -> str:
    """What tells an offer from others."""
    published = month_text(offer.published) if offer.kind is None else ""
    return " · ".join(part for part in (offer.about, published, offer.note) if part)


def spoken_offer(offer: LinkOffer) -> str:
    """An offer as a screen reader says it."""
    name = _tr("links", "Article") if offer.kind is None else kind_name(offer.kind)
    return ", ".join(part for part in (offer.words, name, about_text(offer)) if part)
