import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from galley.domain import codec
from galley.domain.annotation import Annotation
from galley.domain.article import Article, Metadata, Version
from galley.domain.change_codec import change_set_from_data, change_set_to_data
from galley.domain.changes import ChangeSet
from galley.domain.collection import Collection
from galley.domain.structure import Structure
from galley.domain.structure_codec import structure_from_data, structure_to_data
from tests.strategies import (
    annotations,
    articles,
    change_sets,
    collections,
    metadata,
    structures,
    times,
    versions,
    zoned_times,
)


def through_json(data: object) -> dict[str, Any]:
    read = json.loads(codec.canonical_json(data))
    assert isinstance(read, dict)
    return read


@given(metadata)
def test_metadata_reads_back_equal(value: Metadata) -> None:
    assert codec.metadata_from_data(through_json(codec.metadata_to_data(value))) == value


@given(versions)
def test_a_version_reads_back_equal(value: Version) -> None:
    assert codec.version_from_data(through_json(codec.version_to_data(value))) == value


@given(articles)
def test_an_article_reads_back_equal(value: Article) -> None:
    assert codec.article_from_data(through_json(codec.article_to_data(value))) == value


@given(annotations)
def test_an_annotation_reads_back_equal(value: Annotation) -> None:
    assert codec.annotation_from_data(through_json(codec.annotation_to_data(value))) == value


@given(collections)
def test_a_collection_reads_back_equal(value: Collection) -> None:
    assert codec.collection_from_data(through_json(codec.collection_to_data(value))) == value


@given(structures)
def test_corrections_read_back_equal(value: Structure) -> None:
    assert structure_from_data(through_json(structure_to_data(value))) == value


def test_a_correction_that_is_not_known_is_told() -> None:
    data = {"version_id": "v", "article_id": "a", "corrections": [{"do": "turn", "block": 1}]}
    with pytest.raises(ValueError, match="turn"):
        structure_from_data(data)


@given(change_sets)
def test_an_edit_reads_back_equal(value: ChangeSet) -> None:
    assert change_set_from_data(through_json(change_set_to_data(value))) == value


@given(zoned_times)
def test_a_moment_reads_back_as_the_same_moment_wherever_it_was_told(time: datetime) -> None:
    assert codec.time_from_text(codec.time_to_text(time)) == time


@given(times, times)
def test_moments_sort_as_text(one: datetime, other: datetime) -> None:
    as_text = [codec.time_to_text(one) or "", codec.time_to_text(other) or ""]
    assert sorted(as_text) == [codec.time_to_text(t) for t in sorted([one, other])]


def test_no_moment_stays_none() -> None:
    assert codec.time_to_text(None) is None
    assert codec.time_from_text(None) is None


def test_equal_data_has_one_text() -> None:
    assert codec.canonical_json({"b": "é", "a": [1]}) == '{"a":[1],"b":"é"}'
    assert codec.canonical_json({"a": [1], "b": "é"}) == '{"a":[1],"b":"é"}'
