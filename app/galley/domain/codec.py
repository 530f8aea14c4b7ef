"""Domain values to plain JSON data and back, the same in the library, the journal and the snapshot.

Keys are only ever added: whatever an older Galley wrote can be read by a newer one.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from galley.domain.annotation import (
    AnchorStatus,
    Annotation,
    Check,
    CheckStatus,
    Decision,
    Kind,
    Placement,
    Target,
    Unplaced,
)
from galley.domain.article import (
    Article,
    Block,
    BlockType,
    Capture,
    Figure,
    InlineStyle,
    LeftOut,
    Metadata,
    ParsedArticle,
    Picture,
    Span,
    Version,
    Zone,
)
from galley.domain.region import Region

if TYPE_CHECKING:  # a snapshot holds none, and is read before anything else
    from galley.domain.collection import Collection

__all__ = [
    "annotation_from_data",
    "annotation_to_data",
    "article_from_data",
    "article_to_data",
    "canonical_json",
    "collection_from_data",
    "collection_to_data",
    "metadata_from_data",
    "metadata_to_data",
    "parsed_from_data",
    "parsed_to_data",
    "time_from_text",
    "time_to_text",
    "version_from_data",
    "version_to_data",
]

Data = dict[str, Any]


def canonical_json(data: object) -> str:
    """One and the same text for equal data: sorted keys, no white space, no escapes beyond need."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def time_to_text(time: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC with microseconds, which sorts as text; None stays None."""
    return None if time is None else time.astimezone(UTC).isoformat(timespec="microseconds")


def time_from_text(text: str | None) -> datetime | None:
    """The moment that :func:`time_to_text` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def metadata_to_data(metadata: Metadata) -> Data:
    """Metadata as JSON data."""
    return {
        "publication": metadata.publication,
        "headline": metadata.headline,
        "authors": list(metadata.authors),
        "published": metadata.published,
        "address": metadata.address,
        "language": metadata.language,
        "sources": [list(pair) for pair in metadata.sources],
    }


def metadata_from_data(data: Mapping[str, Any]) -> Metadata:
    """Metadata from JSON data."""
    return Metadata(
        publication=data["publication"],
        headline=data["headline"],
        authors=tuple(data["authors"]),
        published=data["published"],
        address=data["address"],
        language=data["language"],
        sources=tuple((field, source) for field, source in data["sources"]),
    )


def _range(pair: list[int] | None) -> tuple[int, int] | None:
    return None if pair is None else (pair[0], pair[1])


def _block_to_data(block: Block) -> Data:
    """Only what differs from the default is written: most blocks are plain paragraphs."""
    data: Data = {"zone": block.zone.value, "text": block.text}
    if block.type is not BlockType.PARAGRAPH:
        data["type"] = block.type.value
    if block.group != -1:
        data["group"] = block.group
    if block.level:
        data["level"] = block.level
    if block.ordered:
        data["ordered"] = True
    if block.truncated:
        data["truncated"] = True
    if block.spans:
        data["spans"] = [[s.start, s.end, s.style.value, s.href] for s in block.spans]
    if block.source is not None:
        data["source"] = list(block.source)
    return data


def _block_from_data(data: Mapping[str, Any]) -> Block:
    return Block(
        zone=Zone(data["zone"]),
        text=data["text"],
        type=BlockType(data.get("type", BlockType.PARAGRAPH)),
        group=data.get("group", -1),
        level=data.get("level", 0),
        ordered=data.get("ordered", False),
        truncated=data.get("truncated", False),
        spans=tuple(
            Span(start, end, InlineStyle(style), href)
            for start, end, style, href in data.get("spans", ())
        ),
        source=_range(data.get("source")),
    )


def _content_to_data(content: Version | ParsedArticle) -> Data:
    """What an importer made of a capture, without its pictures' bytes."""
    return {
        "importer": content.importer,
        "metadata": metadata_to_data(content.metadata),
        "blocks": [_block_to_data(block) for block in content.blocks],
        "figures": [[f.alt, f.address, f.asset, f.lead] for f in content.figures],
        "left_out": [
            [piece.text, piece.reason, None if piece.source is None else list(piece.source)]
            for piece in content.left_out
        ],
    }


def _content_from_data(data: Mapping[str, Any]) -> Data:
    """The fields that a version and a parsed article have in common, by name."""
    return {
        "importer": data["importer"],
        "metadata": metadata_from_data(data["metadata"]),
        "blocks": tuple(_block_from_data(block) for block in data["blocks"]),
        "figures": tuple(
            Figure(alt, address, asset, lead) for alt, address, asset, lead in data["figures"]
        ),
        "left_out": tuple(
            LeftOut(text, reason, _range(source)) for text, reason, source in data["left_out"]
        ),
    }


def parsed_to_data(parsed: ParsedArticle) -> Data:
    """What an importer made of a capture as JSON data, without its pictures' bytes."""
    return _content_to_data(parsed)


def parsed_from_data(
    data: Mapping[str, Any], assets: tuple[tuple[str, bytes], ...]
) -> ParsedArticle:
    """What an importer made of a capture from JSON data, with its pictures' bytes."""
    return ParsedArticle(assets=assets, **_content_from_data(data))


def version_to_data(version: Version) -> Data:
    """A version as JSON data, without the capture's bytes."""
    capture = version.capture
    return {
        "id": version.id,
        "article_id": version.article_id,
        "number": version.number,
        "capture": {
            "sha256": capture.sha256,
            "size": capture.size,
            "name": capture.name,
            "media_type": capture.media_type,
            "captured_at": time_to_text(capture.captured_at),
        },
        **_content_to_data(version),
    }


