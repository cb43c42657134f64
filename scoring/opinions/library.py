"""Second opinions reckoned by pymcdm, each with a defined answer where the library has none."""

import functools
import importlib
import sys
import threading
import types
from typing import Any

import numpy as np

from scoring.opinions.decision import Decision, constant
from scoring.opinions.normalise import normalise

# An answer: the scores, or None; and the code of what had to be done, or of what stood against it.
Opinion = tuple[np.ndarray | None, str]

FINE = ""
_LIBRARY = "pymcdm"
_PICTURES = "pymcdm.visuals"
_IMPORTING = threading.Lock()
_MIDDLE = 0.5
_NOISE = 1e-12


@functools.cache
def pymcdm_methods() -> Any:  # noqa: ANN401 - pymcdm carries no types
    """Return `pymcdm.methods` without its pictures.

    The pictures alone need matplotlib, which takes a second to start and writes a cache of fonts
    into the home folder of whoever runs Jiugai.
    """
    with _IMPORTING:
        if _LIBRARY not in sys.modules:
            _start_without_pictures()
        return importlib.import_module(f"{_LIBRARY}.methods")


def _start_without_pictures() -> None:
    sys.modules[_PICTURES] = types.ModuleType(_PICTURES)
    try:
        library = importlib.import_module(_LIBRARY)
        vars(library).pop("visuals", None)  # whoever wants the pictures can still import them
    finally:
        del sys.modules[_PICTURES]


def vikor(given: Decision) -> Opinion:
    """Return Q of VIKOR (v = 0.5), the less the better; constant criteria add nothing.

    Q joins the group's regret S and the largest single regret R, each stretched to 0-1; where all
    have the same S, or the same R, that half of Q is 0 for all (the library divides 0 by 0).
    Source: Opricovic & Tzeng 2004, European Journal of Operational Research 156: 445-455.
    """
    told = _telling(given)
    if told is None:
        return _alike(given), FINE
    regrets = (1 - normalise(told.cells, told.types, "minmax")) * told.weights
    halves = np.column_stack([regrets.sum(axis=1), regrets.max(axis=1)])
    flat = np.ptp(halves, axis=0) <= _NOISE
    if flat.all():
        return _alike(given), "methods.all_alike"
    if not flat.any():
        return _asked("VIKOR", told), FINE
    stretched = normalise(halves[:, ~flat], np.ones(1), "minmax")
    return stretched[:, 0] * _MIDDLE, "methods.vikor_flat"


def marcos(given: Decision) -> Opinion:
    """Return the utility of MARCOS, ratios to the best and to the worst of each criterion.

    Needs values of 0 and more, and above 0 for what costs. Where the worst of everything adds up
    to 0, utility against it is beyond measure and the score is its limit: against the best alone.
    Source: Stević et al. 2020, Computers & Industrial Engineering 140: 106231.
    """
    told = _not_empty(given)
    if told is None:
        return _alike(given), FINE
    if (told.cells < 0).any():
        return None, "methods.needs_no_negative"
    if (told.cells[:, told.types < 0] == 0).any():
        return None, "methods.needs_cost_above_0"
    if (told.types > 0).all() and (told.cells.min(axis=0) == 0).all():
        utility: np.ndarray = (told.cells / told.cells.max(axis=0)) @ told.weights
        return utility, "methods.marcos_limit"
    return _asked("MARCOS", told), FINE


def edas(given: Decision) -> Opinion:
    """Return the appraisal score of EDAS, 0-1: how far above and below the average.

    Needs values of 0 and more; constant criteria add nothing.
    Source: Keshavarz Ghorabaee et al. 2015, Informatica 26: 435-451.
    """
    told = _telling(given)
    if told is None:
        return _alike(given), FINE
    if (told.cells < 0).any():
        return None, "methods.needs_no_negative"
    return _asked("EDAS", told), FINE


def waspas(given: Decision) -> Opinion:
    """Return the score of WASPAS (half weighted sum, half weighted product of ratios to the best).

    Needs values above 0: being nothing on one criterion would make the product 0.
    Source: Zavadskas et al. 2012, Elektronika ir elektrotechnika 122(6): 3-6.
    """
    told = _not_empty(given)
    if told is None:
        return _alike(given), FINE
    if (told.cells <= 0).any():
        return None, "methods.needs_above_0"
    return _asked("WASPAS", told), FINE


def _asked(name: str, told: Decision) -> np.ndarray:
    # its own checks only warn: of dominated alternatives and weights of 0, which are fine here
    method = getattr(pymcdm_methods(), name)()
    scores = method(told.cells, told.weights, told.types, validation=False)
    return np.asarray(scores, dtype=float)


def _telling(given: Decision) -> Decision | None:
    """Return the decision by the criteria that count and tell alternatives apart, or None."""
    kept = (given.weights > 0) & ~constant(given.cells)
    return given.among(kept) if kept.any() else None


def _not_empty(given: Decision) -> Decision | None:
    """Return the decision by the criteria that count and are not 0 throughout, or None."""
    kept = (given.weights > 0) & given.cells.any(axis=0)
    return given.among(kept) if kept.any() else None


def _alike(given: Decision) -> np.ndarray:
    return np.full(len(given.alternatives), _MIDDLE)
