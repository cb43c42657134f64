"""The tree of a score: criteria, their indicators, and what people call them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.indicators import Indicator, Side
from tables import InputError


@dataclass(frozen=True)
class Criterion:
    """One criterion: on the side of need or of readiness, with its names by language."""

    key: str
    side: Side
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tree:
    """Criteria in the order they are shown, and the indicators under them.

    A criterion without an indicator is left out: nothing could be said of it. Raises InputError for
    an indicator of a criterion that is not there, or that stands on the other side.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)
    >>> tree = Tree((Criterion("age", "need", {"en": "Age"}), Criterion("x", "need")), (age,))
    >>> [criterion.key for criterion in tree.criteria], tree.name("en", "age")
    (['age'], 'Age')
    """

    criteria: tuple[Criterion, ...]
    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        """Check that every indicator hangs on a criterion of its own side."""
        sides = {criterion.key: criterion.side for criterion in self.criteria}
        for indicator in self.indicators:
            if indicator.criterion not in sides:
                raise InputError(
                    "scoring.no_such_criterion",
                    indicator=indicator.key,
                    criterion=indicator.criterion,
                    known=", ".join(sides),
                )
            if indicator.side != sides[indicator.criterion]:
                raise InputError("scoring.mixed_sides", criterion=indicator.criterion)
        used = {indicator.criterion for indicator in self.indicators}
        kept = tuple(criterion for criterion in self.criteria if criterion.key in used)
        object.__setattr__(self, "criteria", kept)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the criteria, in order."""
        return tuple(criterion.key for criterion in self.criteria)

    def side(self, side: str) -> tuple[str, ...]:
        """Return the keys of the criteria on one side."""
        return tuple(criterion.key for criterion in self.criteria if criterion.side == side)

    def of(self, criterion: str) -> tuple[Indicator, ...]:
        """Return the indicators under a criterion, in order."""
        return tuple(item for item in self.indicators if item.criterion == criterion)

    def indicator(self, key: str) -> Indicator:
        """Return the indicator `key`. Raises KeyError when the tree has none of that name."""
        return {item.key: item for item in self.indicators}[key]

    def name(self, locale: str, key: str) -> str:
        """Return what people call a criterion; one without a name in this language: its key."""
        return _named({item.key: item.names for item in self.criteria}, locale, key)

    def indicator_name(self, locale: str, key: str) -> str:
        """Return what people call an indicator; one without a name in this language: its key."""
        return _named({item.key: item.names for item in self.indicators}, locale, key)


def _named(names: Mapping[str, Mapping[str, str]], locale: str, key: str) -> str:
    return names.get(key, {}).get(locale) or key