def version_from_data(data: Mapping[str, Any]) -> Version:
    """A version from JSON data."""
    capture = data["capture"]
    return Version(
        id=data["id"],
        article_id=data["article_id"],
        number=data["number"],
        capture=Capture(
            sha256=capture["sha256"],
            size=capture["size"],
            name=capture["name"],
            media_type=capture["media_type"],
            captured_at=_time(capture["captured_at"]),
        ),
        **_content_from_data(data),
    )


def _picture_to_data(picture: Picture) -> list[int | str]:
    """Those of the first version, which most articles have alone, as they always were."""
    own = [picture.version_id] if picture.version_id else []
    return [picture.figure, picture.asset, *own]


def article_to_data(article: Article) -> Data:
    """An article as JSON data."""
    data = {
        "id": article.id,
        "version_id": article.version_id,
        "metadata": metadata_to_data(article.metadata),
        "created_at": time_to_text(article.created_at),
        "pictures": [_picture_to_data(picture) for picture in article.pictures],
        "tags": list(article.tags),
        "placeholder_hidden": article.placeholder_hidden,
        "trashed_at": time_to_text(article.trashed_at),
    }
    if article.collections:
        data["collections"] = list(article.collections)
    if article.later_versions:
        data["later_versions"] = list(article.later_versions)
    return data


def article_from_data(data: Mapping[str, Any]) -> Article:
    """An article from JSON data."""
    return Article(
        id=data["id"],
        version_id=data["version_id"],
        metadata=metadata_from_data(data["metadata"]),
        created_at=_time(data["created_at"]),
        pictures=tuple(Picture(*picture) for picture in data["pictures"]),
        tags=tuple(data["tags"]),
        placeholder_hidden=data["placeholder_hidden"],
        trashed_at=time_from_text(data["trashed_at"]),
        collections=tuple(data.get("collections", ())),
        later_versions=tuple(data.get("later_versions", ())),
    )


def _target_to_data(target: Target) -> Data:
    return {
        "version_id": target.version_id,
        "start": target.start,
        "end": target.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "occurrence": target.occurrence,
        "occurrences": target.occurrences,
    }


def _placement_to_data(placement: Placement) -> Data:
    return {
        "version_id": placement.version_id,
        "targets": [_target_to_data(target) for target in placement.targets],
        "status": placement.status.value,
        "decision": placement.decision.value,
        "by": placement.by,
        "at": time_to_text(placement.at),
    }


def _placement_from_data(data: Mapping[str, Any]) -> Placement:
    return Placement(
        version_id=data["version_id"],
        targets=tuple(Target(**target) for target in data["targets"]),
        status=AnchorStatus(data["status"]),
        decision=Decision(data["decision"]),
        by=data["by"],
        at=time_from_text(data["at"]),
    )


def annotation_to_data(annotation: Annotation) -> Data:
    """An annotation with its targets and placements as JSON data."""
    check = annotation.check
    data: Data = {
        "id": annotation.id,
        "article_id": annotation.article_id,
        "kind": annotation.kind.value,
        "targets": [_target_to_data(target) for target in annotation.targets],
        "created_at": time_to_text(annotation.created_at),
        "modified_at": time_to_text(annotation.modified_at),
        "note": annotation.note,
        "tags": list(annotation.tags),
        "speaker": annotation.speaker,
        "check": {
            "status": check.status.value,
            "by": check.by,
            "at": time_to_text(check.at),
            "evidence": check.evidence,
        },
        "sensitive": annotation.sensitive,
        "creator": annotation.creator,
        "trashed_at": time_to_text(annotation.trashed_at),
    }
    if annotation.placements:  # most articles have one version
        data["placements"] = [_placement_to_data(place) for place in annotation.placements]
    if annotation.region is not None:
        data["region"] = list(annotation.region)
    if annotation.unplaced:
        data["unplaced"] = [list(one) for one in annotation.unplaced]
    return data


def annotation_from_data(data: Mapping[str, Any]) -> Annotation:
    """An annotation from JSON data."""
    check = data["check"]
    return Annotation(
        id=data["id"],
        article_id=data["article_id"],
        kind=Kind(data["kind"]),
        targets=tuple(Target(**target) for target in data["targets"]),
        created_at=_time(data["created_at"]),
        modified_at=_time(data["modified_at"]),
        note=data["note"],
        tags=tuple(data["tags"]),
        speaker=data["speaker"],
        check=Check(
            status=CheckStatus(check["status"]),
            by=check["by"],
            at=time_from_text(check["at"]),
            evidence=check["evidence"],
        ),
        sensitive=data["sensitive"],
        creator=data["creator"],
        trashed_at=time_from_text(data["trashed_at"]),
        placements=tuple(_placement_from_data(place) for place in data.get("placements", ())),
        unplaced=tuple(Unplaced(*one) for one in data.get("unplaced", ())),
        region=Region(*data["region"]) if "region" in data else None,
    )


def collection_to_data(collection: "Collection") -> Data:
    """A collection as JSON data."""
    return {
        "id": collection.id,
        "name": collection.name,
        "query": collection.query,
        "created_at": time_to_text(collection.created_at),
        "trashed_at": time_to_text(collection.trashed_at),
    }


def collection_from_data(data: Mapping[str, Any]) -> "Collection":
    """A collection from JSON data."""
    from galley.domain.collection import Collection  # see TYPE_CHECKING

    return Collection(
        id=data["id"],
        name=data["name"],
        query=data["query"],
        created_at=_time(data["created_at"]),
        trashed_at=time_from_text(data["trashed_at"]),
    )
