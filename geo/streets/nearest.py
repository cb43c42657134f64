"""What both ways of finding the nearest street give back."""

from typing import NamedTuple

from geo.streets.network import Floats, Ints


class Nearest(NamedTuple):
    """The place on the streets nearest to each point: edge (-1 for none), along it, beside it."""

    edge: Ints
    offset_m: Floats
    snap_m: Floats
