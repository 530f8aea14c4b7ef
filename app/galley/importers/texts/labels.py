"""Joins a picture's label that stands on a line of its own with the line that it labels.

A page sets "Foto:" and the name, or "Image caption," and the caption, in two boxes, which a capture
makes two lines of. Knows nothing of which lines are captions.
"""

from galley.importers.credits import is_agency, is_credit_label, is_labelled_credit
from galley.importers.texts.captions import is_caption_label
from galley.importers.texts.lines import Line

__all__ = ["join_labels"]

_LONGEST_LABEL = 40  # characters
_LONGEST_CREDIT = 10  # words
_LONGEST_CAPTION = 60  # words
_LABEL_ENDS = (":", "：", ",", "،", "，", "、")


def join_labels(lines: list[Line]) -> list[Line]:
    """The lines, each label that stands alone as one with the line below it."""
    joined: list[Line] = []
    for line in lines:
        if joined and _labels(joined[-1].text, line):
            joined[-1].text += f" {line.text}"
            joined[-1].end = line.end
        else:
            joined.append(line)
    return joined


def _labels(label: str, line: Line) -> bool:
    """Whether a line is a label and nothing else, and the one below it what it labels."""
    if len(label) > _LONGEST_LABEL or not label.endswith(_LABEL_ENDS) or line.bullet:
        return False
    words = len(line.text.split())
    if is_caption_label(label):
        return 1 < words <= _LONGEST_CAPTION
    button = words == 1 and line.text[0].islower() and not is_agency(line.text)
    named = words <= _LONGEST_CREDIT and not line.ends_sentence and not button
    return named and is_credit_label(label) and is_labelled_credit(f"{label} {line.text}")
