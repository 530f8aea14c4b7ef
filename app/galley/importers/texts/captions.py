"""What the lines of captions look like, by their words and against the lines around them.

Gives no label, and knows nothing of credits on lines of their own.
"""

import re
from statistics import median

from galley.importers.credit_names import looks_like_names
from galley.importers.phrases import folded_pattern, is_notice, opens_notice
from galley.importers.texts.body import is_prose, word_count
from galley.importers.texts.repeats import is_byline_or_date, said_before
from galley.importers.texts.sheet import Sheet

__all__ = [
    "CAPTION_LABEL",
    "FILE",
    "MUCH_SHORTER",
    "NAMES",
    "NUMBERED",
    "PLACEHOLDER",
    "SHORTER",
    "could_be_caption",
    "could_follow_file",
    "described_before",
    "is_caption_label",
    "is_description",
    "is_paragraph",
    "is_way",
    "names_places",
    "speaks_of_picture",
    "stands_between",
]

NAMES = 12  # words of a line that may be of names alone
# How long a sentence is against the paragraphs below it that is a caption above its credit, or
# below it or a file's name, where mostly the text begins.
SHORTER, MUCH_SHORTER = 0.9, 0.7
_NEAR, _NEIGHBOURS = 6, 3  # lines among which paragraphs are looked for, and how many of them
_SHORT_CAPTION = 30  # words of one that is a sentence, as paragraphs are
PLACEHOLDER = re.compile(
    r"(?:content|main|lead|featured?|article|header|hero)[ -](?:image|photo|picture)\b",
    re.IGNORECASE,
)
FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)
_LABELS = (  # of captions, as papers in many languages write them
    r"(?:image|media) caption,?|photo caption|(?:main|lead|top|cover) (?:image|photo|picture):|"
    r"caption:|legende|bildunterschrift|légende(?: image)?,?|pie de foto,?|legenda da foto,?|"
    r"图注|圖說|图像加注文字，?|圖像加註文字，?|画像説明文?、?|사진 설명,?|bildtext|bilduntertitel|"
    r"подпись к фото,?|підпис до фото,?|التعليق على الصورة،?|توضیح تصویر،?|इमेज कैप्शन,?|"
    r"fotoğraf altı yazısı,?|keterangan gambar,?|chụp lại hình ảnh,?|maelezo ya picha,?"
)
_BUTTONS = (  # of a picture, which stand in front of its caption
    r"share on pinterest|open image in gallery|view image in full ?screen|click to enlarge|"
    r"bild vergrößern|(?:bild|photo|foto|image|imagen) \d{1,2} (?:von|of|de|sur|di) \d{1,2}"
)
CAPTION_LABEL = re.compile(rf"(?:{_LABELS}|{_BUTTONS})\s*(?:[:：]?\s+|：)(?=\S)", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"(?:{_LABELS})\s*[:：]?", re.IGNORECASE)
NUMBERED = re.compile(  # a picture that the text calls by its number
    r"(?:figure|fig\.|abb(?:ildung|\.)|figura|figur|рис\.|рисунок|photo|foto|chart|grafik)"
    r" ?\d{1,3}\W|[図图圖] ?\d{1,3}[^\w年月]|그림 ?\d{1,3}\W",
    re.IGNORECASE,
)
_IN_PICTURE = folded_pattern(
    r"""
\bpictured\b|\((?:left|right|cent(?:re|er)|l|r|links|rechts|li|re|à gauche|à droite)\.?\)|
\bfrom left\b|, (?:(?:second|third|far|front|back) )?(?:left|right|cent(?:re|er))(?:,| and\b)|
\bleft to right\b|\bde izquierda a derecha\b|\bde gauche à droite\b|\bda sinistra\b|
\b(?:von|v\.) ?(?:li|l|links)\.? (?:n\.|nach) ?(?:re|r|rechts)\b|\(li nach re|\(von links|
\bfile (?:photo|image)\b|archivbild|symbolbild|\bv\. ?l\."""
)
_WAY = re.compile(r"(?:^|\s)[/>›»→](?=\s)")
_WORD = re.compile(r"\w{4,}")


def is_caption_label(text: str) -> bool:
    """Whether a text is a caption's label and nothing else: "Image caption,", "Pie de foto:"."""
    return _LABEL_ALONE.fullmatch(text) is not None


