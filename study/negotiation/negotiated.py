"""What was found when a proposal was asked: one frozen value, tables ready to be shown."""

from dataclasses import dataclass

import pandas as pd

from phasing.negotiation.alternatives import Alternatives
from phasing.negotiation.front_loading import Finish
from phasing.negotiation.horizons import Horizons
from phasing.negotiation.nested import Richer
from phasing.negotiation.price import Price
from phasing.negotiation.replan import Replanned
from phasing.negotiation.sampled import YearShares
from phasing.negotiation.standing import Standing
from phasing.negotiation.why_not import WhyNot
from tables import InputError, Issue


@dataclass(frozen=True, eq=False)
class Negotiated:
    """Answers to what study.yaml asks of one proposal (`negotiate`); what was not asked is None.

    `standing` is the plan that was asked. `why` is always there: why each estate is not earlier.
    `why_exact` answers for single estates, `prices` for the overrides to be tried (in their order),
    `weight_changes` how far one weight must go for an estate to come earlier. `canvass`: where
    consent or deposits are worth asking for (see `study.negotiation.canvass`). `issues` tell what
    could not be answered, and which parts were stopped: those are absent, never shown in part.
    `refused`: the parts a proposal does not allow, each with the error whose code says why.
    """

    proposal: str
    standing: Standing
    why: pd.DataFrame | None = None
    why_exact: tuple[WhyNot, ...] = ()
    weight_changes: pd.DataFrame | None = None
    canvass: pd.DataFrame | None = None
    prices: tuple[Price, ...] = ()
    alternatives: Alternatives | None = None
    how_often: pd.DataFrame | None = None
    year_shares: YearShares | None = None
    replanned: Replanned | None = None
    horizons: Horizons | None = None
    finish_in: tuple[Finish, ...] | None = None
    money_worth: pd.DataFrame | None = None
    money_curve: pd.DataFrame | None = None
    richer: Richer | None = None
    refused: tuple[tuple[str, InputError], ...] = ()
    issues: tuple[Issue, ...] = ()
