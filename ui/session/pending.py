"""What this session chose and did not write yet: its edits, and the weights of its sliders."""

from collections.abc import Mapping
from typing import Any

from study.editing import Changes, edited
from study.plain_yaml import values
from ui.session import edits, state


def chosen(text: str, shares: Mapping[str, float]) -> Changes:
    """Return what this session chose on a file that says `text`, as changes of it.

    Edits that fit, and the weights of the sliders where they stand elsewhere than at `shares` and
    the file holds plain shares: judgements of a meeting are not wiped out by a slider.
    """
    found = dict(edits.now().changes)
    weights = state.chosen_shares(shares)
    if weights != dict(shares) and any(weights.values()) and direct(text):
        found.pop(("weights",), None)  # sliders moved after a method was taken: they hold
        found |= {("ranking", "need_share"): None}
        found |= {("weights", key): share for key, share in weights.items()}
    there = values(text) if found else {}
    return {path: value for path, value in found.items() if not _says(there, path, value)}


def written(text: str, shares: Mapping[str, float]) -> str:
    """Return `text` with what this session chose in it. Raises InputError as `edited` does."""
    changes = chosen(text, shares)
    return edited(text, changes) if changes else text


def direct(text: str) -> bool:
    """Return whether the weights of a study are plain shares, not judgements to be kept."""
    weights = values(text).get("weights")
    return isinstance(weights, dict) and all(
        isinstance(share, int | float) for share in weights.values()
    )


def _says(text: Any, path: tuple[str, ...], value: object) -> bool:  # noqa: ANN401 - any YAML value
    """Return whether a study says so already; what weighs nothing need not be named."""
    found = text
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found == value or (path[0] == "weights" and not value and found is None)
