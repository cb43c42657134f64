"""The published cases of OR-Library as problems; each data file carries its citation."""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import floyd_warshall

from support import problem

CASES = Path(__file__).parents[1] / "cases" / "siting"
FAR_M = 1e4  # beyond every distance of these cases


def numbers(name):
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [[int(word) for word in line.split()] for line in lines if not line.startswith("#")]


def network(name):
    """Return (p, distances between all nodes) of an uncapacitated file."""
    (count, _, p), *edges = numbers(name)
    length = {}
    for one, other, walk in edges:
        length[min(one, other), max(one, other)] = walk  # the last one named counts
    ends = np.array(list(length)) - 1
    graph = csr_array((list(length.values()), (ends[:, 0], ends[:, 1])), shape=(count, count))
    return p, floyd_warshall(graph, directed=False)


def capacitated(name):
    """Return (published optimum, p, capacity, demand, distances) of a capacitated file."""
    (_, optimum), (_, p, capacity), *nodes = numbers(name)
    xy = np.array([node[1:3] for node in nodes], float)
    apart = np.floor(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)))
    return optimum, p, capacity, np.array([node[3] for node in nodes], float), apart


def stated(walk_m, people, *, whole=False, existing=(), places=None, **sites_have):
    """Return the problem of a matrix of walks, a row a demand place, a column a site; nan: none."""
    walk_m = np.asarray(walk_m, float)
    rows, columns = walk_m.shape
    demand = pd.DataFrame({"demand_id": [f"E{i:03}" for i in range(rows)], "people": people})
    demand["places"] = demand["people"] if places is None else places
    ids = [f"S{j:03}" for j in range(columns)]
    sites = pd.DataFrame({"site_id": ids} | sites_have)
    sites["existing"] = np.isin(np.arange(columns), existing)
    at, to = np.nonzero(~np.isnan(walk_m))
    walks = pd.DataFrame(
        {
            "demand_id": demand["demand_id"].to_numpy()[at],
            "site_id": sites["site_id"].to_numpy()[to],
            "walk_m": walk_m[at, to],
        }
    )
    return problem(demand, sites, walks, whole=whole)
