"""All there is to say of why one estate does not start earlier, as codes with their numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from phasing.funds import NEXT_PLAN
from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.room import Room
from phasing.negotiation.score_change import ScoreChange
from phasing.negotiation.shortage import Shortage
from phasing.negotiation.why_not import WhyNot
from phasing.rules import LockIn
from study.negotiation.outward import POINT_DIGITS, at_least, at_most, down, up
from study.negotiation.why_runs import runs, said_once
from study.negotiation.why_words import Said, amount, obstacle_words, percent, row_words

# So many of those that would move are named in a sentence, so many sources that could pay.
_NAMED, _PAYERS = 5, 3
_MEMBER = "cluster_member"  # another member of its cluster shuts the year


def why_not_words(found: WhyNot, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what there is to say of one estate, in the order it is to be read.

    Its place; what stands in the way of each year; for the first and the last year that no fact
    shuts: who could pay what lacks, who would have to move for it and what that costs; the score
    that would move it.
    """
    rows = found.rows.drop_duplicates("year").to_dict("records")
    by_year = [(int(row["year"]), (*row_words(row, names), *_apart(row, names))) for row in rows]
    said = [_head(found, names), *said_once(run.said for run in runs(by_year))]
    lacks = {lack.year: lack for lack in found.shortages}
    for there in found.rooms:
        said += shortage_words(lacks[there.year]) if there.year in lacks else ()
        said += room_words(there, names)
    said += [score_words(found.score_change)] if found.score_change else []
    return tuple(said)


def shortage_words(found: Shortage) -> tuple[Said, ...]:
    """Return who could pay what an estate lacks in a year: alone, or together."""
    values = {"year": found.year, "short": amount(found.short_wan)}
    payers = found.payers.to_dict("records")
    if not payers:
        return (Said("why.payer.nobody", values),)
    said = [_payer(row) for row in (payers[:_PAYERS] if payers[0]["alone"] else payers)]
    rest = found.short_wan - sum(row["short_wan"] for row in payers)
    if payers[0]["alone"]:
        return Said("why.payer.any", values), *said
    # Sums of the same yuan may differ in the last digit: what is no yuan is nothing.
    last = [Said("why.payer.rest", {"short": amount(rest)})] if round(rest, 4) > 0 else []
    return Said("why.payer.all", values), *said, *last


def room_words(found: Room, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what starting an estate in a year would take, or why it cannot be.

    A year shut by a fact is not said again: that is in the rows.
    """
    values: dict[str, object] = {"year": found.year}
    if found.obstacle and found.code == _MEMBER:
        return _if_given_up(found.obstacle, found.year, names)
    if found.code == "no_plan" and found.obstacle:
        lacks = obstacle_words(found.obstacle, found.year, names)
        return Said("why.room.never", values), lacks
    if found.code == "no_plan":
        rules = len(found.clash.rules) if found.clash else 0
        return (Said("why.room.no_plan", values | {"count": rules}),)
    if found.moved is None:
        return (Said("why.room.not_told", values),) if found.code == "not_told" else ()
    first = Said(_room_code(found), values | _moved(found.moved, names) | _lost(found))
    return first, *_moves(found.moved, names)


def score_words(found: ScoreChange) -> Said:
    """Return which score would start an estate in a year or before it."""
    values = {
        "year": found.year,
        "now": _points(found.now),
        "score": "" if found.score is None else _points(up(found.score, POINT_DIGITS)),
        "least": _points(down(found.least, POINT_DIGITS)),
        "not_at": _points(down(found.not_at, POINT_DIGITS)),
    }
    if found.code not in _SCORED:
        return Said("why.score.shut", {"year": found.year})
    open_ = ".open" if found.code == "moves" and not found.least > _known(found.now) else ""
    column = "readiness" if found.column == "readiness" else "score"
    return Said(f"why.{column}.{found.code}{open_}", values)


_SCORED = ("moves", "beyond_top", "open", "moves_now", "no_score", "no_value")


def _apart(row: Mapping[Any, Any], names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return that a year shut by another member is open without the cluster, if nothing else is."""
    if row["code"] != _MEMBER or row["more"]:
        return ()
    found = Obstacle(*(row[name] for name in Obstacle._fields))
    return _if_given_up(found, int(row["year"]), names)


def _if_given_up(found: Obstacle, year: int, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return that a year is open if the cluster is given up; two locks tear it apart, and clash."""
    if isinstance(found.rule, LockIn):
        return ()
    values = {"year": year, "other": names.get(found.other, found.other)}
    return (Said("why.room.cluster", values),)


def _head(found: WhyNot, names: Mapping[str, str]) -> Said:
    values: dict[str, object] = {
        "name": names.get(found.estate_id, found.estate_id),
        "year": found.year_now,
        "others": len(found.cluster),
    }
    code = "out" if found.year_now is None else "first" if found.rows.empty else "late"
    return Said(f"why.head.{code}{'.cluster' if found.cluster else ''}", values)


def _payer(row: Mapping[Any, Any]) -> Said:
    later = row["source"] == NEXT_PLAN
    values = {
        "source": row["source"],
        "money_year": row["money_year"],
        "short": amount(row["short_wan"]),
    }
    if later:
        return Said("why.payer.next_plan", values)
    return Said("why.payer.direct" if row["directly"] else "why.payer.relief", values)


def _room_code(found: Room) -> str:
    if found.code != "moved":
        return f"why.room.{found.code}"
    nobody = ".nobody" if found.moved is None or found.moved.empty else ""
    return f"why.room.{'moved' if found.lost_least > 0 else 'open'}{nobody}"


def _lost(found: Room) -> dict[str, object]:
    if found.lost != found.lost:
        return {}
    size = abs(found.value) or float("inf")  # nothing of a plan that is worth nothing
    return {
        "least": at_least(found.lost_least / size),
        "most": at_most(found.lost_most / size),
        "lost": percent(abs(found.lost) / size),
    }


def _moved(moved: pd.DataFrame, names: Mapping[str, str]) -> dict[str, object]:
    ids = moved["estate_id"].tolist()
    first = "、".join(names.get(estate, estate) for estate in ids[:_NAMED])
    return {"count": len(ids), "names": first + (" …" if len(ids) > _NAMED else "")}


def _moves(moved: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Said]:
    """Yield the moves, one each, where they are few enough to be read."""
    for row in moved.to_dict("records") if len(moved) <= _NAMED else []:
        values = {
            "name": names.get(row["estate_id"], row["estate_id"]),
            "before": row["year_before"],
            "after": row["year_after"],
        }
        yield Said(f"why.move.{row['change']}", values)


def _points(score: float) -> str:
    return "—" if score != score else amount(round(score, POINT_DIGITS))  # noqa: PLR0124  NaN is unknown


def _known(score: float) -> float:
    return 0.0 if score != score else score  # noqa: PLR0124  NaN is unknown
