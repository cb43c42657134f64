"""How much a survey can be trusted: the range of what it says, and whether enough answered."""

import numpy as np
import pandas as pd

from participation.interval import share_interval
from participation.rates import newest_survey, rate


def survey_trust(
    estate_ids: pd.Series,
    households: pd.Series,
    surveys: pd.DataFrame,
    *,
    confidence: float,
    floor: float,
) -> pd.DataFrame:
    """Return how far each estate's newest survey may be believed, in the order of `estate_ids`.

    Columns: `survey_issued`, `survey_returned` (counts, NaN unknown); `support_rate_low`, `_high`,
    `fee_rate_low`, `_high` (0–1: see `share_interval`, replies among the households);
    `survey_interval` (the basis of the support's range); `survey_reliability` and
    `survey_confidence`:

        survey_reliability = min(1, response_rate / floor)     response_rate = returned / issued

    A low response makes what the survey says less certain, never smaller: no rate is touched.
    `survey_confidence` is `no_survey` (nobody was asked, or nobody knows how many answered),
    `unknown_response` (how many were asked is unknown, or fewer than answered), `low_response`
    (below `floor`) or `ok`; the first two leave the reliability unknown.
    """
    newest = newest_survey(surveys).reindex(estate_ids)
    homes = pd.Series(households.to_numpy(dtype=float, na_value=np.nan), index=estate_ids)
    replies = newest["returned"].astype("Float64").fillna(_none_asked(newest))
    support, fees = (
        share_interval(newest[name], replies, homes, confidence=confidence)
        for name in ("support", "fee_yes")
    )
    response = rate(newest["returned"], newest["issued"])
    found = pd.DataFrame(
        {
            "survey_issued": newest["issued"].astype("Float64").astype(float),
            "survey_returned": newest["returned"].astype("Float64").astype(float),
            "support_rate_low": support["low"],
            "support_rate_high": support["high"],
            "fee_rate_low": fees["low"],
            "fee_rate_high": fees["high"],
            "survey_interval": support["basis"],
            "survey_reliability": (response / floor).clip(upper=1),
            "survey_confidence": _confidence(newest["returned"], response, floor),
        }
    )
    return found.rename_axis("estate_id").reset_index()


def _none_asked(newest: pd.DataFrame) -> pd.Series:
    """Return 0 where there is no survey at all: no reply is a fact then, not a gap."""
    asked = newest[["survey_date", "issued", "returned", "support", "fee_yes"]].notna().any(axis=1)
    return pd.Series(0.0, index=newest.index).where(~asked).astype("Float64")


def _confidence(returned: pd.Series, response: pd.Series, floor: float) -> np.ndarray:
    return np.select(
        [returned.isna().to_numpy(), response.isna().to_numpy(), (response < floor).to_numpy()],
        ["no_survey", "unknown_response", "low_response"],
        default="ok",
    ).astype(object)
