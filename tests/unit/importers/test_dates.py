"""Calendar dates as pages of many languages show them."""

import pytest

from galley.importers.dates import find_date

SHOWN = [
    "16 January 2024", "Jan. 16, 2024", "16. Januar 2024", "16 janvier 2024", "16 de enero de 2024",
    "16 gennaio 2024", "16 stycznia 2024", "16. ledna 2024", "16 Ocak 2024", "16 января 2024",
    "16 ianuarie 2024", "2024. január 16.", "2024. gada 16. janvāris", "2024 m. sausio 16 d.",
    "16. jaanuar 2024", "16. tammikuuta 2024", "16. siječnja 2024.", "16 Enero 2024",
    "16 Ιανουαρίου 2024", "16 януари 2024", "7 студзеня 2024", "16 հունվարի 2024",
    "16 בינואר 2024", "16 يناير 2024", "١٦ يناير ٢٠٢٤", "16 كانون الثاني 2024", "16 جنوری 2024",
    "16 जनवरी 2024", "১৬ জানুয়ারি ২০২৪", "16 มกราคม 2567", "16 ม.ค. 2567", "១៦ មករា ២០២៤",
    "ngày 16 tháng 1 năm 2024", "2024年1月16日", "2024년 1월 16일", "16/1/2024", "2024-01-16",
]  # fmt: skip


@pytest.mark.parametrize("shown", SHOWN)
def test_a_date_is_read_in_its_language(shown: str) -> None:
    day = "07" if shown.startswith("7 ") else "16"
    assert find_date(f"Updated: {shown}, 14:02") == f"2024-01-{day}"


@pytest.mark.parametrize(
    ("shown", "month"),
    [("3 lipca 2024", "07"), ("3 lipnja 2024", "06"), ("3. marraskuuta 2024", "11"),
     ("3 марта 2024", "03"), ("3 srpna 2024", "08"), ("3 srpnja 2024", "07")],
)  # fmt: skip
def test_the_longest_beginning_of_a_month_wins(shown: str, month: str) -> None:
    assert find_date(shown) == f"2024-{month}-03"


@pytest.mark.parametrize("said", ["5 details 2024", "40 January 2024", "16 มกราคม 1024", "2024"])
def test_what_is_no_date(said: str) -> None:
    assert find_date(said) == ""
