"""Districts, streets, communities and clusters as they are handed to others: table and classes."""

import geopandas as gpd
import pandas as pd

from layers.classes import MapClass, classify, need_classes
from layers.exports import rounded, words
from study.areas.places import LEVELS
from study.results import Results
from texts import LOCALES, say

_WORDS = {"level": "level", "matched": "matched", "basis": "basis", "rank_note": "rank_note"}
_TEXTS = ("name", "parent_id", "district", "street")
_FIRST = (
    "area_id", "level", "name", "district", "street", "parent_id", "matched", "basis", "estates",
    "scored", "households", "households_unknown", "residents", "residents_unknown",
    "residents_estimated", "rank", "rank_best", "rank_worst", "rank_expected",
    "rank_p05", "rank_p95", "rank_note", "need", "need_low",
    "need_high", "need_unknown", "grade1_share", "grade1_share_low", "grade1_share_high",
    "unmet_coverage", "unmet_coverage_low", "unmet_coverage_high", "coverage_unknown", "cost_wan",
    "cost_unknown", "asked_wan", "asked_unknown", "planned", "households_placed", "placed_wan",
)  # fmt: skip


def areas_layer(results: Results) -> gpd.GeoDataFrame:
    """Return districts, streets, communities and clusters, from the large to the small, by id.

    Each says what lies in it, how much it needs, its rank in its level and what is planned; codes
    are followed by their words. An area without an outline has no geometry. `need_class` is the
    class on the map: level and number (street.3), small_number, no_estates or unknown.
    """
    return areas_table(results.areas)


def areas_table(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return `areas_layer` of a table of areas."""
    place = areas["level"].map({level: at for at, level in enumerate(LEVELS)})
    areas = areas.assign(place=place).sort_values(["place", "area_id"], ignore_index=True)
    plain = pd.DataFrame(areas.drop(columns=[areas.geometry.name, "place"]))
    first = [name for name in _FIRST if name in plain]
    table = rounded(plain[[*first, *plain.columns.drop(first)]])
    known = {name: table[name].astype(object).where(table[name].ne(""), None) for name in _TEXTS}
    table = _with_words(table.assign(**known, need_class=need_keys(areas)))
    return gpd.GeoDataFrame(table, geometry=areas.geometry.array, crs=areas.crs)


def need_keys(areas: pd.DataFrame) -> "pd.Series[str]":
    """Return the class of each area on the map of its level; those not ranked say why."""
    keys = areas["rank_note"].replace({"": "unknown", "not_stated": "unknown"}).astype(object)
    for level in LEVELS:
        own = areas["level"].eq(level) & areas["rank_note"].eq("")
        keys = keys.mask(own, classify(areas["need"], level_classes(areas, level)))
    return keys.rename("need_class")


def level_classes(areas: pd.DataFrame, level: str) -> tuple[MapClass, ...]:
    """Return the classes of the map of one level: five of need, then those of the rest."""
    own = areas["level"].eq(level) & areas["rank_note"].eq("")
    return need_classes(level, areas.loc[own, "need"])


def area_names(areas: pd.DataFrame, *, locale: str) -> "pd.Series[str]":
    """Return the name of each area as it is shown; that of those not stated says so."""
    names = areas["name"].astype(object)
    nobody = areas["level"].map(
        {
            level: say(locale, f"area.not_stated{'.cluster' if level == 'cluster' else ''}")
            for level in LEVELS
        }
    )
    return names.where(names.notna() & names.ne(""), nobody).rename("name")


def _with_words(table: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name in table.columns:
        columns[str(name)] = table[name]
        if name in _WORDS:
            for locale in LOCALES:
                columns[f"{name}_{locale}"] = words(table[name], _WORDS[str(name)], locale=locale)
    return pd.DataFrame(columns, index=table.index)
