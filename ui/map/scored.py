"""What a browser needs to score estates anew while a weight is dragged: points, sides, classes."""

from collections.abc import Mapping
from typing import Any

from layers.classes import readiness_classes, score_classes
from layers.legend import label
from scoring import Scorecard
from ui.frame.weight_sliders import turn
from ui.map.geometry import PATH, handed, publish
from ui.server import address
from ui.session.view import View
from ui.session.words import locale

# which sides count in what a map shows
_WEIGHED = {"score": ("need", "readiness"), "need": ("need",), "readiness": ("readiness",)}


def scored(view: View, by: str) -> Mapping[str, Any] | None:
    """Return what ui/map/tools/weights.js re-scores with; None where no weight changes a colour.

    `url` leads to the points (`point_bytes`), `criteria` are its columns and `counted` says which
    of them count in what is shown; `classes` are all there may be, with the value each begins at.
    A score counts once an estate also where ranks count heads: colours are those of `estates`.
    """
    if by not in _WEIGHED:
        return None
    card = view.ranked.card
    return {
        "url": handed(address(f"{PATH}{publish(point_bytes(card))}")),
        "criteria": list(card.criteria),
        "counted": [side in _WEIGHED[by] for side in card.sides],
        "classes": _classes(by),
        "turn": turn(),
    }


def point_bytes(card: Scorecard) -> bytes:
    """Return the points of all estates by the first criterion, then by the next: Float64, NaN.

    >>> import numpy as np
    >>> card = Scorecard(("a",), ("age",), ("need",), *[np.array([[1.5]])] * 4)
    >>> np.frombuffer(point_bytes(card)).tolist()
    [1.5]
    """
    return card.score.astype("<f8").tobytes(order="F")


def _classes(by: str) -> list[dict[str, Any]]:
    found = readiness_classes() if by == "readiness" else score_classes()
    return [
        {
            "key": item.key,
            "label": label(item, locale=locale()),
            "fill": item.fill,
            "stroke": item.stroke,
            "dash": item.dash,
            "low": item.low,
            "high": item.high,
        }
        for item in found
    ]
