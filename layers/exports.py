"""The tables as they are handed to others: ordered columns, rounded numbers, codes with words."""

import geopandas as gpd
import pandas as pd

from layers.classes import year_keys
from layers.negotiated import negotiated_columns
from layers.reasons import reason_words, with_delay
from study.results import Results
from tables import ESTATES
from texts import LOCALES, say

# Digits kept, by the end of a column's name; the first that fits. Scores are told in hundredths.
_DIGITS = (
    ("_wan", 4), ("_yuan", 2), ("_m2", 1), ("_m", 1), ("_rate", 4), ("score", 2), ("_part", 2),
    ("score_low", 2), ("score_high", 2), ("need", 2), ("need_low", 2), ("need_high", 2),
    ("readiness", 2), ("readiness_low", 2), ("readiness_high", 2), ("rank_expected", 1),
)  # fmt: skip
_DIGITS_ELSE = 4

# Columns of codes, and the kind of words that says them.
_WORDS = {
    "gate": "gate", "reason": "reason", "cost_basis": "cost_basis", "grade": "grade",
    "postponed": "gate", "cluster_origin": "cluster_origin", "deposit_ok": "deposit_ok",
    "scheme_stage": "scheme_stage", "demonstration": "demonstration",
    "walk_status": "walk_status",
}  # fmt: skip
_LISTED = {
    "gaps": "category", "consent_short": "consent_short", "plan_conflicts": "plan_kind",
}  # fmt: skip

_CRITERIA = (
    "age", "condition", "coverage", "vulnerability", "willingness", "consent", "scheme", "deposits",
)  # fmt: skip
_SCORES = tuple(f"{criterion}_score" for criterion in _CRITERIA)
PARTS = tuple(f"{criterion}_part" for criterion in _CRITERIA)

_MEASURED = (
    "response_rate", "support_rate", "fee_rate", "participation_rate",
    "consent", "vote_area_share", "vote_head_share", "yes_area_share", "yes_head_share",
    "consent_short", "deposit_per_household_yuan", "deposit_paid_share", "deposit_ok",
    "walk_status", "coverage_5", "coverage_10", "coverage_15", "coverage", "coverage_low",
    "coverage_high", "gaps",
    *_SCORES, *PARTS,
    "score", "score_low", "score_high", "need", "need_low", "need_high",
    "readiness", "readiness_low", "readiness_high", "completeness",
    "rank", "rank_best", "rank_worst", "rank_expected", "rank_p05", "rank_p95", "first_share",
    "top_share", "grade",
    "cost_wan", "cost_basis", "cluster_origin", "plan_conflicts", "gate", "postponed",
    "postponed_until",
    "year", "reason",
)  # fmt: skip


def estates_layer(results: Results) -> gpd.GeoDataFrame:
    """Return the estates as GIS people get them, one row an estate, sorted by `estate_id`.

    The ledger's columns come first, then what was measured, scored and planned; codes are
    followed by their words (`gate`, `gate_zh`, `gate_en`), `money_<source>_wan` says who pays in
    the first proposal, `why_…` what keeps an estate from an earlier year (`negotiated_columns`).
    Unknown values are missing. The parts of a score, rounded, still add up
    to the score, rounded. Geometry stays in EPSG:4326; an estate without an outline has None.
    """
    # a copy lays the hundred columns side by side again, so that one more is no slow matter
    estates = results.estates.sort_values("estate_id", ignore_index=True).copy()
    table = _parts_that_add_up(rounded(pd.DataFrame(estates[_order(estates)]))).copy()
    if "reason" in table:
        last = results.choices.horizon[-1]
        table = table.assign(reason=with_delay(table["reason"], estates, last_year=last))
    table = _with_words(table.assign(year_class=year_keys(estates)))
    asked = rounded(negotiated_columns(results, estates["estate_id"]))
    table = table.join(_money(results, estates["estate_id"])).join(asked)
    return gpd.GeoDataFrame(table.copy(), geometry=estates.geometry, crs=estates.crs)


def walks_table(results: Results) -> pd.DataFrame:
    """Return the walk from each estate to the nearest facility of each category."""
    keys = ["estate_id", "category"]
    return rounded(results.walks.sort_values(keys, ignore_index=True))


def indicators_table(results: Results) -> pd.DataFrame:
    """Return every indicator of every estate: raw value, points, weight, range."""
    keys = ["estate_id", "criterion", "indicator"]
    return rounded(results.indicators.sort_values(keys, ignore_index=True))


def works_table(results: Results) -> pd.DataFrame:
    """Return what is to be done in each estate: item, quantity, unit cost, class, and why."""
    if results.works.empty:
        return pd.DataFrame()
    return rounded(results.works.sort_values(["estate_id", "item"], ignore_index=True))


