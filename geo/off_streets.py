"""Which facilities no street comes near."""

import numpy as np
import pandas as pd

from geo.ground import Ground


def off_streets(ground: Ground) -> pd.DataFrame:
    """Return the facilities without a door on the streets: facility_id, category, snap_m.

    `snap_m` is how far the nearest of its doors lies from a street, missing where it has no place.
    Sorted by facility_id, then category.
    """
    places = ground.places
    on = np.zeros(len(ground.facility_ids), dtype=bool)
    on[places.facility[places.edge >= 0]] = True
    away_m = np.full(len(on), np.inf)
    known = ~np.isnan(places.snap_m)
    np.minimum.at(away_m, places.facility[known], places.snap_m[known])
    off = np.flatnonzero(~on)
    return pd.DataFrame({
        "facility_id": ground.facility_ids[off],
        "category": ground.categories[places.category[off]],
        "snap_m": np.where(np.isinf(away_m[off]), np.nan, away_m[off]),
    })  # fmt: skip
