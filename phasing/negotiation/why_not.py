"""All there is to say of why one estate does not start earlier: what binds, what would move it."""

from dataclasses import dataclass

import pandas as pd

from phasing.negotiation.asking import Asking, asking, obstacles
from phasing.negotiation.binding import COLUMNS, asked_years, row
from phasing.negotiation.room import Room, room
from phasing.negotiation.score_change import Scale, ScoreChange, score_change
from phasing.negotiation.shortage import Shortage, shortage
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks, Settings
from tables import InputError


@dataclass(frozen=True, eq=False)
class WhyNot:
    """Why an estate does not start earlier, or at all, and what would move it.

    year_now: its year, None where it is not placed. cluster: who moves with it. rows: as in
    `binding`, but all that stands in the way of each year, `more` counting what comes after.
    shortages: for each year that no fact shuts and in which its money would lack. rooms: who would
    have to move and what it costs, for the first of the years no fact shuts and the last.
    score_change: for the last of these; None where every year is shut.
    """

    estate_id: str
    year_now: int | None
    cluster: tuple[str, ...]
    rows: pd.DataFrame
    shortages: tuple[Shortage, ...]
    rooms: tuple[Room, ...]
    score_change: ScoreChange | None


def why_not(
    standing: Standing,
    estate_id: str,
    *,
    settings: Settings,
    scale: Scale,
    hooks: Hooks | None = None,
) -> WhyNot:
    """Return why one estate does not start earlier, solved again for what it would take.

    Raises InputError `phasing.unknown_estate` where the problem has no such estate.
    """
    if estate_id not in set(standing.problem.estates["estate_id"]):
        raise InputError("phasing.unknown_estate", rule="why_not", name=estate_id, nearest="")
    return why_not_in(asking(standing), estate_id, settings=settings, scale=scale, hooks=hooks)


def why_not_in(
    asked: Asking,
    estate_id: str,
    *,
    settings: Settings,
    scale: Scale,
    hooks: Hooks | None = None,
) -> WhyNot:
    """Return why one estate of a plan opened once does not start earlier (see `why_not`)."""
    years = asked_years(asked, estate_id)
    unit = asked.standing.unit_of.get(estate_id)
    open_ = [y for y in years if unit and y - unit.plan(0)[estate_id] in unit.years]
    rooms = tuple(
        room(asked, estate_id, year, settings=settings, hooks=hooks)
        for year in dict.fromkeys([*open_[:1], *open_[-1:]])
    )
    change = None
    if rooms:
        change = score_change(asked, rooms[-1], scale=scale, settings=settings, hooks=hooks)
    return WhyNot(
        estate_id,
        asked.standing.plan.get(estate_id),
        tuple(member for member in unit.members if member != estate_id) if unit else (),
        _rows(asked, estate_id, years),
        tuple(s for year in open_ if (s := shortage(asked, estate_id, year)) and s.short_wan),
        rooms,
        change,
    )


def _rows(asked: Asking, estate_id: str, years: list[int]) -> pd.DataFrame:
    found = [(year, obstacles(asked, estate_id, year)) for year in years]
    rows = [
        row(asked, estate_id, year, all_[at:]) for year, all_ in found for at in range(len(all_))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
