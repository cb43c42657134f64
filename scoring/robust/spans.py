"""A range of work shared out among threads, in runs of neighbours."""

import os
from itertools import pairwise


def threads_of(asked: int | None) -> int:
    """Return how many threads to use: as many as asked for, else one a core."""
    return asked or os.cpu_count() or 1


def spans(size: int, threads: int) -> list[tuple[int, int]]:
    """Return (start, stop) of each thread's share.

    >>> spans(5, 2)
    [(0, 2), (2, 5)]
    """
    parts = max(1, min(size, threads))
    return list(pairwise(size * part // parts for part in range(parts + 1)))
