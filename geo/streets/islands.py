"""Parts of the streets that are not connected to the rest."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def components(first_arc: Ints, to_node: Ints) -> Ints:
    """Return for every node the number of its connected part; parts are counted by lowest node."""
    nodes = len(first_arc) - 1
    if not nodes:
        return np.zeros(0, dtype=np.int64)
    # Imported here: reading files, which needs none of it, must not wait for scipy.
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    marks = np.ones(len(to_node), dtype=np.int8)
    links = csr_array((marks, to_node, first_arc), shape=(nodes, nodes))
    _, label = connected_components(links, directed=False)
    number, _ = pd.factorize(label)  # numbered by first, that is lowest, node
    return np.asarray(number, dtype=np.int64)


def islands(component: Ints, node_xy: Floats, u: Ints, length_m: Floats) -> pd.DataFrame:
    """Return the parts but the longest: component, length_m, share, and x and y of a node.

    share = length of the part / length of all streets. Longest first, of equals the lower number.

    >>> xy = np.array([[0.0, 0], [90, 0], [0, 50], [10, 50]])
    >>> islands(np.array([0, 0, 1, 1]), xy, np.array([0, 2]), np.array([90.0, 10]))
       component  length_m  share    x     y
    0          1      10.0    0.1  0.0  50.0
    """
    parts = int(component.max(initial=-1)) + 1
    part_m = np.bincount(component[u], weights=length_m, minlength=parts)
    _, node = np.unique(component, return_index=True)
    table = pd.DataFrame(
        {
            "component": np.arange(parts),
            "length_m": part_m,
            "share": part_m / max(part_m.sum(), np.finfo(float).tiny),
            "x": node_xy[node, 0],
            "y": node_xy[node, 1],
        }
    )
    return (
        table.sort_values(["length_m", "component"], ascending=[False, True], ignore_index=True)
        .iloc[1:]
        .reset_index(drop=True)
    )
