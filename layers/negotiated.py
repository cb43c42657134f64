"""What was found of each estate when a plan was negotiated, as columns beside the estates."""

from collections.abc import Iterator

import pandas as pd

from layers.negotiation_words import called, sentences
from study.negotiation.negotiated import Negotiated
from study.negotiation.why_words import row_words
from study.results import Results
from texts import LOCALES

SOLVED = ("brings", "not_told_apart", "no_gain")  # what `canvass` found by solving again
COLUMNS = (
    "why_year", "why_code", *(f"why_{locale}" for locale in LOCALES),
    "plans_share", "draws_share", "year_likeliest", "canvass_gain_share",
)  # fmt: skip


def negotiated_columns(results: Results, estate_ids: pd.Series) -> pd.DataFrame:
    """Return one row for each of `estate_ids`, with the columns of what was asked; else none.

    why_year, why_code, why_zh, why_en: what keeps the estate from the year before its own, or, not
    placed, from the last year of the plan (unknown where it starts in the first year). plans_share:
    in what share of the near-optimal plans it is. draws_share, year_likeliest: in what share of the
    draws it is in the plan, and in which year most often. canvass_gain_share: by what share of its
    value the plan gains if the people asked there say yes.
    """
    found = results.negotiated
    if found is None:
        return pd.DataFrame(index=estate_ids.index)
    columns = {str(c.name): c for part in _parts(found, results) for _, c in part.items()}
    told = pd.DataFrame(columns, columns=[name for name in COLUMNS if name in columns])
    return told.reindex(estate_ids).set_index(estate_ids.index)


def _parts(found: Negotiated, results: Results) -> Iterator[pd.DataFrame]:
    """Yield the columns of each part that was answered, by estate."""
    if found.why is not None:
        yield _why(found.why, called(results.estates))
    if found.how_often is not None:
        shares = found.how_often.set_index("estate_id")
        yield shares[["in_plan"]].rename(columns={"in_plan": "plans_share"})
    if found.year_shares is not None:
        drawn = found.year_shares.table.set_index("estate_id")[["in_plan", "year_likeliest"]]
        yield drawn.rename(columns={"in_plan": "draws_share"})
    if found.canvass is not None:
        solved = found.canvass[found.canvass["found"].isin(SOLVED)]
        best = solved.groupby("estate_id")["gain_share"].max()
        yield best.rename("canvass_gain_share").to_frame()


def _why(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    last = rows.sort_values(["estate_id", "year"]).drop_duplicates("estate_id", keep="last")
    said = [row_words(row, names) for row in last.to_dict("records")]
    columns = {f"why_{one}": [sentences(words, locale=one) for words in said] for one in LOCALES}
    table = last[["estate_id"]].assign(
        why_year=last["year"].astype("Int64"), why_code=last["code"], **columns
    )
    return table.set_index("estate_id")
