"""What each estate is called where several bear one name: with its street, else its id."""

from collections import Counter

import pandas as pd

from ui.session.words import missing, t


def told_apart(estates: pd.DataFrame) -> dict[str, str]:
    """Return a name for each estate (by id) that no other of them has.

    The name alone where nobody shares it, with the street where that tells it apart, else with the
    id. One without a name goes by its id.
    """
    ids = estates["estate_id"].astype(str).tolist()
    names = [None if missing(name) else str(name) for name in estates["name"]]
    streets = estates["street"] if "street" in estates else [None] * len(ids)
    places = ["" if missing(street) else str(street) for street in streets]
    shared, there = Counter(names), Counter(zip(names, places, strict=True))
    found = dict[str, str]()
    for estate, name, place in zip(ids, names, places, strict=True):
        if name is None or shared[name] == 1:
            found[estate] = estate if name is None else name
        else:
            told = place if place and there[name, place] == 1 else estate
            found[estate] = t("ui.told_apart", name=name, by=told)
    return found
