import pytest

from galley.domain.errors import ExportFailed
from galley.domain.report import ReportShape
from galley.exporters.registry import FORMATS, Format, format_named


@pytest.mark.parametrize("known", FORMATS, ids=[known.name for known in FORMATS])
@pytest.mark.parametrize("shape", ReportShape)
def test_every_format_writes_every_shape(known: Format, shape: ReportShape) -> None:
    assert format_named(known.name) is known
    assert callable(known.writer(shape).render)
    assert callable(known.writer(shape).read_back)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(ExportFailed, match=r"no format “papyrus”.*markdown"):
        format_named("papyrus")