def could_follow_file(sheet: Sheet, index: int) -> bool:
    """Whether a line below a picture's file name is its caption: none of a list, no paragraph."""
    below = sheet.lines[index + 1 : index + 2]
    if not below or not is_prose(below[0]):
        return False
    return could_be_caption(sheet, index, most=45) and not is_paragraph(sheet, index, MUCH_SHORTER)


def speaks_of_picture(sheet: Sheet, index: int) -> bool:
    """Whether a line says who is where in a picture, and is no paragraph."""
    line = sheet.lines[index]
    words = word_count(line.text)
    short = 5 <= words <= (_SHORT_CAPTION if line.ends_sentence else 45)
    return short and bool(_IN_PICTURE.search(line.text.lower()))


def is_way(text: str) -> bool:
    """Whether a line is the way to a page, "Home / News / Sport", and no picture's caption."""
    return len(_WAY.findall(text)) > 1


def names_places(sheet: Sheet, index: int) -> bool:
    """Whether a line says who is where in a picture, however long it is."""
    return index >= 0 and bool(_IN_PICTURE.search(sheet.lines[index].text.lower()))


def stands_between(sheet: Sheet, above: int, below: int) -> bool:
    """Whether two lines are paragraphs that no other rule has claimed."""
    both = above >= 0 and below < len(sheet.lines)
    return both and all(sheet.is_free(i) and is_prose(sheet.lines[i]) for i in (above, below))


def is_paragraph(sheet: Sheet, index: int, shorter: float) -> bool:
    """Whether a sentence is as long as the paragraphs below it, or nearly: a caption is shorter.

    Above the byline or the date stand no paragraphs.

    Args:
        sheet: The capture.
        index: Of the sentence's line.
        shorter: The part of the paragraphs' length that a caption has at most.
    """
    line = sheet.lines[index]
    words = word_count(line.text)
    if not line.ends_sentence or words <= NAMES or said_before(sheet, index) is not None:
        return False
    near = sheet.lines[index + 1 : index + 2 + _NEAR]
    if any(is_byline_or_date(one.text) for one in near[1:3]):
        return False
    lengths = [n for one in near if one.ends_sentence and (n := word_count(one.text)) > NAMES]
    return bool(lengths) and words > shorter * median(lengths[:_NEIGHBOURS])


def is_description(sheet: Sheet, above: int, below: int) -> bool:
    """Whether the line above a credit describes a picture in a few words, whose caption is below.

    Neither is a sentence, and the text goes on below.
    """
    before, after = sheet.lines[above], sheet.lines[below]
    if before.ends_sentence or after.ends_sentence or below + 1 >= len(sheet.lines):
        return False
    if word_count(after.text) <= word_count(before.text):
        return False
    return is_prose(sheet.lines[below + 1]) and could_be_caption(sheet, below, most=40)


def could_be_caption(sheet: Sheet, index: int, most: int, least: int = 5) -> bool:
    """Whether a line has the form and the length (in words) of a caption, and is nothing else."""
    if index >= len(sheet.lines):
        return False
    line = sheet.lines[index]
    return (
        sheet.is_free(index)
        and not line.bullet
        and not line.text.endswith(("?", "？"))
        and not PLACEHOLDER.match(line.text)
        and not (word_count(line.text) >= 5 and looks_like_names(line.text))
        and (least - 2 if line.ends_sentence else least) <= word_count(line.text) <= most
        and not is_notice(line.text)
        and not opens_notice(line.text)
        and not is_way(line.text)
        and not is_byline_or_date(line.text)
    )


def described_before(sheet: Sheet, index: int) -> int | None:
    """The line before that describes the picture: a placeholder, or much the same words."""
    above = index - 1
    if above < 0 or not sheet.is_free(above) or sheet.lines[above].bullet:
        return None
    before = sheet.lines[above].text
    if PLACEHOLDER.match(before) or FILE.fullmatch(before):
        return above
    if word_count(before) > 40 or word_count(before) < 2:
        return None
    words = set(_WORD.findall(before.lower()))
    shared = words & set(_WORD.findall(sheet.lines[index].text.lower()))
    return above if len(shared) >= 2 and len(shared) >= 0.4 * len(words) else None
