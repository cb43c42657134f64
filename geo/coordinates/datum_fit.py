"""Which datum a layer is in, told from how it lies on another layer that is known to be right."""

from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import metric_crs, somewhere, to_metric
from geo.coordinates.datum import DATUMS, Datum, converted, shifted_here
from geo.coordinates.misfit import Floats, Ground, misfits
from tables import InputError

Verdict = Literal["clear", "unclear", "mixed", "few", "outside"]
_HALF = 1 / 2
_GOLDEN = np.pi * (3 - 5**0.5)  # the angle of a sunflower's seeds: even over a ring, without chance


@dataclass(frozen=True)
class Limits:
    """When the data may speak, and how long it is asked.

    `fewest` features, of which at most `most` are looked at; `reach_m`: beyond it a feature and
    the nearest trusted shape have nothing to do with each other. `shifts` displacements between
    `nearest_m` and `farthest_m`, none within `nearest_m` of a hypothesis, show what chance does;
    `resamples` of the features show how steady the answer is. The answer stands at `confidence`
    or more and `chance` or less, unless a second datum gains at least the part `mixed` of what
    the best gains over an arbitrary move.
    """

    fewest: int
    most: int
    reach_m: float
    shifts: int
    nearest_m: float
    farthest_m: float
    resamples: int
    confidence: float
    chance: float
    mixed: float


@dataclass(frozen=True)
class DatumFit:
    """What the data say: the verdict, the datum (None unless `clear`), and the evidence.

    `verdict`: `clear`; `unclear` (no datum fits better than chance, or two fit equally well);
    `mixed` (two datums both fit better than chance: perhaps half the layer was moved); `few`
    (fewer features than asked for lie where the trusted layer is); `outside` (web maps do not
    shift there). `leading` is the datum that fits best, sure or not. `confidence`: share of the
    resamples in which it does; `chance`: share of the arbitrary displacements that fit as well.
    `misfit` is one number for each of `geo.coordinates.datum.DATUMS`, 0 the best, 1 the worst.
    """

    verdict: Verdict
    datum: Datum | None = None
    leading: Datum | None = None
    confidence: float = np.nan
    chance: float = np.nan
    used: int = 0
    misfit: tuple[float, ...] = ()


def datum_fit(
    layer: gpd.GeoDataFrame, trusted: gpd.GeoDataFrame, *, limits: Limits, seed: int
) -> DatumFit:
    """Return the datum in which `layer` lies best on `trusted`; both in EPSG:4326.

    For each hypothesis the layer is converted to WGS84 and its misfit taken
    (`geo.coordinates.misfit`): points should lie near streets or in buildings, outlines should not
    be cut by streets. The best datum is judged twice. **Bootstrap**: features drawn again with
    replacement; confidence = the share of draws in which the same datum is best. **Shift test**:
    the layer as it came is moved by arbitrary amounts; chance = (1 + moves that fit as well) / (1 +
    moves). The first says the three are told apart, the second that the best of them is really a
    fit.

    Row order plays no part. Raises InputError `geo.not_degrees` for another CRS.
    """
    laid = _laid(layer, trusted, limits, seed)
    if isinstance(laid, DatumFit):
        return laid
    moved = [
        shapely.transform(laid.given, lambda xy, to=to: xy + to) for to in _moves(laid, limits)
    ]
    return _judged(laid, misfits(moved, laid.ground), limits, seed)


def looks_moved(
    layer: gpd.GeoDataFrame, trusted: gpd.GeoDataFrame, *, limits: Limits, seed: int
) -> bool:
    """Return whether `datum_fit` may find the layer, or a part of it, shifted.

    A look before it, at a fiftieth of its cost: False where too few can tell or nothing is
    shifted, and where the layer surely lies best as it came.
    """
    laid = _laid(layer, trusted, limits, seed)
    if isinstance(laid, DatumFit):
        return False
    best = _best(laid.own.mean(axis=1))
    steady = _steadiness(laid.own, best, limits.resamples, seed) >= limits.confidence
    return best > 0 or not steady


@dataclass(frozen=True, eq=False)
class _Laid:
    """A layer laid on the ground in metres: as it came, where each hypothesis has it, how well."""

    given: NDArray[np.object_]
    steps: Floats
    own: Floats
    ground: Ground


def _laid(
    layer: gpd.GeoDataFrame, trusted: gpd.GeoDataFrame, limits: Limits, seed: int
) -> _Laid | DatumFit:
    _need_degrees(layer, trusted)
    shapes = _chosen(layer, limits.most, seed)
    below = somewhere(trusted.geometry.to_numpy())
    below = below[~shapely.is_missing(below)]
    if len(shapes) < limits.fewest or not len(below):
        return DatumFit("few", used=len(shapes))
    if not _mostly_shifted(shapes):
        return DatumFit("outside", used=len(shapes))
    given, hypotheses, metric = _metric(shapes, below)
    ground = Ground(metric, limits.reach_m)
    own = misfits(hypotheses, ground)
    heard = np.isfinite(own).all(axis=0)  # a feature is heard about all three, or not at all
    if heard.sum() < limits.fewest:
        return DatumFit("few", used=int(heard.sum()))
    steps = np.array([_middle(places) for places in hypotheses]) - _middle(given)
    return _Laid(given[heard], steps, own[:, heard], ground)


