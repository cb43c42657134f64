"""The people of each estate: residents, what they said and paid, whether they agreed."""

import geopandas as gpd
import pandas as pd

from participation import consent, rates
from participation.stated import stated_support
from participation.survey import survey_trust
from scoring.facts.vulnerability import vulnerability
from standards import Standards
from study.told import told
from tables import SCHEME_STAGES, Issue

_ROUNDED = 0.001  # official percentages are rounded to a tenth of a point, not alike
_PASSED = {"yes": 1.0, "no": 0.0}


def with_people(
    estates: gpd.GeoDataFrame,
    surveys: pd.DataFrame,
    deposits: pd.DataFrame,
    votes: pd.DataFrame,
    rules: Standards,
) -> gpd.GeoDataFrame:
    """Return the estates with residents, rates, consent, shares and steps.

    Beside what `participation` finds, with the range of each rate: `consent_passed` (1 agreed,
    0 not, NaN unknown), `scheme_step` (0 not started … 3 final, NaN unknown), `elder_share`,
    `vulnerable_share`. Where no survey was made the support the ledger states counts, as it
    stands (`survey_interval` is `stated`): nobody knows how many were asked.
    """
    found = rates(
        estates["estate_id"],
        estates["households"],
        surveys,
        deposits,
        exempt=estates["exempt_households"],
    )
    stated = _stated(estates, surveys)
    found = found.assign(support_rate=found["support_rate"].where(stated.isna(), stated))
    shares = rules["vote_shares"]
    agreed = consent(
        found,
        votes,
        participation=shares["participation"],
        approval=shares["approval"],
        support=rules["support_share"],
        purposes=rules["vote_purposes"],
    )
    by_ledger = stated.notna() & (agreed["consent_basis"] == "survey")
    agreed = agreed.assign(consent_basis=agreed["consent_basis"].mask(by_ledger, "ledger"))
    peopled = joined(joined(_with_residents(estates, rules), found), agreed)
    trusted = survey_trust(
        estates["estate_id"],
        peopled["households"],
        surveys,
        confidence=rules["interval_confidence"],
        floor=rules["response_rate_floor"],
    )
    peopled = joined(peopled, _with_stated(trusted, stated))
    steps = {stage: float(step) for step, stage in enumerate(SCHEME_STAGES)}
    return joined(peopled, vulnerability(peopled)).assign(
        consent_passed=peopled["consent"].map(_PASSED).astype(float),
        scheme_step=peopled["scheme_stage"].map(steps).astype(float),
    )


def people_issues(
    estates: pd.DataFrame, rules: Standards, ledger: pd.DataFrame | None = None
) -> list[Issue]:
    """Say which surveys few answered, where more answered than live there, whose word counts.

    `ledger` are the estates as they were read: what they state beside a survey is not used.
    """
    floor = f"{rules['response_rate_floor']:.0%}"
    low = estates["survey_confidence"] == "low_response"
    many = estates["survey_interval"] == "few_people"
    return [
        *told("facts.low_response", "info", estates.loc[low, "name"], floor=floor),
        *told("facts.more_replies", "warning", estates.loc[many, "name"]),
        *told("facts.support_stated", "info", estates.loc[_is_stated(estates), "name"]),
        *told("facts.support_unused", "info", _unused(estates, ledger)),
    ]


def _stated(estates: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
    """Return the support the ledger states for estates without a row in the surveys."""
    unknown = pd.Series(float("nan"), index=estates.index)
    names = ("households", "support_rate", "support_households")
    found = stated_support(*(estates.get(name, unknown) for name in names))
    asked = estates["estate_id"].isin(surveys["estate_id"].dropna())
    return found.mask(asked).reset_index(drop=True)


def _with_stated(trusted: pd.DataFrame, stated: pd.Series) -> pd.DataFrame:
    """Return what is known of the surveys; a stated support has no range of chance."""
    ends = ("support_rate_low", "support_rate_high")
    return trusted.assign(
        **{end: trusted[end].where(stated.isna(), stated) for end in ends},
        survey_interval=trusted["survey_interval"].mask(stated.notna(), "stated"),
    )


def _is_stated(estates: pd.DataFrame) -> pd.Series:
    return estates["survey_interval"] == "stated"


def _unused(estates: pd.DataFrame, ledger: pd.DataFrame | None) -> pd.Series:
    """Return the names of estates whose ledger states another support than their survey."""
    if ledger is None or "support_rate" not in ledger:
        return pd.Series(dtype=object)
    names = ("households", "support_rate", "support_households")
    told = stated_support(*(ledger[name] for name in names)).set_axis(ledger["estate_id"])
    there = told.reindex(estates["estate_id"]).set_axis(estates.index)
    unlike = ~((there - estates["support_rate"]).abs() <= _ROUNDED)
    return estates.loc[there.notna() & unlike, "name"]


def joined(estates: gpd.GeoDataFrame, found: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the estates with the columns of `found`, which has one row an estate_id."""
    new = found.set_index("estate_id").reindex(estates["estate_id"])
    return estates.assign(**{str(name): new[name].to_numpy() for name in new})


def _with_residents(estates: gpd.GeoDataFrame, rules: Standards) -> gpd.GeoDataFrame:
    """Return residents, estimated from households where nobody counted them.

    A count of zero households or residents says that nobody counted, not that nobody lives there.
    """
    households = estates["households"].where(estates["households"] > 0)
    counted = estates["residents"].where(estates["residents"] > 0).astype(float)
    estimated = (households.astype(float) * rules["persons_per_household"]).round()
    return estates.assign(
        households=households,
        residents=counted.fillna(estimated),
        residents_estimated=counted.isna() & estimated.notna(),
    )
