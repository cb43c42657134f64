"""What every sheet about a negotiated plan needs: the answers, names, shares of its value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from layers.negotiation_words import called, sentence
from layers.proposal_name import proposal_name
from reports.figures import NOTHING
from reports.outward import at_most
from study.negotiation.negotiated import Negotiated
from study.negotiation.why_words import Said
from texts import said, say


@dataclass(frozen=True, eq=False)
class Case:
    """The answers, the estates they are about (estate_id, name, rank), a reader's language."""

    found: Negotiated
    estates: pd.DataFrame
    locale: str

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each estate that has a name."""
        return called(self.estates)

    def named(self, estate_ids: Iterable[str]) -> list[str]:
        """Return the name of each estate; one without a name goes by its id."""
        return [self.names.get(estate, estate) for estate in estate_ids]

    def say(self, code: str, **values: object) -> str:
        """Return a sentence of the sheets."""
        return say(self.locale, f"negotiation_sheet.{code}", **values)

    def told(self, many: Iterable[Said]) -> list[str]:
        """Return sentences in the reader's language, one each."""
        return [sentence(one, locale=self.locale) for one in many]

    def of_value(self, points: "pd.Series[float]") -> "pd.Series[float]":
        """Return points as shares of what the plan is worth; unknown where it is worth nothing."""
        value = abs(self.found.standing.value)
        return points.astype(float) / (value or float("nan"))

    def ranks(self, estate_ids: "pd.Series[str]") -> pd.Series:
        """Return the rank of each estate; unknown where it has none."""
        if "rank" not in self.estates:
            return pd.Series(pd.NA, estate_ids.index, dtype="Int64")
        return estate_ids.map(self.estates.set_index("estate_id")["rank"]).astype("Int64")

    def ranked(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table with `estate_id`, best-ranked estates first, else in order."""
        place = self.ranks(table["estate_id"])
        return table.assign(place=place).sort_values("place", kind="stable").drop(columns="place")

    @property
    def plan_note(self) -> str:
        """Which proposal was asked, and how closely it is proven."""
        plan = proposal_name(self.found.proposal, locale=self.locale)
        return self.say("plan", plan=plan, gap=at_most(self.found.standing.gap))

    def notes(self, name: str) -> list[str]:
        """Return which plan was asked, and what the numbers of a sheet are."""
        code = f"negotiation_sheet.note.{name}"
        return [self.plan_note, *([say(self.locale, code)] if said(self.locale, code) else [])]


def or_nothing(years: pd.Series) -> pd.Series:
    """Return years as they are shown: an estate that is not placed has none."""
    return years.astype(object).where(years.notna(), NOTHING)