def _need_degrees(*frames: gpd.GeoDataFrame) -> None:
    for frame in frames:
        if frame.crs is None or not frame.crs.is_geographic:
            raise InputError("geo.not_degrees", crs=frame.crs.to_string() if frame.crs else "—")


def _chosen(layer: gpd.GeoDataFrame, most: int, seed: int) -> NDArray[np.object_]:
    """Return the shapes to look at: all, or `most` of them drawn from an order of their own."""
    shapes = somewhere(layer.geometry.to_numpy())
    shapes = shapes[~shapely.is_missing(shapes)]
    chosen = np.argsort(shapely.to_wkb(shapes), kind="stable")
    if len(chosen) > most:
        chosen = chosen[np.random.default_rng(seed).choice(len(chosen), most, replace=False)]
    return np.asarray(shapes[chosen], dtype=object)


def _mostly_shifted(shapes: NDArray[np.object_]) -> bool:
    return bool(shifted_here(shapely.get_coordinates(shapely.centroid(shapes))).mean() > _HALF)


def _metric(
    shapes: NDArray[np.object_], ground: NDArray[np.object_]
) -> tuple[NDArray[np.object_], list[NDArray[np.object_]], NDArray[np.object_]]:
    """Return the layer as it came, as each hypothesis has it, and the ground, all in metres."""
    frame = gpd.GeoDataFrame(geometry=ground, crs="EPSG:4326")
    crs = metric_crs(frame)

    def metric(given: NDArray[np.object_]) -> NDArray[np.object_]:
        there = to_metric(gpd.GeoDataFrame(geometry=given, crs="EPSG:4326"), crs)
        return np.asarray(there.geometry.to_numpy(), dtype=object)

    hypotheses = [metric(converted(shapes, given=datum, wanted="wgs84")) for datum in DATUMS]
    return metric(shapes), hypotheses, metric(ground)


def _middle(shapes: NDArray[np.object_]) -> Floats:
    return np.asarray(np.median(shapely.get_coordinates(shapely.centroid(shapes)), axis=0))


def _moves(laid: _Laid, limits: Limits) -> Floats:
    """Return displacements spread evenly over a ring, none close to a hypothesis."""
    count = 2 * limits.shifts
    part = (np.arange(count) + _HALF) / count
    low, high = limits.nearest_m**2, limits.farthest_m**2
    radius, angle = np.sqrt(low + part * (high - low)), np.arange(count) * _GOLDEN
    ring = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    gaps = _gaps(ring, laid.steps)
    free = ring[(gaps >= limits.nearest_m).all(axis=1)]
    some = np.linspace(0, len(free) - 1, min(limits.shifts, len(free))).astype(int)
    return np.asarray(free[some])


def _gaps(places: Floats, others: Floats) -> Floats:
    return np.asarray(np.linalg.norm(places[:, None, :] - others[None, :, :], axis=2))


def _best(scores: Floats) -> int:
    return int(scores.argmin())  # equals: the datum nearest to the ground


def _judged(laid: _Laid, moved: Floats, limits: Limits, seed: int) -> DatumFit:
    scores, by_chance = laid.own.mean(axis=1), _means(moved, limits.fewest)
    by_chance = by_chance[np.isfinite(by_chance)]
    best = _best(scores)
    chances = (1 + (by_chance[None, :] <= scores[:, None]).sum(axis=1)) / (1 + len(by_chance))
    confidence = _steadiness(laid.own, best, limits.resamples, seed)
    fits = chances <= limits.chance
    gains = (np.median(by_chance) if len(by_chance) else np.nan) - scores
    apart = _gaps(laid.steps, laid.steps)[best] >= limits.nearest_m
    rivals = fits & apart & (gains >= limits.mixed * gains[best])
    sure = confidence >= limits.confidence and fits[best]
    verdict: Verdict = "mixed" if fits[best] and rivals.any() else "clear" if sure else "unclear"
    return DatumFit(
        verdict,
        datum=DATUMS[best] if verdict == "clear" else None,
        leading=DATUMS[best],
        confidence=confidence,
        chance=float(chances[best]),
        used=laid.own.shape[1],
        misfit=tuple(scores.tolist()),
    )


def _means(misfit: Floats, fewest: int) -> Floats:
    """Return the mean misfit of the features that can tell; NaN where they are too few."""
    known = np.isfinite(misfit)
    count = known.sum(axis=1)
    mean = np.where(known, misfit, 0).sum(axis=1) / np.maximum(count, 1)
    return np.where(count >= np.maximum(fewest, misfit.shape[1] * _HALF), mean, np.nan)


def _steadiness(own: Floats, best: int, resamples: int, seed: int) -> float:
    """Return the share of resamples in which `best` fits better than the others (ties: half)."""
    count = own.shape[1]
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), resamples)
    totals = draws @ own.T
    others = np.delete(totals, best, axis=1).min(axis=1)
    better = np.where(totals[:, best] == others, _HALF, totals[:, best] < others)
    return float(better.mean())
