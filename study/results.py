"""What a run found: one table a stage, the issues, the standards used, and a run record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd

from phasing import Programme
from scoring import Scorecard, Tree, Weights
from study.choices import Choices
from study.circle_measures import CircleMeasures, circle_measures
from study.negotiation.negotiated import Negotiated
from study.stages import Measured, Robust
from tables import Issue


@dataclass(frozen=True)
class Results:
    """Everything a page, a briefing or an export may show, frozen.

    `estates` has one row an estate, sorted by `estate_id`, in EPSG:4326 (the geometry of an
    estate without an outline is None): the ledger, what was measured (`coverage`, `gaps`, …), the
    scores with their ranges, the rank and its range, the cost, the gate, and per proposal the
    year (`year_need`, …). `inputs` holds the tables as they were read. `walks` is long: one row
    an estate and category. `works` too: one row an estate and works item (quantity, unit_cost_yuan,
    cost_class, why, …). `conflicts` are the estates that lie in plans of the city or along works
    to be opened. `indicators` is long: one row an estate and indicator. `proposals` are in the
    order they were asked for; the first one fills the columns `year` and `reason`.
    `weights`, `tree` and `card` are what the scores were made with (see `Ranked`), `robust` how
    firmly the estates hold their ranks. `measured` is what all of it was measured from,
    `negotiated` what was found when one proposal was asked (see `Negotiated`).
    """

    choices: Choices
    inputs: Mapping[str, pd.DataFrame]
    estates: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    walks: pd.DataFrame
    indicators: pd.DataFrame
    proposals: tuple[Programme, ...]
    issues: tuple[Issue, ...]
    record: Mapping[str, object]
    timings: tuple[Mapping[str, object], ...]
    weights: Weights
    tree: Tree
    card: Scorecard
    works: pd.DataFrame = field(default_factory=pd.DataFrame)
    robust: Robust | None = None
    conflicts: pd.DataFrame = field(default_factory=pd.DataFrame)
    measured: Measured | None = None
    negotiated: Negotiated | None = None

    @cached_property
    def circle(self) -> CircleMeasures | None:
        """What the living circle comes to, worked out when first asked for."""
        return None if self.measured is None else circle_measures(self.measured)
