"""Gives a capture that is in the library already the pictures that come with it only now.

A page may be imported without its pictures first, and with them later: its bytes are the same, and
it is no other version. Knows no place from which pictures come.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from galley.domain.article import Article, ParsedArticle, Picture, Version
from galley.domain.changes import Change, ChangeSet
from galley.services import desk
from galley.services.desk import HistoryLabels

if TYPE_CHECKING:  # the database is not wanted before the first paint
    from galley.storage.library import Library

__all__ = ["figures_without_picture", "give_pictures", "pictures_for"]


def figures_without_picture(article: Article, version: Version) -> list[int]:
    """The numbers of a version's figures of which there is no picture."""
    shown = article.assets_in(version)
    return [number for number in range(len(version.figures)) if number not in shown]


def pictures_for(
    version: Version, figures: list[int], parsed: ParsedArticle
) -> dict[int, tuple[str, bytes]]:
    """The pictures that a parsed capture has of figures of the version that was made of it.

    Args:
        version: The version in the library.
        figures: Numbers of its figures.
        parsed: What is made of the same bytes now.

    Returns:
        By the figure's number, the picture's SHA-256 and its bytes. None at all if an importer of
        another age found other figures: a picture must not come to another's place.
    """
    then = [(figure.address, figure.alt) for figure in version.figures]
    if then != [(figure.address, figure.alt) for figure in parsed.figures]:
        return {}
    known, named = dict(parsed.assets), {n: parsed.figures[n].asset for n in figures}
    return {number: (asset, known[asset]) for number, asset in named.items() if asset in known}


def give_pictures(
    library: "Library", version: Version, pictures: Mapping[int, tuple[str, bytes]]
) -> tuple[ChangeSet, HistoryLabels]:
    """Give figures of a version their pictures, as one edit of the article."""
    from galley.storage.entities import picture_type  # see above

    own = "" if version.number == 1 else version.id
    for _sha256, data in pictures.values():
        library.add_asset(data, picture_type(data))
    before = library.article(version.article_id)
    given = [Picture(number, asset, own) for number, (asset, _data) in sorted(pictures.items())]
    after = replace(before, pictures=(*before.pictures, *given))
    label = "Picture added" if len(given) == 1 else "Pictures added"
    change_set = ChangeSet(label, before.id, (Change(before, after),))
    return change_set, desk.apply(library, change_set)
