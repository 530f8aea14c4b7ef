import pytest

from galley.anchoring.happenings import Edit, figure_change, judge
from galley.domain.comparison import FigureChange, Happening


@pytest.mark.parametrize(
    ("edits", "happening", "before", "after"),
    [
        ([Edit("202", "212")], Happening.FIGURE_CHANGED, "202", "212"),
        ([Edit("million", "billion")], Happening.FIGURE_CHANGED, "million", "billion"),
        ([Edit("some 202", "about 212")], Happening.FIGURE_CHANGED, "202", "212"),
        ([Edit("", "not")], Happening.NEGATION_ADDED, "", "not"),
        ([Edit("will never", "will")], Happening.NEGATION_REMOVED, "never", ""),
        ([Edit("the", "", "said the ", " work")], Happening.TYPO_FIXED, "the the", "the"),
        ([Edit("the", "", "said ", " work")], Happening.WORDS_REMOVED, "the", ""),
        ([Edit("trafficing", "trafficking")], Happening.SPELLING_CHANGED, None, None),
        ([Edit("form", "from")], Happening.SPELLING_CHANGED, "form", "from"),
        ([Edit("house", "horse"), Edit("a", "the")], Happening.WORDS_CHANGED, "house", "horse"),
        ([Edit("“still", ""), Edit("”", "")], Happening.WORDS_REMOVED, "still", ""),
        ([Edit("”", "")], Happening.WORDS_REMOVED, "”", ""),
        ([Edit("", "quickly")], Happening.WORDS_ADDED, "", "quickly"),
        ([Edit("slow", "fast"), Edit("9", "7")], Happening.FIGURE_CHANGED, "9", "7"),
        ([], Happening.NOTHING, "", ""),
    ],
)
def test_what_happened_first_of_all(
    edits: list[Edit], happening: Happening, before: str | None, after: str | None
) -> None:
    found = judge(edits)

    assert found.happening is happening
    if before is not None:
        assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("before", "after", "right", "change"),
    [
        ("202", "212", " victims", FigureChange("+10", "+5.0%")),
        ("1,200", "900", "", FigureChange("−300", "−25.0%")),
        ("4.5", "4.25", " points", FigureChange("−0.25", "−5.6%")),
        ("2015", "2016", "", FigureChange("+1")),
        ("90.5", "91", "%", FigureChange("+0.5", points=True)),
        ("90", "91", " per cent of", FigureChange("+1", points=True)),
        ("0", "3", "", FigureChange("+3")),
        ("14:30", "15:00", "", None),
        ("1.200", "1.300", "", None),  # thousands or decimals: who knows
        ("1.5 million", "900,000", "", None),
        ("nine", "ten", "", None),
    ],
)
def test_the_difference_of_two_figures_is_worked_out_only_where_it_is_sure(
    before: str, after: str, right: str, change: FigureChange | None
) -> None:
    assert figure_change(Edit(before, after, "", right)) == change
