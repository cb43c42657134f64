"""Figures with what is promised of them: every row of `make bench` writes them this way."""


def at_most(figure: float, most: float, unit: str = "s") -> str:
    """Return a figure that should not be larger, with what it should be.

    >>> at_most(0.0334, 0.1), at_most(700, 600, "MB")
    ('0.0334 s (≤ 0.1: yes)', '700 MB (≤ 600: NO)')
    """
    return f"{_figure(figure)} {unit} (≤ {most:g}: {'yes' if figure <= most else 'NO'})"


def at_least(figure: float, least: float, unit: str = "times") -> str:
    """Return a figure that should not be smaller, with what it should be.

    >>> at_least(77.4, 25), at_least(0.987, 0.95, "shared")
    ('77.4 times (≥ 25: yes)', '0.987 shared (≥ 0.95: yes)')
    """
    return f"{_figure(figure)} {unit} (≥ {least:g}: {'yes' if figure >= least else 'NO'})"


def _figure(figure: float) -> str:
    """Return three digits that count, whole numbers in full."""
    return f"{figure:.0f}" if abs(figure) >= 100 else f"{figure:.3g}"  # noqa: PLR2004
