"""Texts in encodings that nobody names are read as what they are, Western ones as ever."""

import pytest

from galley.importers.decoding import decode_bytes
from galley.importers.undeclared import undeclared_encoding

TEXTS = {
    "ja": (
        "渡船、来春から増便へ\n\n"
        "市議会は3日、港と対岸を結ぶ渡船の増便案を可決した。「三十年待った」と話した。\n"
    ),
    "zh": (
        "渡轮明年增加班次\n\n"
        "市议会三日通过了增加港口渡轮班次的提案，这是居民的愿望。费用约四千八百万元。\n"
    ),
    "zh-tw": (
        "渡輪明年增加班次\n\n"
        "市議會三日通過了增加港口渡輪班次的提案，這是居民的願望。費用約四千八百萬元。\n"
    ),
    "ko": (
        "나룻배 내년 봄부터 증편\n\n"
        "시의회는 3일 항구와 맞은편을 잇는 나룻배 증편안을 가결했다. 요금은 그대로다.\n"
    ),
    "ru": (
        "Паром останется\n\n"
        "Городской совет в среду решил сохранить паром, которым пользуются 1900 человек.\n"
    ),
    "uk": (
        "Пором залишиться\n\n"
        "Міська рада вирішила зберегти пором, яким їздять 1900 людей щодня, сказав її голова.\n"
    ),
    "de": "Die Fähre bleibt: „Schöne Grüße“, sagte Jörg Müller über die Öffnung für Fußgänger.\n",
    "fr": "« Le bac restera », a déclaré Zoé Lefèvre, élue à l’unanimité ; ça coûtera 480 000 €.\n",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("zh", "gb18030"),
        ("zh-tw", "big5"),
        ("ko", "cp949"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("uk", "cp1251"),
        ("de", "cp1252"),
        ("fr", "cp1252"),
    ],
)
@pytest.mark.parametrize("times", [1, 2000])
def test_a_text_is_read_in_its_own_encoding(language: str, encoding: str, times: int) -> None:
    text = TEXTS[language] * times
    assert decode_bytes(text.encode(encoding)) == text


def test_what_is_declared_goes_before_what_the_letters_tell() -> None:
    data = TEXTS["ru"].encode("koi8_r")
    assert decode_bytes(data, "cp1251") == data.decode("cp1251")


@pytest.mark.parametrize("data", [b"", b"Ferry", "Éléonore œuvre à l’été".encode("cp1252")])
def test_nothing_is_told_of_western_bytes(data: bytes) -> None:
    assert undeclared_encoding(data) == ""
