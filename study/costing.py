"""What an estate costs, from its works or from unit costs in force or chosen."""

import geopandas as gpd
import pandas as pd

from phasing import cost_outliers, costs
from phasing.cost import works_incomplete
from standards import Standards
from study.choices import Choices
from tables import Issue


def costed(
    estates: gpd.GeoDataFrame, works: pd.DataFrame, choices: Choices, rules: Standards
) -> tuple[gpd.GeoDataFrame, tuple[Issue, ...]]:
    """Return the estates with cost columns, and issues for odd costs and incomplete works.

    A unit cost a person chose goes before the standard one. Where only one of the two is chosen,
    the other is not used: a city that prices by household does not get some estates priced by area.
    """
    base, chosen = rules["unit_costs"], choices.costs
    menu = {row["item"]: row["unit_cost_yuan"] for row in rules["works_menu"]}
    own = chosen.per_m2_yuan is not None or chosen.per_household_yuan is not None
    share = chosen.building_body_share
    found = costs(
        estates,
        works,
        unit_costs=menu,
        per_m2_yuan=chosen.per_m2_yuan if own else base["per_m2_yuan"],
        per_household_yuan=chosen.per_household_yuan if own else base["per_household_yuan"],
        body_share=base["building_body_share"] if share is None else share,
    )
    band = rules["plausible_yuan_per_m2"]
    odd = cost_outliers(found, estates, low_yuan_m2=band["low"], high_yuan_m2=band["high"])
    new = found.set_index("estate_id").reindex(estates["estate_id"])
    return estates.assign(**{str(name): new[name].to_numpy() for name in new}), (
        *odd,
        *works_incomplete(works, menu, found),
    )
