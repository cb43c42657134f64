"""Walk outwards from all gates of an origin at once, until the limit, and see what is there.

Nodes wait in buckets of a few metres each instead of in a heap. Within its bucket a node is taken
in the order of coming and looked at again when a shorter way to it turns up; what is left when the
buckets are empty is what Dijkstra leaves: over all ways, the least sum of the same lengths added
in the same order. (Were the last to come served first, a square of short paths would be walked a
thousand times.) Within a walk's reach an origin meets a few hundred nodes whatever the size of the
city, so the cost grows with origins alone.

All that is compiled together stands in this one file: numba compiles afresh when the file of a
function changes, and does not look at the files of what it calls.
"""

import numpy as np

from geo.compiled import compiled, whole
from geo.walking.desk import Desk, Listed, Ways
from geo.walking.reach import Ints, Limits, Reached
from geo.walking.shelf import Shelf

FULL = -1
ROUND_PER_M = 1e6


@compiled
def walk_out(origin: int, ways: Ways, desk: Desk) -> int:
    """Fill `desk.node_m` and `desk.met`, and return how many nodes were met, or FULL.

    FULL: more nodes were waiting than the desk holds; it is unclean then and must be thrown away.
    """
    # Arrays get local names, outside the loops: fetched inside, numba counts references, and
    # threads that count the same references wait for one another.
    starts, head, node_m = ways.starts, desk.head, desk.node_m
    wait_m, wait_node, wait_next = desk.wait_m, desk.wait_node, desk.wait_next
    streets, room = ways.streets, len(wait_m)
    first_arc, to_node, arc_m = streets.first_arc, streets.to_node, streets.arc_m
    tally = (whole(0), whole(0))
    for at in range(starts.first[origin], starts.first[origin + 1]):
        tally = _arrive(starts.node[at], starts.node_m[at], tally, desk)
    bucket, taken = 0, 0
    while taken < tally[1] <= room:
        entry = head[bucket]
        if entry < 0:
            bucket += 1
            continue
        head[bucket] = wait_next[entry]
        taken += 1
        walk_m, node = wait_m[entry], wait_node[entry]
        if walk_m > node_m[node]:
            continue
        for arc in range(first_arc[node], first_arc[node + 1]):
            tally = _arrive(whole(to_node[arc]), walk_m + arc_m[arc], tally, desk)
    return tally[0] if tally[1] <= room else FULL


@compiled
def _arrive(node: int, there_m: float, tally: tuple[int, int], desk: Desk) -> tuple[int, int]:
    """Let the node wait for its turn if this is the shortest way to it so far.

    The tally counts the nodes met and the entries that have waited.
    """
    count, size = tally
    if there_m > desk.farthest_m or there_m >= desk.node_m[node]:
        return tally
    if size >= len(desk.wait_m):
        return count, size + 1
    if desk.node_m[node] == np.inf:
        desk.met[count] = node
        count += 1
    desk.node_m[node] = there_m
    bucket = int(there_m * desk.per_m)
    desk.wait_m[size], desk.wait_node[size] = there_m, node
    desk.wait_next[size] = -1
    if desk.head[bucket] < 0:
        desk.head[bucket] = size
    else:
        desk.wait_next[desk.tail[bucket]] = size
    desk.tail[bucket] = size
    return count, size + 1


@compiled
def _meet(origin: int, met: int, shelf: Shelf, desk: Desk) -> int:
    """Fill `found` with what stands by the nodes met and on the own streets; return how many.

    Cleans the nodes of the desk.
    """
    nodes, node_m = desk.met, desk.node_m
    first, facility, more_m = shelf.first, shelf.facility, shelf.more_m
    count = whole(0)
    for i in range(met):
        node = nodes[i]
        for at in range(first[node], first[node + 1]):
            count = _find(facility[at], node_m[node] + more_m[at], count, desk)
        node_m[node] = np.inf
    first, facility, way_m = shelf.first_own, shelf.own, shelf.way_m
    for at in range(first[origin], first[origin + 1]):
        count = _find(facility[at], way_m[at], count, desk)
    return count


@compiled
def _find(facility: int, walk_m: float, count: int, desk: Desk) -> int:
    if walk_m > desk.farthest_m or walk_m >= desk.facility_m[facility]:
        return count
    if desk.facility_m[facility] == np.inf:
        desk.found[count] = facility
        count += 1
    desk.facility_m[facility] = walk_m
    return count


@compiled
def nearest(origins: Ints, ways: Ways, desk: Desk, limits: Limits, reached: Reached) -> int:
    """Write the answers of the origins; return how many are done before the desk was FULL."""
    category_of, facility_m, found = ways.shelf.category, desk.facility_m, desk.found
    rings_m, counts = limits.rings_m, reached.counts
    best_m, best = reached.walk_m, reached.facility
    for done in range(len(origins)):
        origin = origins[done]
        met = walk_out(origin, ways, desk)
        if met == FULL:
            return done
        for i in range(_meet(origin, met, ways.shelf, desk)):
            one, walk_m = found[i], _rounded(facility_m[found[i]])
            facility_m[one] = np.inf
            category = category_of[one]
            if walk_m <= desk.limit_m:
                nearer = walk_m < best_m[origin, category]
                if nearer or (walk_m == best_m[origin, category] and one < best[origin, category]):
                    best_m[origin, category], best[origin, category] = walk_m, one
                for ring in range(len(rings_m)):
                    counts[origin, category, ring] += walk_m <= rings_m[ring]
    return len(origins)


@compiled
def listed(origins: Ints, ways: Ways, desk: Desk, pairs: Listed) -> int:
    """Write all that the origins reach, as met; return how many are done before the desk was FULL.

    While `pairs` has no room, those of origin s are only counted, in first[s + 1].
    """
    first, facility, pair_m = pairs.first, pairs.facility, pairs.walk_m
    facility_m, found, counting = desk.facility_m, desk.found, len(pairs.facility) == 0
    for done in range(len(origins)):
        origin = origins[done]
        met = walk_out(origin, ways, desk)
        if met == FULL:
            return done
        count = _meet(origin, met, ways.shelf, desk)
        at = 0
        for i in range(count):
            one, walk_m = found[i], _rounded(facility_m[found[i]])
            facility_m[one] = np.inf
            if walk_m <= desk.limit_m:
                if not counting:
                    facility[first[origin] + at], pair_m[first[origin] + at] = one, walk_m
                at += 1
        if counting:
            first[origin + 1] = at
    return len(origins)


@compiled
def _rounded(walk_m: float) -> float:
    return float(np.rint(walk_m * ROUND_PER_M) / ROUND_PER_M)