def plan_table(results: Results) -> pd.DataFrame:
    """Return who pays what for which estate in which year, for every proposal."""
    keys = ["proposal", "estate_id", "year", "source", "pay_year"]
    parts = [plan.money.assign(proposal=plan.name) for plan in results.proposals]
    if not parts:
        return pd.DataFrame(columns=[*keys, "amount_wan"])
    table = pd.concat(parts)[[*keys, "amount_wan"]]
    return rounded(table.sort_values(keys, ignore_index=True))


def input_layer(results: Results, name: str) -> gpd.GeoDataFrame | None:
    """Return an input table that lies on the map as it was read, or None where there is none."""
    table = results.inputs.get(name)
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        return None
    return table.reset_index(drop=True)


def _order(estates: pd.DataFrame) -> list[str]:
    told = [name for name in ESTATES.names if name not in _MEASURED]
    first = [name for name in (*told, *_MEASURED) if name in estates.columns]
    rest = estates.drop(columns=[*first, "geometry"])
    return first + list(rest.columns)


def _money(results: Results, estate_ids: pd.Series) -> pd.DataFrame:
    if not results.proposals or results.proposals[0].money.empty:
        return pd.DataFrame(index=estate_ids.index)
    money = results.proposals[0].money.pivot_table(
        index="estate_id", columns="source", values="amount_wan", aggfunc="sum", fill_value=0.0
    )
    named = money.sort_index(axis=1).rename(columns=lambda source: f"money_{source}_wan")
    return rounded(named.reindex(estate_ids).reset_index(drop=True).rename_axis(columns=None))


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its numbers rounded as they are handed over, by column name."""
    numbers = table.select_dtypes("number").columns
    kept = table.round({name: _digits(str(name)) for name in numbers})
    whole = [name for name in numbers if _is_count(str(name)) and _is_whole(kept[name])]
    return kept.astype(dict.fromkeys(whole, "Int64"))


def _is_count(name: str) -> bool:
    return name in ESTATES.names and ESTATES.column(name).kind in {"integer", "year", "severity"}


def _is_whole(numbers: pd.Series) -> bool:
    known = numbers.dropna()
    return bool(known.eq(known.round()).all())


def _digits(name: str) -> int:
    return next((digits for end, digits in _DIGITS if name.endswith(end)), _DIGITS_ELSE)


def _parts_that_add_up(table: pd.DataFrame) -> pd.DataFrame:
    """Give what rounding lost or won to the largest part of each score."""
    names = [name for name in table.columns if str(name).endswith("_part")]
    scored = table["score"].notna() if names and "score" in table else pd.Series(dtype=bool)
    if not scored.any():
        return table
    parts = table.loc[scored, names].astype("float64").fillna(0.0)
    lost = table.loc[scored, "score"] - parts.sum(axis=1)
    largest = parts.idxmax(axis=1)
    fixed = {
        name: table[name].add(lost.where(largest.eq(name)), fill_value=0.0).round(2)
        for name in names
        if largest.eq(name).any()
    }
    return table.assign(**fixed)


def _with_words(table: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name in table.columns:
        columns[name] = table[name]
        for locale in LOCALES:
            if name in _WORDS:
                columns[f"{name}_{locale}"] = words(table[name], _WORDS[name], locale=locale)
            elif name in _LISTED:
                columns[f"{name}_{locale}"] = listed(table[name], _LISTED[name], locale=locale)
    return pd.DataFrame(columns, index=table.index).copy()


def words(codes: pd.Series, kind: str, *, locale: str) -> pd.Series:
    """Return the words of each code of one kind ("gate", "reason", …); no code, no words.

    >>> words(pd.Series(["error", None]), "severity", locale="en").tolist()
    ['Error', '']
    """
    known = {
        code: reason_words(str(code), locale=locale, kind=kind)
        for code in codes.dropna().unique()
        if code
    }
    return codes.map(known).astype(object).where(codes.isin(list(known)), "").rename(kind)


def shown_names(estates: pd.DataFrame) -> pd.Series:
    """Return the name of each estate as it is shown; one without a name goes by its id.

    >>> shown_names(pd.DataFrame({"estate_id": ["E1"], "name": [None]})).tolist()
    ['E1']
    """
    names = estates["name"].astype("str")
    return names.where(names.notna() & names.ne(""), estates["estate_id"].astype("str"))


def listed(codes: pd.Series, kind: str, *, locale: str) -> pd.Series:
    """Return the words of ";"-joined codes, joined with a comma as the language writes it."""
    comma = "、" if locale == "zh" else ", "

    def told(text: object) -> str:
        parts = [code for code in str(text).split(";") if code] if isinstance(text, str) else []
        return comma.join(say(locale, f"{kind}.{code}") for code in parts)

    return codes.map(told).astype(object).rename(kind)
