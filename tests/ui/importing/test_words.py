"""What the import sheet says of files that were passed over."""

from galley.ui.importing.words import passed_over_words


def test_few_files_are_named() -> None:
    title, said = passed_over_words(["a.jpg", "b.csv"])
    assert title == "2 files passed over"
    assert said == "No pages or texts by their names: a.jpg, b.csv"


def test_of_many_the_kinds_are_counted_the_most_first() -> None:
    names = [*(f"{n}.csv" for n in range(9)), *(f"{n}.JPG" for n in range(20)), "README"]
    title, said = passed_over_words(names)
    assert title == "30 files passed over"
    assert said == "No pages or texts by their names: 20 of .jpg, 9 of .csv, 1 of README"


def test_of_many_kinds_some_are_told() -> None:
    _title, said = passed_over_words([f"a.x{n}" for n in range(20)])
    assert said.endswith("1 of .x11 and others")
