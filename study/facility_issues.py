"""What a planner should know of places that were not counted, and of how the others were known."""

from collections.abc import Iterable, Mapping

import pandas as pd

from study.facility_categories import Categorised, from_map
from tables import Issue
from texts import said

_MOST = 0.5  # of the places: more in no category of the catalogue, and coverage says little
_NAMED, _LISTED = 3, 10
_REJECTED = "study.facilities_rejected"
_METRO = "trn_metro"
# What an exit of a station is written as, by column.
_EXIT = {"typecode": r"\b150501\b", "tags": r"\brailway=subway_entrance\b", "name": r"口\)?$"}


def facility_issues(judged: Categorised) -> tuple[Issue, ...]:
    """Return one issue for every way in which places do not count as they were written.

    Rejected places: one issue a reason, with the first names. Unsure and unmapped ones: one each,
    with the kinds that are most frequent; of kinds as frequent the lower first.
    """
    others = judged.others
    return (
        *_unknown(judged),
        *_unmapped(others[others["status"].eq("unmapped")]),
        *_unsure(others[others["status"].eq("unsure")]),
        *_rejected(others[others["status"].eq("rejected")]),
        *_mapped(judged.facilities),
        *_exits(judged.facilities),
    )


def _unknown(judged: Categorised) -> Iterable[Issue]:
    """Warn where most categories somebody wrote are not known; a map holds much that never counts.

    A place of a map (with tags or a type code) is no gap in what a person wrote.
    """
    counted = judged.facilities[~from_map(judged.facilities)]
    others = judged.others[~judged.others["from_map"]]
    total = counted["facility_id"].nunique() + len(others)
    lost = others[others["status"].eq("unmapped")]
    if len(lost) > _MOST * total:
        detail = {"count": len(lost), "total": total}
        yield _issue("study.facilities_unknown", "warning", _kinds(lost, _NAMED), detail)


def _unmapped(rows: pd.DataFrame) -> Iterable[Issue]:
    if len(rows):
        detail = {"count": len(rows), "kinds": int(rows["raw_category"].nunique())}
        yield _issue("study.unlisted_category", "info", _kinds(rows, _LISTED), detail)


def _unsure(rows: pd.DataFrame) -> Iterable[Issue]:
    if len(rows):
        detail = {"count": len(rows), "names": _names(rows)}
        yield _issue("study.facilities_unsure", "warning", _kinds(rows, _LISTED), detail)


def _rejected(rows: pd.DataFrame) -> Iterable[Issue]:
    for reason, same in rows.groupby("reason", sort=True):
        code = f"{_REJECTED}.{reason}"
        known = said("zh", code)
        detail = {"count": len(same), "reason": str(reason)}
        code = code if known else f"{_REJECTED}.other"
        yield _issue(code, "info", _names(same), detail)


def _mapped(counted: pd.DataFrame) -> Iterable[Issue]:
    """Say how many places were understood by something else than a code of the catalogue."""
    once = counted.drop_duplicates("facility_id")
    mapped = once[once["how"].ne("code")]
    if len(mapped):
        by_name = int(mapped["how"].eq("name").sum())
        detail = {"count": len(mapped), "by_name": by_name, "total": len(once)}
        yield _issue("study.facilities_mapped", "info", "", detail)


def _exits(counted: pd.DataFrame) -> Iterable[Issue]:
    """Say how many of the stations are exits: the nearest is right, a count of stations is not."""
    stations = counted[counted["category"].eq(_METRO)].drop_duplicates("facility_id")
    said = [
        stations[name].astype("str").str.contains(mark, regex=True, na=False)
        for name, mark in _EXIT.items()
        if name in stations
    ]
    exits = int(pd.concat(said, axis=1).any(axis=1).sum()) if said and len(stations) else 0
    if exits:
        detail = {"count": exits, "total": len(stations)}
        yield _issue("study.metro_exits", "info", "", detail)


def _issue(code: str, severity: str, value: str, detail: Mapping[str, object]) -> Issue:
    return Issue(
        code,
        severity,  # type: ignore[arg-type] # one of the words of `tables.issue.SEVERITIES`
        table="facilities",
        column="category",
        value=value,
        detail=detail,
    )


def _kinds(rows: pd.DataFrame, most: int) -> str:
    """Return the most frequent raw categories with their counts."""
    counts = rows["raw_category"].value_counts().sort_index()
    shown = counts.sort_values(ascending=False, kind="stable").head(most)
    return "、".join(f"{kind or '—'} ({number})" for kind, number in shown.items())


def _names(rows: pd.DataFrame) -> str:
    """Return the first names in the order of the alphabet."""
    names = sorted({name for name in rows["name"] if name})
    return "、".join(names[:_NAMED]) or "—"
