"""What was found when a proposal was asked: one frozen value, tables ready to be shown."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from phasing.negotiation.standing import Standing
from tables import Issue


@dataclass(frozen=True, eq=False)
class Negotiated:
    """Answers to what study.yaml asks of one proposal (`negotiate`); what was not asked is None.

    `standing` is the plan that was asked. `why` is always there: why each estate is not earlier.
    `why_exact` answers for single estates, `prices` for the overrides to be tried (in their order),
    `weight_changes` how far one weight must go for an estate to come earlier. `canvass`: where
    consent or deposits are worth asking for (see `study.negotiation.canvass`). `issues` tell what
    could not be answered, and which parts were stopped: those are absent, never shown in part.
    """

    proposal: str
    standing: Standing
    why: pd.DataFrame | None = None
    why_exact: tuple[Any, ...] = ()
    weight_changes: pd.DataFrame | None = None
    canvass: pd.DataFrame | None = None
    prices: tuple[Any, ...] = ()
    alternatives: Any = None
    how_often: pd.DataFrame | None = None
    year_shares: pd.DataFrame | None = None
    replanned: Any = None
    horizons: Any = None
    finish_in: Any = None
    money_worth: Any = None
    money_curve: Any = None
    issues: tuple[Issue, ...] = ()
