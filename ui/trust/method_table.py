"""How far methods agree, as tables: correlations, overlap, the estates the method decides."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from study.second_opinions import DEFAULT, SecondOpinions
from ui.session.words import missing, number, t, words
from ui.templates import html
from ui.trust.rank_words import chance

_SHADE = (43, 95, 140)  # full agreement
_DEEPEST = 0.5  # dark words stay readable on it
_LEAST = 0.5  # correlation or overlap from which on cells are shaded


def matrices(asked: SecondOpinions) -> str:
    """Return two matrices as HTML: overlap of the first k, and rank correlations.

    Of the correlations Spearman stands above the diagonal, Kendall below it.
    """
    methods = [str(name) for name in asked.ranks]
    upper = np.triu(np.ones((len(methods), len(methods)), dtype=bool), 1)
    both = np.where(upper, asked.spearman.to_numpy(), asked.kendall.to_numpy())
    return html(
        "methods",
        names=[method_name(name) for name in methods],
        k=asked.top_k,
        overlap=_cells(asked.overlap.to_numpy(), chance),
        correlation=_cells(both, _digits),
    )


def agreement(asked: SecondOpinions) -> list[str]:
    """Return in sentences how far the methods agree and which two do least."""
    pairs = list(combinations([str(name) for name in asked.ranks], 2))
    known = [(a, b) for a, b in pairs if not missing(asked.spearman.loc[a, b])]
    if not known:
        return [t("ui.trust.methods_alone")]
    shared = np.array([asked.overlap.loc[a, b] for a, b in known])
    related = np.array([asked.spearman.loc[a, b] for a, b in known])
    least = known[int(shared.argmin())]
    inside = (asked.ranks <= asked.top_k).all(axis=1).sum()
    return [
        t(
            "ui.trust.methods_agree",
            methods=len(asked.ranks.columns),
            low=_digits(float(related.min())),
            high=_digits(float(related.max())),
            overlap=chance(float(shared.mean())),
            k=asked.top_k,
        ),
        t(
            "ui.trust.methods_least",
            first=method_name(least[0]),
            second=method_name(least[1]),
            overlap=chance(float(shared.min())),
        ),
        t("ui.trust.methods_decide", all=inside, some=len(asked.decided), k=asked.top_k),
    ]


def decided(asked: SecondOpinions, estates: pd.DataFrame) -> pd.DataFrame:
    """Return the estates the method decides (index: estate_id), most disputed first.

    name, street, inside ("4/6"), methods_in in words, then the rank by each method.
    """
    found = asked.decided.set_index("alternative")
    named = estates.loc[found.index, ["name", "street"]]
    told = named.assign(
        name=named["name"].fillna(t("ui.unnamed")),
        inside=[f"{a}/{b}" for a, b in found[["inside", "of"]].to_numpy()],
        methods_in=[words("method", names) for names in found["methods_in"]],
    )
    return told.join(asked.ranks.loc[found.index])


def left_out(asked: SecondOpinions) -> Sequence[str]:
    """Return what a method could not do with these data, in sentences."""
    return [
        t(note.code, method=method_name(str(note.detail["method"])))
        for note in asked.notes
        if "method" in note.detail
    ]


def method_name(key: str) -> str:
    """Return what a method is called; the one that counts is marked."""
    name = t(f"method.{key}")
    return t("ui.trust.default_method", name=name) if key == DEFAULT else name


def _cells(matrix: np.ndarray, told: Callable[[float], str]) -> list[list[dict[str, str]]]:
    """Return cells with their words, nearer to 1 darker; a method with itself says nothing."""
    return [
        [{"text": "", "fill": ""} if i == j else _cell(float(v), told) for j, v in enumerate(row)]
        for i, row in enumerate(matrix)
    ]


def _cell(value: float, told: Callable[[float], str]) -> dict[str, str]:
    near = 0.0 if missing(value) else max(0.0, (value - _LEAST) / (1 - _LEAST))
    mixed = [round(255 + (part - 255) * near * _DEEPEST) for part in _SHADE]
    return {"text": told(value), "fill": "#{:02x}{:02x}{:02x}".format(*mixed)}


def _digits(value: float) -> str:
    return number(value, 3)
