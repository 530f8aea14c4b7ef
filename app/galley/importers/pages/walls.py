"""Tells a page that stands before an article from one that holds it: a log-in, a notice, an error.

Only a page with next to no text is looked at: what a newspaper says about log-ins is an article.
"""

from galley.importers.pages.body import Body
from galley.importers.pages.segments import Page, Segment
from galley.importers.pages.shape import is_about_consent, is_notice_box
from galley.importers.pages.weights import is_running
from galley.importers.phrases import is_notice, pattern
from galley.importers.texts.body import word_count

__all__ = ["wall"]

_FEW_WORDS = 40  # that such a page has in sentences which are no notice by their boxes
_TEXT_WORDS = 60  # in sentences, whatever their boxes are named: then they are a text
_HEADLINE_WORDS = 4  # of a main heading with which a short item may stand beside a log-in
_LOG_IN = (
    "The page asks for a log-in and shows no article: log in with the browser, then save it again."
)
_NOTICE = "The page shows only a notice of the site: answer it in the browser, then save it again."
_ERROR = "The page is a message of the site, not an article: open the address in the browser again."
_ASKING = pattern(
    r"""
\b(?:log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]?(?:in|up)|password|register|account|subscri\w+|
anmeld\w*|einlogg\w*|registrier\w*|passwort|abonn\w*|connect(?:er|ez|é)\w*|mot de passe|
identifi\w*|inici(?:ar|a|e) sesión|contraseña|suscri\w+|acced[ie]\w*|registrati|inlogg\w*|logga in|
logg inn|log ind|wachtwoord|zaloguj\w*|hasło|войдите|пароль)"""
)
_ERROR_TITLE = pattern(
    r"""
\W*(?:(?:error )?(?:40[0-9]|410|429|50[0-9])\b|(?:page|file|article) not found|not found$|
access denied|forbidden$|just a moment|attention required|are you (?:a )?(?:human|robot)|
security check|service unavailable|bad gateway|seite nicht gefunden|page introuvable|
página no encontrada|pagina non trovata)"""
)


def wall(page: Page, body: Body | None) -> str:
    """Why a page can't be read, in one sentence for people; an empty string if it may hold text.

    Args:
        page: The page.
        body: Where the text of an article seems to be.
    """
    first, last = (body.first, body.last) if body is not None else (0, len(page.segments))
    running = [
        segment
        for segment in page.segments[first : last + 1]
        if is_running(segment) and (body is None or body.is_shown(segment))
    ]
    own = [s for s in running if not is_notice(s.text) and not is_notice_box(s.box)]
    if _words(running) > _TEXT_WORDS or _words(own) > _FEW_WORDS:
        return ""
    shown = [segment for segment in page.segments if segment.text and not segment.box.hidden]
    headings = [segment for segment in shown if segment.box.within("h1") is not None]
    if page.asks_password and not _is_short_item(headings, own):
        return _LOG_IN
    if any(_ERROR_TITLE.match(text) for text in (page.title, *(s.text for s in headings))):
        return _ERROR
    said = [s for s in running if not is_notice(s.text) and not is_about_consent(s.box)]
    scripted = any("javascript" in segment.text.casefold() for segment in running)
    return _NOTICE if running and not said and not scripted else ""


def _is_short_item(headings: list[Segment], own: list[Segment]) -> bool:
    """Whether a page with a form for log-ins has a headline and sentences that ask for none."""
    outside = [s for s in own if s.box.within("form", "dialog") is None]
    above = [s for s in headings if outside and s.number < outside[0].number]
    long = any(word_count(s.text) >= _HEADLINE_WORDS for s in above)
    return long and not any(_ASKING.search(s.text) for s in (*above, *outside))


def _words(segments: list[Segment]) -> int:
    return sum(word_count(segment.text) for segment in segments)
