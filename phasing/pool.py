"""What the table of estates says, each column read once however often a problem is posed anew."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd


class Pool:
    """The estates of a problem as plain values by estate; their table is never changed in place.

    Rules are lifted and plans tried hundreds of times over the same table: reading its columns
    anew each time took longer than solving. What is returned is shared: nobody may change it.
    """

    def __init__(self, estates: pd.DataFrame) -> None:
        """Read nothing yet."""
        self.estates = estates
        self._columns: dict[str, Mapping[str, object]] = {}
        self._amounts: dict[str, Mapping[str, float]] = {}
        self._but: dict[frozenset[str], pd.DataFrame] = {}
        self._lacking: dict[tuple[str, ...], Sequence[str]] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the estates in the order of the table."""
        return tuple(self.estates["estate_id"].tolist())

    def column(self, name: str) -> Mapping[str, object]:
        """Return what a column says of each estate."""
        if name not in self._columns:
            self._columns[name] = dict(zip(self.ids, self.estates[name].tolist(), strict=True))
        return self._columns[name]

    def amount(self, measure: str) -> Mapping[str, float]:
        """Return a column of numbers by estate, NaN where unknown; each counts 1 in "estates"."""
        if measure not in self._amounts:
            self._amounts[measure] = dict(zip(self.ids, self._numbers(measure), strict=True))
        return self._amounts[measure]

    def lacking(self, columns: Sequence[str]) -> Sequence[str]:
        """Return the estates of which one of these columns says nothing."""
        asked = tuple(columns)
        if asked not in self._lacking:
            rows = self.estates.reindex(columns=["estate_id", *asked])
            unknown = rows[list(asked)].isna().any(axis=1)
            self._lacking[asked] = tuple(rows.loc[unknown, "estate_id"].tolist())
        return self._lacking[asked]

    def but(self, out: frozenset[str]) -> pd.DataFrame:
        """Return the rows of the estates that are not named."""
        if out not in self._but:
            self._but[out] = self.estates[~self.estates["estate_id"].isin(list(out))]
        return self._but[out]

    @cached_property
    def clusters(self) -> Mapping[str, Sequence[str]]:
        """Return the members of each cluster, in order."""
        grouped = self.estates.groupby("cluster_id", sort=True)["estate_id"]
        return {str(cluster): tuple(sorted(ids)) for cluster, ids in grouped}

    @cached_property
    def queue(self) -> Mapping[str, float]:
        """Return the place of each estate in the queue: its rank, else minus its score, else 0."""
        for column, sign in (("rank", 1), ("score", -1)):
            if column in self.estates:
                values = self.estates[column].to_numpy(float, na_value=np.nan) * sign
                places = np.where(np.isnan(values), np.inf, values).tolist()
                return dict(zip(self.ids, places, strict=True))
        return dict.fromkeys(self.ids, 0.0)

    def _numbers(self, measure: str) -> list[float]:
        if measure == "estates":
            return [1.0] * len(self.ids)
        if measure not in self.estates:
            return [float("nan")] * len(self.ids)
        column = pd.to_numeric(self.estates[measure], errors="coerce")
        return list(column.to_numpy(float, na_value=np.nan).tolist())
