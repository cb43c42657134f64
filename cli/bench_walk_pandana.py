"""Nearest facilities by pandana: run by `cli.bench_walk_peers` in a Python that has pandana.

Nodes lie in a row, so that points are put on the very nodes they are; lengths are the links' own.
"""

import json
import sys
import time
from statistics import median

import numpy as np
import pandas as pd

REPEATS = 3


def main(given: str, got: str, limit_m: float) -> None:
    """Write the nearest of each category for every gate, and print the median of the seconds."""
    import pandana  # noqa: PLC0415 - only the Python it is run in has it

    start, end, length_m, gate, facility, category = np.load(given).values()
    nodes = pd.Series(np.arange(max(start.max(), end.max()) + 1), dtype=float)
    once = start < end
    lengths = pd.DataFrame({"length_m": length_m[once]})
    network = pandana.Network(nodes, nodes * 0, start[once], end[once], lengths, twoway=True)
    names = [str(one) for one in np.unique(category)]
    for name in names:
        points = pd.Series(facility[category == int(name)], dtype=float)
        network.set_pois(name, limit_m, 1, points, points * 0)
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        walk_m = [network.nearest_pois(limit_m, name, num_pois=1)[1] for name in names]
        seconds.append(time.perf_counter() - began)
    found = np.stack(walk_m, axis=1)[gate]
    np.save(got, np.where(found >= limit_m, np.inf, found))  # it tells the limit for too far
    print(json.dumps(median(seconds)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
