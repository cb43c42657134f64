"""Where each condition item of an estate comes from: inspected, or read from confirmed words."""

from collections.abc import Collection, Mapping

import pandas as pd

INSPECTED, TEXT = "inspected", "problem_text"
_COLUMNS = ("estate_id", "item", "source", "severity", "phrase", "keyword")


def condition_sources(
    estates: pd.DataFrame,
    found: pd.DataFrame,
    confirmed: Mapping[str, str],
    *,
    items: Collection[str],
) -> pd.DataFrame:
    """Return what each known condition item rests on, long: one row an estate and item.

    Columns: estate_id, item, source (`inspected` or `problem_text`), severity (0–3), and the
    phrase and keyword where it was read. `found` as `problems` gives it; `confirmed` says what each
    keyword stands for: a keyword without one changes nothing, nor one that stands for no item. An
    inspected severity always wins; of several phrases the worst counts, of equal ones the first in
    the order of phrase and keyword. Denied phrases never count: not seeing is not inspecting.

    >>> estates = pd.DataFrame({"estate_id": ["E1"], "leak": [None], "road": [1]})
    >>> said = pd.DataFrame([("E1", "漏水严重", "漏水", "leak", 3, False)], columns=["estate_id",
    ...     "phrase", "keyword", "item", "severity", "negated"])
    >>> condition_sources(estates, said, {"漏水": "leak"}, items=["leak", "road"])[
    ...     ["item", "source", "severity"]].values.tolist()
    [['leak', 'problem_text', 3], ['road', 'inspected', 1]]
    """
    seen = _inspected(estates, items)
    read = _read(found, confirmed, items)
    both = pd.concat([seen, read], ignore_index=True)
    both = both[both["estate_id"].isin(estates["estate_id"])]
    kept = both.drop_duplicates(["estate_id", "item"], keep="first")
    place = {item: number for number, item in enumerate(items)}
    ordered = kept.assign(place=kept["item"].map(place)).sort_values(["estate_id", "place"])
    return ordered[list(_COLUMNS)].astype({"severity": "int64"}).reset_index(drop=True)


def filled(estates: pd.DataFrame, sources: pd.DataFrame, *, items: Collection[str]) -> pd.DataFrame:
    """Return the condition items of each estate (columns `items`), in the order of `estates`."""
    wide = sources.pivot_table(
        index="estate_id", columns="item", values="severity", aggfunc="first"
    )
    wide = wide.reindex(index=estates["estate_id"], columns=list(items)).astype("Int64")
    return wide.rename_axis(columns=None).set_axis(estates.index)


def _inspected(estates: pd.DataFrame, items: Collection[str]) -> pd.DataFrame:
    long = estates.melt("estate_id", list(items), "item", "severity").dropna(subset="severity")
    return long.assign(source=INSPECTED, phrase="", keyword="")[list(_COLUMNS)]


def _read(
    found: pd.DataFrame, confirmed: Mapping[str, str], items: Collection[str]
) -> pd.DataFrame:
    """Return the severities of confirmed keywords, the worst first."""
    counted = found[~found["negated"].astype(bool)]
    told = counted.assign(item=counted["keyword"].map(dict(confirmed)), source=TEXT)
    told = told[told["item"].isin(list(items))]
    return told.sort_values(
        ["severity", "phrase", "keyword"], ascending=[False, True, True], kind="stable"
    )[list(_COLUMNS)]
