import uuid

from galley.domain.identity import new_id


def test_an_identity_is_a_random_uuid_as_everybody_writes_it() -> None:
    made = [new_id() for _ in range(100)]
    assert len(set(made)) == len(made)
    for one in made:
        read = uuid.UUID(one)
        assert (str(read), read.version, read.variant) == (one, 4, uuid.RFC_4122)
