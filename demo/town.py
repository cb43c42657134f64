"""The whole town as it truly is, before anyone writes it down wrongly."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo import people
from demo.buildings import buildings
from demo.capacities import with_capacities
from demo.estates import clusters, empty, frame, outlines
from demo.facilities import facilities, with_canteens
from demo.ground import CRS, Ground, ground
from demo.homes import homes
from demo.idle import idle_assets
from demo.money import YEARS, budgets
from demo.names import estate_names
from demo.offices import offices, with_district
from demo.parks import gates, parks, promenade
from demo.problems import problems
from demo.readiness import may_enter, standing
from demo.streets import net, with_levels
from demo.trenches import trenches
from tables import InputError

SMALLEST = 20  # fewer estates make no town
GATED = 0.45
PARTS = ("far", "islet", "twin", "twin")  # the estates that outlines() puts first
NAMED = {"far": "红旗林场家属院", "islet": "沙洲新村"}
TWINS = ("建设新村东院", "建设新村西院")


@dataclass(frozen=True)
class Town:
    """Every table of the town, keyed as in `tables`; `part` marks the estates set there on purpose.

    `part` is "far" (beyond every facility), "islet" (on a street joined to no other), "twin" (two
    that are equal in everything) or "".
    """

    estates: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    entrances: gpd.GeoDataFrame
    water: gpd.GeoDataFrame
    rail: gpd.GeoDataFrame
    green: gpd.GeoDataFrame
    trenches: gpd.GeoDataFrame
    idle_assets: gpd.GeoDataFrame
    surveys: pd.DataFrame
    votes: pd.DataFrame
    deposits: pd.DataFrame
    budgets: pd.DataFrame
    buildings: pd.DataFrame


def town(estates: int, *, seed: int) -> Town:
    """Return the town of `seed` with so many estates; the same seed gives the same town.

    Errors: `demo.too_few` below 20 estates, which make no town.
    """
    if estates < SMALLEST:
        raise InputError("demo.too_few", estates=estates, least=SMALLEST)
    dice = [np.random.default_rng([seed, part]) for part in range(16)]
    site = ground(estates, dice[0])
    network = net(site, dice[1])
    polygons = outlines(site, network.blocks, estates, dice[4])
    wards = offices(site, network.main, polygons, dice[2])
    green = parks(site, empty(network.blocks, polygons), dice[3])
    places = facilities(site, network.streets, gates(green, network.streets), dice[3])
    ledger = _ledger(polygons, wards, dice[4])
    ledger = homes(_in_community(ledger, places), site, dice[5])
    asked = people.few_answered(people.surveys(ledger, dice[7]), ledger, dice[10])
    voted = people.votes(ledger, dice[7])
    ledger = ledger.assign(**standing(ledger, asked, voted, dice[9]))
    ledger = ledger.join(problems(ledger, dice[11]))
    able = may_enter(ledger, asked)
    return Town(
        estates=ledger,
        areas=with_district(_peopled(wards, ledger)),
        streets=with_levels(network.streets, site),
        facilities=with_capacities(
            with_canteens(places, site, network.streets, dice[15]), dice[13]
        ),
        entrances=_entrances(ledger, network.streets, dice[6]),
        **_context(site, green),
        trenches=trenches(network.streets, ledger, able, year=YEARS[2]),
        idle_assets=idle_assets(ledger, network.streets, dice[14]),
        surveys=asked,
        votes=voted,
        deposits=people.deposits(ledger, dice[8], dice[9]),
        budgets=budgets(ledger[able]),
        buildings=buildings(ledger, dice[12]),
    )


def _ledger(
    polygons: np.ndarray, wards: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return the estates in ledger order, street office by street office, with ids and names."""
    known = frame(polygons, wards)
    known["part"] = [*PARTS, *[""] * (len(known) - len(PARTS))]
    plain = (known["part"] == "").to_numpy()
    known["cluster_id"] = ""
    known.loc[plain, "cluster_id"] = clusters(known[plain], rng)
    place = known["street"].map({name: row for row, name in enumerate(wards["name"])})
    known = known.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    width = max(4, len(str(len(known))))
    known.insert(0, "estate_id", [f"LH{row:0{width}d}" for row in range(1, len(known) + 1)])
    names = estate_names(known["street"].to_numpy(), rng)
    special = known["part"].map(NAMED).fillna(pd.Series(names, index=known.index))
    special[known["part"] == "twin"] = TWINS
    known.insert(1, "name", special)
    known.insert(2, "district", "乐河区")
    return known


def _in_community(ledger: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the estates with the community (社区) whose committee is nearest."""
    offices_at = places[places["category"] == "adm_station"]
    nearest = shapely.STRtree(offices_at.geometry.to_numpy()).query_nearest(
        ledger.geometry.centroid.to_numpy(), all_matches=False
    )[1]
    name = offices_at["name"].str.replace("居委会", "").to_numpy()[nearest]
    return ledger.assign(community=name)


def _peopled(wards: gpd.GeoDataFrame, ledger: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return street offices with residents: those of old estates and those who live elsewhere."""
    old = ledger.groupby("street")["residents"].sum().reindex(wards["name"]).fillna(0).to_numpy()
    residents = (old * 1.45 + wards.area.to_numpy() / 10_000 * 14).round().astype(int)
    return wards.assign(residents=residents, elders=(residents * 0.21).round().astype(int))


def _entrances(
    ledger: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return a gate for some estates, where their wall is nearest a street; twins share theirs."""
    gated = ledger[(rng.random(len(ledger)) < GATED) & (ledger["part"] != "twin").to_numpy()]
    wall, line = gated.geometry.to_numpy(), streets.geometry.to_numpy()
    nearest = shapely.STRtree(line).query_nearest(wall, all_matches=False)[1]
    gates = shapely.get_point(shapely.shortest_line(wall, line[nearest]), 0)
    twins = ledger[ledger["part"] == "twin"]
    shared = _shared_gate(twins.geometry.to_numpy(), line)
    rows = pd.DataFrame({"estate_id": [*gated["estate_id"], *twins["estate_id"]]})
    rows.insert(0, "entrance_id", [f"G{row:05d}" for row in range(1, len(rows) + 1)])
    return gpd.GeoDataFrame(rows, geometry=[*gates, shared, shared], crs=CRS)


def _shared_gate(twins: np.ndarray, line: np.ndarray) -> shapely.Point:
    """Return the end of the lane between the twins that is nearer to a street."""
    hull = shapely.convex_hull(shapely.union_all(twins))
    one, two = shapely.get_coordinates(shapely.centroid(twins))
    middle, way = (one + two) / 2, (two - one)[::-1] * [-1, 1]
    lane = shapely.intersection(shapely.LineString([middle - way * 4, middle + way * 4]), hull)
    ends = shapely.points(shapely.get_coordinates(lane)[[0, -1]])
    away = shapely.distance(ends[:, None], line[None]).min(axis=1)
    return ends[int(away.argmin())]


def _context(site: Ground, green: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    return {
        "water": gpd.GeoDataFrame({"name": ["乐河"]}, geometry=[site.river], crs=CRS),
        "rail": gpd.GeoDataFrame({"name": ["乐河铁路"]}, geometry=[site.railway], crs=CRS),
        "green": pd.concat([green, promenade(site)], ignore_index=True),
    }
