"""Kinds of facilities all of which lie off the streets: how far they are, nobody can say."""

import numpy as np
import pandas as pd

from geo.walking.ground import Ground


def categories_off(ground: Ground) -> tuple[str, ...]:
    """Return the categories with facilities but with no door on the streets, sorted.

    None where there are no streets: straight lines are measured to all of them.
    """
    if not len(ground.network.u):
        return ()
    places = ground.places
    entered = places.category[places.facility[places.edge >= 0]]
    return tuple(map(str, ground.categories[np.setdiff1d(places.category, entered)]))


def judged(walks: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Return the walks by which an estate is judged: not those to categories off the streets.

    That nobody walks to what no street leads to is no gap: such a category is unknown, as one
    nobody supplied.
    """
    off = walks["category"].isin(categories_off(ground))
    return walks[~off].reset_index(drop=True) if off.any() else walks


def on_streets(facilities: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Return the rows of facilities that have a door on the streets; all without streets."""
    if not len(ground.network.u):
        return facilities
    places = ground.places
    entered = np.unique(places.facility[places.edge >= 0])
    on = pd.MultiIndex.from_arrays(
        [ground.facility_ids[entered], ground.categories[places.category[entered]]]
    )
    pairs = pd.MultiIndex.from_frame(facilities[["facility_id", "category"]])
    return facilities[pairs.isin(on)]
