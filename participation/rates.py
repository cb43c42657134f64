"""What the newest survey and all deposits say, as rates."""

import pandas as pd

RATES = (
    "survey_date",
    "response_rate",
    "support_rate",
    "fee_rate",
    "participation_rate",
    "deposit_per_household_yuan",
    "deposit_paid_share",
)


def rates(
    estate_ids: pd.Series,
    households: pd.Series,
    surveys: pd.DataFrame,
    deposits: pd.DataFrame,
    *,
    exempt: pd.Series | None = None,
) -> pd.DataFrame:
    """Return the rates of each estate, in the order of `estate_ids`; unknown stays NaN.

        response_rate      = returned / issued
        support_rate       = support / returned
        fee_rate           = fee_yes / returned
        participation_rate = participants / households
        deposit_per_household_yuan = Σ amount_yuan / (households - exempt)
        deposit_paid_share         = Σ households_paid / (households - exempt)

    The newest survey of an estate counts; of two on one day, the one with more replies, then
    the larger support. A rate above 1 or with nothing below the line is unknown. An estate without
    a deposit row, or with a row whose amount is unknown, has unknown deposits, not zero.
    `exempt` households (免缴户) owe nothing; where nobody counted them none is taken as exempt:
    an exemption is granted, not presumed.
    """
    newest = newest_survey(surveys).reindex(estate_ids)
    homes = pd.Series(households.to_numpy(dtype=float, na_value=float("nan")), index=estate_ids)
    owing = homes - _exempt(exempt, homes)
    paid = (
        deposits.groupby("estate_id")[["amount_yuan", "households_paid"]]
        .sum(skipna=False)
        .astype("Float64")
        .reindex(estate_ids)
    )
    found = pd.DataFrame(
        {
            "survey_date": newest["survey_date"],
            "response_rate": rate(newest["returned"], newest["issued"]),
            "support_rate": rate(newest["support"], newest["returned"]),
            "fee_rate": rate(newest["fee_yes"], newest["returned"]),
            "participation_rate": rate(newest["participants"], homes),
            "deposit_per_household_yuan": paid["amount_yuan"].astype(float)
            / owing.where(owing > 0),
            "deposit_paid_share": rate(paid["households_paid"], owing),
        }
    )
    found.insert(0, "estate_id", estate_ids.to_numpy())
    return found.reset_index(drop=True)


def _exempt(exempt: pd.Series | None, homes: pd.Series) -> pd.Series:
    if exempt is None:
        return pd.Series(0.0, index=homes.index)
    known = exempt.to_numpy(dtype=float, na_value=float("nan"))
    return pd.Series(known, index=homes.index).fillna(0)


def newest_survey(surveys: pd.DataFrame) -> pd.DataFrame:
    """Return the survey that counts for each estate, by estate_id: see `rates`."""
    order = ["survey_date", "returned", "support"]
    ordered = surveys.sort_values(["estate_id", *order], na_position="first", kind="stable")
    return ordered.drop_duplicates("estate_id", keep="last").set_index("estate_id")


def rate(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part / whole; unknown (NaN) with nothing below the line, and above 1."""
    top, bottom = part.astype("Float64"), whole.astype("Float64")
    share = (top / bottom.where(bottom > 0)).astype(float)
    return share.where(share <= 1)
