"""Everything a person chose: study.yaml as a frozen value."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from intake.source import Source
from phasing.rules import Rule
from study.added import Added
from study.clusters import Clusters
from study.cost_choices import Costs
from study.funding import Funding
from study.gates import Gates
from study.negotiation.choices import Negotiate
from study.objectives import Valuing
from study.published import Publishing
from study.ranking import Ranking
from study.scenario_choices import Scenario
from study.siting_choices import SitingChoice
from study.trenches import Trenches
from study.walking import Walking
from study.weighing import Weighing


@dataclass(frozen=True)
class Solver:
    """When the solver may stop: at a proven gap (share) or after so many nodes, never by clock."""

    gap: float = 0.01
    nodes: int = 2000
    seed: int = 1


@dataclass(frozen=True)
class Choices:
    """A study as a person wrote it; two equal choices on equal files give equal results.

    `attribution` credits whose data is shown, on every map. `weighing` says how the weights of the
    criteria are found, `ranking` how scores become ranks, `siting` which facilities are to be
    placed among idle rooms, `scenarios` what could be otherwise on the ground, `added` what a
    person set on the map, `published` what is kept of the published plan, `negotiate` what is asked
    of a proposal. `rules_off` are the rules of the file that are switched off: they count for
    nothing.
    """

    name: str
    horizon: tuple[int, ...]
    day_of_law: dt.date
    weighing: Weighing
    city: str | None = None
    crs: str | None = None
    walking: Walking = field(default_factory=Walking)
    siting: tuple[SitingChoice, ...] = ()
    criteria: tuple[Mapping[str, Any], ...] = ()
    ranking: Ranking = field(default_factory=Ranking)
    gates: Gates = field(default_factory=Gates)
    costs: Costs = field(default_factory=Costs)
    funding: Funding = field(default_factory=Funding)
    rules: tuple[Rule, ...] = ()
    rules_off: tuple[Rule, ...] = ()
    clusters: Clusters = field(default_factory=Clusters)
    added: Added = field(default_factory=Added)
    trenches: Trenches = field(default_factory=Trenches)
    scenarios: tuple[Scenario, ...] = ()
    balance_by: str = "street"
    proposals: tuple[str, ...] = ("need", "balance", "cluster")
    value: Valuing = field(default_factory=Valuing)
    published: Publishing | None = None
    negotiate: Negotiate | None = None
    solver: Solver = field(default_factory=Solver)
    answers: Mapping[str, Any] = field(default_factory=dict)
    attribution: str = ""


@dataclass(frozen=True)
class Study:
    """Inputs and choices: what `study.run` needs."""

    path: Path
    choices: Choices
    sources: Mapping[str, tuple[Source, ...]]
