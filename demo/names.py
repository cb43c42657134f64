"""Chinese names as an old town would have them: streets, estates, offices, sources."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

BY_WORKS, BY_SLOGAN = 0.5, 0.25  # shares of estates named so
_TEXT = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
_FIRST, _SECOND = tuple(_TEXT["first"]), tuple(_TEXT["second"])
_SLOGANS, _OFFICES, _UNITS, _DWELLINGS, _HOMES, _PARTS = (
    tuple(_TEXT[kind].split())
    for kind in ("slogans", "offices", "units", "dwellings", "homes", "parts")
)


def words(count: int, rng: np.random.Generator) -> list[str]:
    """Return `count` two-character words, all different while the stock of 1,600 lasts."""
    stock = [a + b for a in _FIRST for b in _SECOND if a != b]
    mixed = [stock[i] for i in rng.permutation(len(stock))]
    return [mixed[i % len(mixed)] for i in range(count)]


def street_names(kinds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a name for each street; `kinds` holds its OSM class, main streets come first."""
    stock = [*_SLOGANS, *words(len(kinds), rng)]
    ends = {"primary": ("大道", "路"), "secondary": ("路",), "tertiary": ("路", "街")}
    rank = {"primary": 0, "secondary": 1, "tertiary": 2}
    order = np.argsort([rank.get(kind, 3) for kind in kinds], kind="stable")
    names = np.empty(len(kinds), dtype=object)
    for place, row in enumerate(order):
        choices = ends.get(kinds[row], ("街", "巷", "巷"))
        names[row] = stock[place] + choices[place % len(choices)]
    return names


def office_names(count: int, rng: np.random.Generator) -> list[str]:
    """Return names of street offices (街道), all different."""
    more = [word for word in words(1_500, rng) if word not in _OFFICES]
    return [f"{name}街道" for name in [*_OFFICES, *more][:count]]


def estate_names(offices: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a name for each estate: unique inside its street office, sometimes repeated elsewhere.

    Half are named after the works or office that built them (棉纺厂家属院), half are new villages
    and lanes (建设新村, 和平里一区).
    """
    taken: set[tuple[object, str]] = set()
    names = np.empty(len(offices), dtype=object)
    for row, office in enumerate(offices):
        name = _estate_name(rng)
        while (office, name) in taken:
            name = _estate_name(rng) + _pick(_PARTS, rng)
        taken.add((office, name))
        names[row] = name
    return names


def _estate_name(rng: np.random.Generator) -> str:
    if rng.random() < BY_WORKS:
        return _pick(_UNITS, rng) + _pick(_DWELLINGS, rng)
    if rng.random() < BY_SLOGAN:
        return _pick(_SLOGANS, rng) + _pick(_HOMES, rng)
    word = _pick(_FIRST, rng) + _pick(_SECOND, rng)
    return word + _pick(_HOMES, rng)


def _pick(stock: Sequence[str], rng: np.random.Generator) -> str:
    return stock[int(rng.integers(len(stock)))]
