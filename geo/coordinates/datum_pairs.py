"""Which datum a layer is in, told from the same places standing in a trusted layer too."""

import numpy as np
from numpy.typing import NDArray

from geo.coordinates.datum import DATUMS, Degrees, convert, shifted_here
from geo.coordinates.datum_fit import DatumFit, Verdict

_EARTH_M = 6371000.0
_JEFFREYS = 1 / 2
_CLEARLY = 2  # a pair speaks for a datum that fits it twice as well as any other


def datum_of_pairs(
    places: Degrees,
    trusted: Degrees,
    *,
    reach_m: float,
    fewest: int,
    confidence: float,
    mixed: float,
) -> DatumFit:
    """Return the datum in which `places` lie on `trusted`: lon/lat in rows, shape (n, 2) each.

    A pair (the same id or the same name in both layers) speaks for the datum that brings it
    within `reach_m`, and twice as near as any other does. With k of n speaking pairs for the
    datum with most, confidence = P(p > ½) for p ~ Beta(k + ½, n - k + ½): Jeffreys' prior on the
    share of pairs in that datum. `clear` at `confidence` or more with at least `fewest` speaking
    pairs; `mixed` when more than the share `mixed` of them speak for another datum. `misfit` is
    the median distance under each datum, in metres.

    >>> ground = np.array([[113.6, 34.7], [113.61, 34.71], [113.62, 34.72]])
    >>> found = datum_of_pairs(convert(ground, given="wgs84", wanted="bd09"), ground,
    ...                        reach_m=150.0, fewest=3, confidence=0.95, mixed=0.2)
    >>> found.datum, round(found.confidence, 3), found.used
    ('bd09', 0.967, 3)
    """
    known = np.isfinite(places).all(axis=1) & np.isfinite(trusted).all(axis=1)
    places, trusted = places[known], trusted[known]
    if len(places) < fewest:
        return DatumFit("few", used=len(places))
    if not shifted_here(trusted).any():
        return DatumFit("outside", used=len(places))
    gaps = np.array(
        [_metres(convert(places, given=datum, wanted="wgs84"), trusted) for datum in DATUMS]
    )
    votes = _votes(gaps, reach_m)
    best, count = int(votes.argmax()), int(votes.sum())
    from scipy.special import betainc  # noqa: PLC0415 - loads slowly

    sure = float(1 - betainc(votes[best] + _JEFFREYS, count - votes[best] + _JEFFREYS, 1 / 2))
    verdict: Verdict = "few" if count < fewest else "clear" if sure >= confidence else "unclear"
    if count >= fewest and count - votes[best] > mixed * count:
        verdict = "mixed"
    return DatumFit(
        verdict,
        datum=DATUMS[best] if verdict == "clear" else None,
        leading=DATUMS[best] if count else None,
        confidence=sure,
        used=count,
        misfit=tuple(np.median(gaps, axis=1).tolist()),
    )


def _votes(gaps: Degrees, reach_m: float) -> NDArray[np.int64]:
    """Return how many pairs speak for each datum."""
    nearest = gaps.argmin(axis=0)
    ordered = np.sort(gaps, axis=0)
    speaks = (ordered[0] <= reach_m) & (ordered[1] >= _CLEARLY * ordered[0])
    return np.bincount(nearest[speaks], minlength=len(DATUMS))


def _metres(one: Degrees, other: Degrees) -> Degrees:
    """Return the distance over the ground, good to 0.1 % for the few hundred metres of a shift."""
    middle = np.radians((one[:, 1] + other[:, 1]) / 2)
    step = np.radians(one - other)
    return np.asarray(_EARTH_M * np.hypot(step[:, 0] * np.cos(middle), step[:, 1]))
