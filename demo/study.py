"""study.yaml of the demo: what a planner would choose, each choice explained in Chinese."""

from pathlib import Path
from string import Template

import numpy as np
import pandas as pd

from demo.money import AGREED, BUILT_BY, PER_M2_YUAN, YEARS
from demo.town import Town

_TEMPLATE = Path(__file__).with_name("study_template.yaml")
_CAP_SHARE = 0.10  # of all households in one year: what the teams of the district can carry
_FLOOR_SHARE = 0.10  # of the households of the chosen street office, over five years
_CLEARLY = 0.78  # of owners and area, voting and in favour: above every threshold of the law


def named(town: Town) -> pd.DataFrame:
    """Return the estates that rules of the study name, which therefore carry no planted fault.

    The first, if any, is fit for the first year: agreed by vote and small. The second is as fit.
    """
    estates = town.estates
    able: pd.DataFrame = estates[
        (estates["part"] == "")
        & (estates["cluster_id"] == "")
        & (estates["built_year"] <= BUILT_BY)
        & estates["other_programme"].isna()
        & estates["renovated_year"].isna()
        & estates["safety_grade"].isin(["A", "B"])
        & estates["estate_id"].isin(_agreed(town))
    ]
    return able.sort_values(["floor_area_m2", "estate_id"]).head(2)


def study_yaml(town: Town) -> str:
    """Return the text of study.yaml with rules that fit `town`."""
    estates = town.estates
    street = str(estates["street"].mode().sort_values().iloc[0])
    of_street = int(estates.loc[estates["street"] == street, "households"].sum())
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        first=YEARS[0],
        years=", ".join(map(str, YEARS)),
        last=YEARS[-1],
        per_m2=PER_M2_YUAN,
        cap=int(estates["households"].sum() * _CAP_SHARE),
        named="".join(_lines(named(town))),
        street=street,
        floor=int(of_street * _FLOOR_SHARE),
    )


def _agreed(town: Town) -> np.ndarray:
    """Return the ids of estates whose owners agreed: clearly by vote, or by survey without one."""
    votes, surveys = town.votes, town.surveys
    shares = (
        votes["owners_voted"] / votes["owners"],
        votes["area_voted_m2"] / votes["area_m2"],
        votes["owners_yes"] / votes["owners_voted"],
        votes["area_yes_m2"] / votes["area_voted_m2"],
    )
    clearly = votes.loc[pd.concat(shares, axis=1).min(axis=1) > _CLEARLY, "estate_id"]
    newest = surveys.sort_values(["estate_id", "survey_date"]).groupby("estate_id").last()
    asked = newest.index[newest["support"] / newest["returned"] > AGREED]
    return np.union1d(clearly, np.setdiff1d(asked, votes["estate_id"]))


def _lines(estates: pd.DataFrame) -> list[str]:
    rules = (
        ("lock_in", YEARS[0], f"示范项目，已定在 {YEARS[0]} 年"),
        ("not_before", YEARS[2], f"道路先行，{YEARS[2]} 年以后才能开工"),
    )
    return [
        f"  - {rule}: {{estate_id: {estate.estate_id}, year: {year}}}   # {estate.name}：{why}\n"
        for (rule, year, why), estate in zip(rules, estates.itertuples(index=False), strict=False)
    ]
