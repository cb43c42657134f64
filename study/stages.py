"""What each stage hands to the next: frozen, so that a change re-runs only what it must."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyproj

from intake import Inputs
from phasing import Programme
from scoring import Scorecard, Tree, Weights
from scoring.robust import Robustness
from standards import Rule
from study.living_circle import Circle
from tables import Issue


@dataclass(frozen=True)
class Measured:
    """Inputs with what was measured: walks, coverage, rates, consent, gates, cost.

    `works` is long, one row an estate and works item: what is done, how much, for how much, why.
    `problems` are the keywords found in the ledger's text of problems, with what a person answered;
    `conditions` says what each condition item rests on: inspected, or which phrase (both long).
    `conflicts` are estates that lie in plans of the city or along works (see `study.planning`).
    `circle` is the living circle with the ground it was walked on; `walks` are its walks.
    Nothing here depends on weights, rules, budgets or proposals. `rules` are the standards used.
    """

    inputs: Inputs
    estates: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    walks: pd.DataFrame
    crs: pyproj.CRS
    works: pd.DataFrame
    issues: tuple[Issue, ...]
    rules: Mapping[str, Rule]
    problems: pd.DataFrame
    conditions: pd.DataFrame
    conflicts: pd.DataFrame
    circle: Circle


@dataclass(frozen=True)
class Ranked:
    """Measured estates with scores, ranks and grades.

    `indicators` is long: estate × indicator. `weights` are those the scores were made with, `tree`
    the criteria and indicators behind them, `card` what each estate scores before any weight.
    """

    measured: Measured
    estates: gpd.GeoDataFrame
    indicators: pd.DataFrame
    issues: tuple[Issue, ...]
    weights: Weights
    tree: Tree
    card: Scorecard


@dataclass(frozen=True, eq=False)
class Robust:
    """What trying the ranks found.

    `table`, in the order of the estates: estate_id, rank_expected, rank_p05, rank_p95 (90 of 100
    trials lie between), first_share, top_share (share of trials among the first `top_k`).
    `found` is the whole result with acceptabilities, central weights and confidence factors, its
    rows in the order of ties.
    """

    table: pd.DataFrame
    top_k: int
    criteria: tuple[str, ...]
    uncertain: int
    found: Robustness


@dataclass(frozen=True)
class Proposed:
    """Ranked estates with a year (or a reason) in every proposal, and how firm the ranks are."""

    ranked: Ranked
    estates: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    proposals: tuple[Programme, ...]
    issues: tuple[Issue, ...]
    robust: Robust
