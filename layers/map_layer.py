"""One layer of a map of estates: what it is called, and the class of every estate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from layers.classes import MapClass
from phasing import Programme
from scoring import Tree
from study.living_circle import Circle
from tables import Issue

Classed = tuple[pd.Series, Sequence[MapClass]]


@dataclass(frozen=True, eq=False)
class MapFacts:
    """All that layers are made of, for one proposal of a study.

    estates: one row an estate with its scores, years and reasons. criteria: the keys that are
    weighed. chances: estate_id, top_share, rank_p05, rank_p95 for the first `first_k`, made when
    asked for. source_fills: a colour a money source, most money first. published: the public year
    of an estate, read when asked for. issues: what was found in the data. What is left out or not
    in the table leaves its layers out of the catalogue.
    """

    estates: pd.DataFrame
    horizon: Sequence[int]
    programme: Programme | None = None
    tree: Tree | None = None
    criteria: Sequence[str] = ()
    circle: Circle | None = None
    chances: Callable[[], pd.DataFrame] | None = None
    first_k: int = 0
    source_fills: Mapping[str, str] = field(default_factory=dict)
    published: Callable[[], Mapping[str, int]] = dict
    issues: Sequence[Issue] | None = None

    @property
    def proposal(self) -> str:
        """Return the name of the proposal, "" for none."""
        return self.programme.name if self.programme else ""


@dataclass(frozen=True, eq=False)
class MapLayer:
    """A layer by its `key` (as the address of a page says it), in a group of layers.

    classed: makes the key of every estate's class, in the order of the estates, and the classes.
    title: what the legend is headed by, with the unit. names: the words of classes that name data,
    such as a money source. if_any: classes the legend names only where an estate falls in them.
    planned: whether it rests on a proposal.
    """

    key: str
    group: str
    name: str
    title: str
    classed: Callable[[], Classed]
    names: Mapping[str, str] = field(default_factory=dict)
    if_any: frozenset[str] = frozenset()
    planned: bool = False

    def shown(self) -> Classed:
        """Return the keys and the classes a legend names."""
        keys, classes = self.classed()
        there = set(keys)
        return keys, [c for c in classes if c.key not in self.if_any or c.key in there]
