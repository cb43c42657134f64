"""The people of each estate: residents, what they said and paid, whether they agreed."""

import geopandas as gpd
import pandas as pd

from participation import consent, rates
from participation.survey import survey_trust
from scoring.facts.vulnerability import vulnerability
from standards import Standards
from study.told import told
from tables import SCHEME_STAGES, Issue

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
    `vulnerable_share`.
    """
    found = rates(
        estates["estate_id"],
        estates["households"],
        surveys,
        deposits,
        exempt=estates["exempt_households"],
    )
    shares = rules["vote_shares"]
    agreed = consent(
        found,
        votes,
        participation=shares["participation"],
        approval=shares["approval"],
        support=rules["support_share"],
        purposes=rules["vote_purposes"],
    )
    peopled = joined(joined(_with_residents(estates, rules), found), agreed)
    trusted = survey_trust(
        estates["estate_id"],
        peopled["households"],
        surveys,
        confidence=rules["interval_confidence"],
        floor=rules["response_rate_floor"],
    )
    peopled = joined(peopled, trusted)
    steps = {stage: float(step) for step, stage in enumerate(SCHEME_STAGES)}
    return joined(peopled, vulnerability(peopled)).assign(
        consent_passed=peopled["consent"].map(_PASSED).astype(float),
        scheme_step=peopled["scheme_stage"].map(steps).astype(float),
    )


def people_issues(estates: pd.DataFrame, rules: Standards) -> list[Issue]:
    """Say which surveys few answered, and where more answered than live there."""
    floor = f"{rules['response_rate_floor']:.0%}"
    low = estates["survey_confidence"] == "low_response"
    many = estates["survey_interval"] == "few_people"
    return [
        *told("facts.low_response", "info", estates.loc[low, "name"], floor=floor),
        *told("facts.more_replies", "warning", estates.loc[many, "name"]),
    ]


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
