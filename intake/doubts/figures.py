"""Numbers as sentences of the issue log carry them."""

WHOLE_FROM = 100


def three_figures(number: float) -> str:
    """Return a number to three figures, whole from a hundred on.

    >>> three_figures(0.98765), three_figures(4000.2)
    ('0.988', '4000')
    """
    return f"{number:.0f}" if number >= WHOLE_FROM else f"{number:.3g}"
