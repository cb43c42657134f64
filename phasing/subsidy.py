"""How the central subsidy is shared among cities or districts: the factor method (因素法)."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from tables import InputError

YUAN_PER_WAN = 10_000
PERFORMANCE = "performance"
REWARD = "reward"

Parts = dict[str, list[Fraction]]


def central_subsidy(
    areas: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    total_wan: float,
    reward_share: float = 0,
) -> pd.DataFrame:
    """Return each area's share and amount of a subsidy: area_id, part_<factor>, share, amount_wan.

        shareᵢ = Σ_f w_f · (f_i k_i) / Σⱼ (f_j k_j)  +  w_p · Pᵢ / ΣⱼPⱼ

    `areas` has one row a city or district: area_id, difficulty (k, fiscal difficulty coefficient),
    performance (P) and one column for each other factor named in `weights` (floor_area_m2,
    households, buildings, estates); weights (0–1) sum to 1. The parts of an area sum to its share,
    the shares to 1, the amounts to the total to the yuan (largest remainder, ties by area_id).

    With a `reward_share` r the task factors share 1 − r of the money, `performance` leaves the
    weights, and r follows task volume times performance: r · tᵢPᵢ / ΣⱼtⱼPⱼ, t the share by task.

    A factor nobody has anything of (no area has buildings) can share nothing: its weight goes to
    the other factors in proportion. Arithmetic is exact in the decimals given.

    Errors: `phasing.subsidy_areas` (twice or unnamed), `.subsidy_column`, `.subsidy_unknown` (which
    cells), `.subsidy_difficulty`, `.subsidy_weights`, `.subsidy_total`, `.subsidy_nothing`.
    Source: 中央财政城镇保障性安居工程专项资金管理办法 (2019) art. 8; reward: measure of 2024, our
    reading of it.

    >>> areas = pd.DataFrame(
    ...     {"area_id": ["甲", "乙"], "households": [10, 20], "difficulty": [1.0, 0.5]}
    ... )
    >>> central_subsidy(areas, weights={"households": 1}, total_wan=3)[["area_id", "amount_wan"]]
      area_id  amount_wan
    0       乙         1.5
    1       甲         1.5
    """
    table = areas.assign(area_id=_names(areas)).sort_values("area_id", ignore_index=True)
    exact = _weights(weights, reward_share)
    _check_total(total_wan)
    if table.empty:
        return _result(table["area_id"], {}, total_wan)
    parts = _parts(_volumes(table, exact), exact)
    if reward_share:
        parts = _rewarded(table, parts, _exact(reward_share))
    return _result(table["area_id"], parts, total_wan)


def _names(areas: pd.DataFrame) -> pd.Series:
    """Return the ids of the areas; one without an id, or one listed twice, is refused."""
    if "area_id" not in areas:
        raise InputError("phasing.subsidy_column", column="area_id")
    names = areas["area_id"].astype(object)
    twice = sorted({str(name) for name in names[names.duplicated()]})
    if twice or names.isna().any():
        raise InputError("phasing.subsidy_areas", areas="、".join(twice) or "—")
    return names.astype(str)


def _weights(weights: Mapping[str, float], reward_share: float) -> dict[str, Fraction]:
    """Return the weights above zero, exact; with a reward, those of the task alone."""
    given = [*weights.values(), reward_share]
    if any(not math.isfinite(value) or value < 0 for value in given) or reward_share > 1:
        raise InputError("phasing.subsidy_weights", weights=_listed(weights))
    exact = {name: _exact(value) for name, value in weights.items() if value}
    if sum(exact.values()) != 1:
        raise InputError("phasing.subsidy_weights", weights=_listed(weights))
    if reward_share:
        exact.pop(PERFORMANCE, None)
    return exact


def _check_total(total_wan: float) -> None:
    if not math.isfinite(total_wan) or total_wan < 0:
        raise InputError("phasing.subsidy_total", total=total_wan)


def _volumes(table: pd.DataFrame, weights: Mapping[str, Fraction]) -> Parts:
    """Return what each factor counts: amounts times the difficulty coefficient, or performance."""
    difficulty = _known(table, "difficulty")
    if min(difficulty) <= 0:
        area = table["area_id"][difficulty.index(min(difficulty))]
        raise InputError("phasing.subsidy_difficulty", area=area, value=float(min(difficulty)))
    return {
        name: _known(table, name)
        if name == PERFORMANCE
        else [a * k for a, k in zip(_known(table, name), difficulty, strict=True)]
        for name in weights
    }


def _known(table: pd.DataFrame, column: str) -> list[Fraction]:
    """Return a column in exact numbers; cells unknown or below zero are named and refused."""
    if column not in table:
        raise InputError("phasing.subsidy_column", column=column)
    values = pd.to_numeric(table[column], errors="coerce").astype(float)
    wrong = table["area_id"][~(values >= 0) | values.eq(math.inf)]
    if len(wrong):
        raise InputError("phasing.subsidy_unknown", column=column, areas="、".join(wrong))
    return [_exact(value) for value in values]


def _rewarded(table: pd.DataFrame, parts: Parts, reward: Fraction) -> Parts:
    """Return the parts with the reward; where nobody performed, it follows the task alone."""
    performance = _known(table, PERFORMANCE)
    task = _sums(parts)
    adjusted = [share * points for share, points in zip(task, performance, strict=True)]
    volumes = adjusted if any(adjusted) else task
    whole = sum(volumes, Fraction())
    kept = {name: [(1 - reward) * value for value in part] for name, part in parts.items()}
    return kept | {REWARD: [reward * value / whole for value in volumes]}


def _parts(volumes: Parts, weights: Mapping[str, Fraction]) -> Parts:
    """Return the share of the total that each area owes to each factor."""
    sums = {name: sum(volumes[name], Fraction()) for name in weights}
    used = sum((weight for name, weight in weights.items() if sums[name]), Fraction())
    if not used:
        raise InputError("phasing.subsidy_nothing", factors=", ".join(sorted(weights)))
    return {
        name: [
            weight / used * value / sums[name] if sums[name] else Fraction()
            for value in volumes[name]
        ]
        for name, weight in weights.items()
    }


def _sums(parts: Parts) -> list[Fraction]:
    return [sum(row, Fraction()) for row in zip(*parts.values(), strict=True)]


def _result(names: pd.Series, parts: Parts, total_wan: float) -> pd.DataFrame:
    shares = _sums(parts)
    total_yuan = round(_exact(total_wan) * YUAN_PER_WAN)
    yuan = _whole([share * total_yuan for share in shares], total_yuan if shares else 0)
    return pd.DataFrame(
        {
            "area_id": names,
            **{f"part_{name}": [float(value) for value in part] for name, part in parts.items()},
            "share": [float(share) for share in shares],
            "amount_wan": [amount / YUAN_PER_WAN for amount in yuan],
        }
    )


def _whole(amounts: Sequence[Fraction], total: int) -> list[int]:
    """Return whole amounts that sum to `total`: largest remainder first, ties in the order given.

    >>> _whole([Fraction(5, 3), Fraction(5, 3), Fraction(5, 3)], 5)
    [2, 2, 1]
    """
    floors = [math.floor(amount) for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda i: (floors[i] - amounts[i], i))
    more = set(by_remainder[: total - sum(floors)])
    return [floor + (index in more) for index, floor in enumerate(floors)]


def _exact(value: float) -> Fraction:
    """Return a number in the decimals it is written in: 0.4 is two fifths."""
    return Fraction(repr(float(value)))


def _listed(weights: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in weights.items())
