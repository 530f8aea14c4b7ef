"""Parses the sample article once, so that the first start of all need not load the importers.

Run it when an importer has changed: ``python packaging/parse_sample.py``. A test says when.
"""

import json

from galley.domain.codec import parsed_to_data
from galley.resources import PARSED_SAMPLE, SAMPLE, data_file
from galley.services.intake.importing import parse_capture


def main() -> None:
    """Write what the importers make of the sample beside it."""
    sample = data_file(SAMPLE)
    data = parsed_to_data(parse_capture(sample.read_bytes(), name=SAMPLE))
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    sample.with_name(PARSED_SAMPLE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
