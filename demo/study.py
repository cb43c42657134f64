"""study.yaml of the demo: what a planner would choose, each choice explained in Chinese."""

from pathlib import Path
from string import Template

from demo.money import PER_M2_YUAN, YEARS
from demo.town import Town

_TEMPLATE = Path(__file__).with_name("study_template.yaml")
_CAP_SHARE = 0.10  # of all households in one year: what the teams of the district can carry
_SURELY_OLD, _CLEARLY = 1995, 0.62  # year of an estate and share of owners in favour that pass
_FLOOR_SHARE = 0.10  # of the households of the chosen street office, over five years


def study_yaml(town: Town) -> str:
    """Return the text of study.yaml with rules that fit `town`."""
    estates = town.estates
    usable = estates[
        (estates["part"] == "")
        & (estates["cluster_id"] == "")
        & (estates["built_year"] <= _SURELY_OLD)
        & estates["other_programme"].isna()
        & estates["renovated_year"].isna()
        & estates["safety_grade"].isin(["A", "B"])
    ].sort_values("estate_id")
    asked = town.votes.assign(share=town.votes["owners_yes"] / town.votes["owners"])
    agreed = usable[usable["estate_id"].isin(asked.loc[asked["share"] > _CLEARLY, "estate_id"])]
    ready = agreed if len(agreed) else usable
    street = str(estates["street"].mode().sort_values().iloc[0])
    of_street = int(estates.loc[estates["street"] == street, "households"].sum())
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        first=YEARS[0],
        years=", ".join(map(str, YEARS)),
        last=YEARS[-1],
        per_m2=PER_M2_YUAN,
        cap=round(int(estates["households"].sum()) * _CAP_SHARE, -2),
        locked=ready["estate_id"].iloc[0],
        locked_name=ready["name"].iloc[0],
        later=usable["estate_id"].iloc[-1],
        later_name=usable["name"].iloc[-1],
        street=street,
        floor=round(of_street * _FLOOR_SHARE, -1),
    )
