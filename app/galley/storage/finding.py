"""Which article a person means by an id, the start of one, or words of a headline."""

from sqlalchemy import Connection, select

from galley.domain.errors import NotFound
from galley.storage.tables import articles

__all__ = ["find_article"]

_SHORTEST_PREFIX = 4
_MOST_CANDIDATES = 8


def find_article(connection: Connection, reference: str) -> str:
    """The id of the one article that is meant; articles in the trash are found by id alone.

    Raises:
        NotFound: None, or several, which the sentence names.
    """
    reference = reference.strip()
    by_id = select(articles.c.id, articles.c.headline).where(
        articles.c.id.startswith(reference, autoescape=True)
    )
    if len(reference) >= _SHORTEST_PREFIX:
        matches = [(row.id, row.headline) for row in connection.execute(by_id)]
        exact = [match for match in matches if match[0] == reference]
        if exact or matches:
            return _only(exact or matches, reference)
    return _only(_by_headline(connection, reference.casefold()), reference)


def _by_headline(connection: Connection, words: str) -> list[tuple[str, str]]:
    """Articles with just this headline, else those with these words in it, the newest first."""
    statement = (
        select(articles.c.id, articles.c.headline)
        .where(articles.c.trashed_at.is_(None))
        .order_by(articles.c.sequence.desc())
    )
    if not words:
        return []
    # Not in SQL, whose LIKE folds the capitals of English alone.
    rows = [(row.id, row.headline) for row in connection.execute(statement)]
    exact = [row for row in rows if row[1].casefold() == words]
    return exact or [row for row in rows if words in row[1].casefold()]


def _only(matches: list[tuple[str, str]], reference: str) -> str:
    if not matches:
        raise NotFound(
            f"No article is called “{reference}”. Give its id or words of its headline; "
            "galley list shows both."
        )
    if len(matches) > 1:
        named = "; ".join(f"{key} “{headline}”" for key, headline in matches[:_MOST_CANDIDATES])
        more = "; and more" if len(matches) > _MOST_CANDIDATES else ""
        raise NotFound(
            f"“{reference}” fits {len(matches)} articles: {named}{more}. "
            "Give more of the headline, or the id."
        )
    return matches[0][0]
