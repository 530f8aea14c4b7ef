"""The colours keep the contrast the design promises, in each theme."""

from collections.abc import Iterable
from itertools import product

import pytest

from galley.domain.annotation import CheckStatus, Kind
from galley.resources import resource
from galley.ui.theme.tokens import (
    DARK,
    KIND_ICONS,
    KIND_RULES,
    LIGHT,
    SEPIA,
    STATUS_ICONS,
    THEMES,
    Rule,
    Theme,
)

GROUNDS = ("surface", "bar", "paper", "card", "raised")
READABLE = 4.5  # WCAG 2.2, 1.4.3, for text
VISIBLE = 3.0  # WCAG 2.2, 1.4.11, for what is not text


def luminance(colour: str) -> float:
    """WCAG's relative luminance of ``#RRGGBB``."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def worst(texts: Iterable[str], grounds: Iterable[str]) -> float:
    return min(contrast(text, ground) for text, ground in product(texts, grounds))


def grounds(theme: Theme) -> list[str]:
    return [getattr(theme, name) for name in GROUNDS]


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


# The worst cases the design names, light / dark / sepia, on what lies flat; half of the last digit
# may be rounding. Raised in the dark is lighter: text there has to stay readable, no more.
@pytest.mark.parametrize(
    ("token", "promised"),
    [
        ("ink", (13.5, 12.2, 9.5)),
        ("ink2", (8.1, 8.7, 6.3)),
        ("muted", (4.9, 4.8, 4.7)),
        ("accent", (5.7, 7.3, 5.1)),
    ],
)
def test_text_on_any_surface(token: str, promised: tuple[float, float, float]) -> None:
    for theme, least in zip((LIGHT, DARK, SEPIA), promised, strict=True):
        flat = [theme.surface, theme.bar, theme.paper, theme.card, theme.sunken]
        found = worst([getattr(theme, token)], flat)
        assert found >= least - 0.05, f"{token} in {theme.name}: {found:.2f}"
        assert contrast(getattr(theme, token), theme.raised) >= READABLE


@pytest.mark.parametrize(
    ("text", "ground", "promised"),
    [
        ("ink", "sel", (11.5, 6.9, 9.4)),
        ("on_primary", "primary", (15.6, 14.0, 12.3)),
    ],
)
def test_text_on_its_own_ground(
    text: str, ground: str, promised: tuple[float, float, float]
) -> None:
    for theme, value in zip((LIGHT, DARK, SEPIA), promised, strict=True):
        assert contrast(getattr(theme, text), getattr(theme, ground)) == pytest.approx(
            value, abs=0.06
        ), theme.name


def test_ink_on_each_fill() -> None:
    promised = {
        Kind.QUOTE: (13.6, 8.1, 10.5),
        Kind.STATISTIC: (12.7, 8.4, 9.7),
        Kind.NAME_OR_DATE: (12.8, 8.5, 9.8),
        Kind.CLAIM: (12.4, 9.2, 9.3),
        Kind.OPINION: (12.4, 8.9, 9.3),
        Kind.CONTEXT: (12.9, 8.3, 9.8),
        Kind.QUERY: (12.7, 8.3, 9.6),
        Kind.MARK: (12.8, 8.8, 9.5),
    }
    for kind, values in promised.items():
        for theme, value in zip((LIGHT, DARK, SEPIA), values, strict=True):
            found = contrast(theme.ink, theme.kinds[kind].fill)
            assert found == pytest.approx(value, abs=0.06), (kind, theme.name)


def test_labels_and_rules_of_kinds() -> None:
    label = (5.4, 6.2, 5.8)
    on_paper, on_fill = (3.8, 6.1, 3.9), (3.2, 4.0, 3.0)
    for index, theme in enumerate((LIGHT, DARK, SEPIA)):
        kinds = theme.kinds.values()
        assert min(contrast(k.label, k.fill) for k in kinds) >= label[index] - 0.05
        assert min(contrast(k.rule, theme.paper) for k in kinds) >= on_paper[index] - 0.05
        assert min(contrast(k.rule, k.fill) for k in kinds) >= on_fill[index] - 0.05


def test_statuses_on_their_tints() -> None:
    promised = {
        CheckStatus.UNCHECKED: (5.1, 5.0, 5.5),
        CheckStatus.CONFIRMED: (5.7, 7.0, 6.5),
        CheckStatus.WRONG: (5.5, 6.8, 6.0),
        CheckStatus.DISPUTED: (5.6, 7.0, 6.3),
        CheckStatus.CANT_VERIFY: (6.1, 6.9, 6.4),
    }
    for status, values in promised.items():
        for theme, value in zip((LIGHT, DARK, SEPIA), values, strict=True):
            colours = theme.statuses[status]
            found = contrast(colours.text, colours.tint)
            assert found == pytest.approx(value, abs=0.06), (status, theme.name)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_stay_readable_where_components_put_them(theme: Theme) -> None:
    assert contrast(theme.ink2, theme.accent_soft) >= READABLE
    assert contrast(theme.accent, theme.accent_soft) >= READABLE
    assert contrast(theme.ink, theme.hover) >= READABLE
    assert contrast(theme.ink2, theme.hover) >= READABLE
    assert contrast(theme.ink2, theme.sunken) >= READABLE
    assert contrast(theme.ink, theme.ins) >= READABLE
    assert contrast(theme.ink, theme.dele) >= READABLE
    for kind in theme.kinds.values():
        assert worst([kind.label], grounds(theme)) >= READABLE
    for status in theme.statuses.values():
        assert worst([status.text], grounds(theme)) >= READABLE
        assert contrast(theme.ink, status.tint) >= READABLE


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_focus_is_visible_on_every_ground(theme: Theme) -> None:
    assert worst([theme.accent], [*grounds(theme), theme.sunken]) >= VISIBLE


def test_no_two_kinds_share_an_icon_or_a_rule() -> None:
    assert set(KIND_ICONS) == set(KIND_RULES) == set(Kind)
    assert len(set(KIND_ICONS.values())) == len(Kind)
    assert sorted(KIND_RULES.values()) == sorted(Rule)
    assert KIND_RULES[Kind.CLAIM] is Rule.WAVE
    assert KIND_RULES[Kind.MARK] is Rule.HAIR


def test_no_two_statuses_share_an_icon() -> None:
    assert set(STATUS_ICONS) == set(CheckStatus)
    assert len(set(STATUS_ICONS.values())) == len(CheckStatus)


def test_every_icon_named_is_shipped() -> None:
    for name in (*KIND_ICONS.values(), *STATUS_ICONS.values()):
        assert resource("icons", f"{name}.svg").is_file()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_style_pictures_are_the_icons_in_the_themes_colours(theme: Theme) -> None:
    drawn = {
        "tick": ("check", theme.card, "3.5"),
        "dash": ("minus", theme.card, "3.5"),
        "check": ("check", theme.ink2, "2"),
        "down": ("chevron-down", theme.muted, "2"),
        "up": ("chevron-up", theme.muted, "2"),
        "right": ("chevron-right", theme.muted, "2"),
    }
    for name, (icon, colour, stroke) in drawn.items():
        source = resource("icons", f"{icon}.svg").read_text(encoding="utf-8")
        expected = source.replace("currentColor", colour)
        expected = expected.replace('stroke-width="2"', f'stroke-width="{stroke}"')
        shipped = resource("themes", theme.name, f"{name}.svg").read_text(encoding="utf-8")
        assert shipped == expected
