"""S-curves: what is spent and who is served, summed year after year, a line a proposal."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from phasing import Programme
from ui.money.basis import by_basis, years_of
from ui.money.scale import Frame, ticks
from ui.session.words import number, percent, proposal, t

_FRAME = Frame(width=600, height=330, left=62, right=78, top=20, foot=36)

Lines = Mapping[str, Sequence[float]]


def spent(plans: Sequence[Programme], horizon: Sequence[int], basis: str) -> pd.DataFrame:
    """Return 万元 summed up to each year (rows), a column a proposal; the last row is all of it."""
    tables = {plan.name: by_basis(plan, basis) for plan in plans}
    years = sorted({y for plan in plans for y in years_of(plan, tables[plan.name], horizon)})
    sums = {
        name: table.groupby("year")["amount_wan"].sum().reindex(years, fill_value=0.0).cumsum()
        for name, table in tables.items()
    }
    return pd.DataFrame(sums, index=pd.Index(years, name="year"))


def served(plans: Sequence[Programme], horizon: Sequence[int]) -> pd.DataFrame:
    """Return households whose works have started by each year (rows), a column a proposal.

    An estate whose households are unknown adds nothing; how many there are is told beside.
    """
    sums = {plan.name: plan.by_year.set_index("year")["households"] for plan in plans}
    table = pd.DataFrame(sums).reindex(list(horizon)).fillna(0.0)
    return table.cumsum().rename_axis("year")


def curves(
    table: pd.DataFrame,
    chosen: str,
    told: Callable[[float], str],
    *,
    actual: Mapping[int, float] | None = None,
) -> dict[str, Any]:
    """Return where every line stands: the `chosen` proposal in front, what really was beside it.

    `table` has a row a year and a column a proposal, summed up; every line starts at 0 before the
    first year. `actual` sums up what was done up to a year, where that is known.
    """
    years = [int(year) for year in table.index]
    highest = max([0.0, *map(float, table.max()), *(actual or {}).values()])
    steps = ticks(highest)
    names = [*(name for name in table if name != chosen), *([chosen] if chosen in table else [])]
    ends = [0.0, *years]
    lines = [_line(table[name].tolist(), str(name), years, steps[-1], told) for name in names]
    for line in lines:
        line["chosen"] = line["name"] == chosen
    return {
        "frame": _FRAME,
        "lines": lines,
        "actual": _actual(actual or {}, years, steps[-1]),
        "xs": [
            {"at": _FRAME.along(place, len(years)), "text": str(year) if place else ""}
            for place, year in enumerate(ends)
        ],
        "ys": [{"at": _FRAME.up(step, steps[-1]), "text": number(step)} for step in steps],
    }


def _line(
    values: Sequence[float], name: str, years: Sequence[int], top: float, told: Callable[..., str]
) -> dict[str, Any]:
    xs = [_FRAME.along(place, len(years)) for place in range(len(years) + 1)]
    ys = [_FRAME.up(value, top) for value in (0.0, *values)]
    whole = values[-1] if values else 0.0
    points = [
        {"x": x, "y": y, "tip": _tip(name, year, value, whole, told)}
        for x, y, year, value in zip(xs[1:], ys[1:], years, values, strict=True)
    ]
    end = {"x": xs[-1], "y": ys[-1], "text": told(whole)}
    path = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
    return {"name": name, "path": path, "points": points, "end": end}


def _tip(name: str, year: int, value: float, whole: float, told: Callable[..., str]) -> str:
    share = percent(value / whole) if whole else ""
    return f"{proposal(name)}\n{t('money_page.by_end', year=year)} {told(value)} {share}".strip()


def _actual(done: Mapping[int, float], years: Sequence[int], top: float) -> str:
    """Return the path of what really was, up to the last year that is known."""
    at = {year: place for place, year in enumerate(years, start=1)}
    known = sorted(year for year in done if year in at)
    points = [(0.0, 0.0), *((float(at[year]), done[year]) for year in known)]
    return " ".join(f"{_FRAME.along(x, len(years))},{_FRAME.up(y, top)}" for x, y in points)
