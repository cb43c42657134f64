"""What an estate costs, from its works or from unit costs in force or chosen."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from phasing import cost_outliers, costs
from phasing.cost import works_incomplete
from standards import Standards
from study.choices import Choices
from study.works import Works, works
from tables import Issue


def costed(
    estates: gpd.GeoDataFrame, ledger: pd.DataFrame, choices: Choices, rules: Standards
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, tuple[Issue, ...]]:
    """Return the estates with cost columns, their works, and issues for what looks odd or lacks.

    A unit cost a person chose goes before the standard one. Where only one of the two is chosen,
    the other is not used: a city that prices by household does not get some estates priced by area.
    """
    base, chosen = rules["unit_costs"], choices.costs
    own = chosen.per_m2_yuan is not None or chosen.per_household_yuan is not None
    share = chosen.building_body_share
    done = works(pd.DataFrame(estates), ledger, chosen, rules)
    found = costs(
        estates,
        done.costable,
        per_m2_yuan=chosen.per_m2_yuan if own else base["per_m2_yuan"],
        per_household_yuan=chosen.per_household_yuan if own else base["per_household_yuan"],
        body_share=base["building_body_share"] if share is None else share,
    )
    band = rules["plausible_yuan_per_m2"]
    odd = cost_outliers(found, estates, low_yuan_m2=band["low"], high_yuan_m2=band["high"])
    new = found.set_index("estate_id").reindex(estates["estate_id"])
    with_costs = estates.assign(**{str(name): new[name].to_numpy() for name in new})
    return with_costs, done.table, (*odd, *done.issues, *_incomplete(done, found))


def _incomplete(done: Works, found: pd.DataFrame) -> list[Issue]:
    """Return the items that kept an estate from being costed by its works, by their names."""
    named = done.costable.drop_duplicates("item")[["item", "name_zh", "name_en"]]
    names = {
        item: zh if zh == en else f"{zh} {en}"
        for item, zh, en in named.itertuples(index=False, name=None)
    }
    return [
        replace(issue, detail={**issue.detail, "item": names[str(issue.detail["item"])]})
        for issue in works_incomplete(done.costable, {}, found)
    ]
