"""How many people are still to be won in each estate, by whatever counts there."""

import numpy as np
import pandas as pd

from intake import Inputs
from participation import READINGS
from participation.more import MORE, MORE_AREA, more_deposits, more_support, nearest_vote
from participation.rates import newest_survey
from participation.votes import on_renovation
from standards import Standards
from study.choices import Choices
from study.stages import Measured
from study.whereabouts import table

COUNTS = ("basis", "vote_id", *MORE, *MORE_AREA, "more_yuan")

_NONE = "none"
_TINY = 1e-6  # of a household: 0.7 · 110 is 77.000…01 to the machine


def to_be_won(measured: Measured, choices: Choices, rules: Standards) -> pd.DataFrame:
    """Return one row an estate and `what` (consent, deposit): the fewest that are still to be won.

    `basis`: by what that is known: vote (owners, and floor area; `vote_id` is nearest to passing),
    survey or ledger (households in favour), deposit (households that pay); none: nobody was asked.
    `more`, `of_new`, `of_turned`, `if_new`, `more_area_m2`, `more_yuan` … are those of
    `participation.more`; what the counts do not tell is unknown (NaN).
    """
    consent, paid = _consent(measured, rules), _deposits(measured, choices, rules)
    both = pd.concat([consent.assign(what="consent"), paid.assign(what="deposit")])
    return both.reindex(columns=["estate_id", "what", *COUNTS]).reset_index(drop=True)


def _consent(measured: Measured, rules: Standards) -> pd.DataFrame:
    """Return who is to be won by vote, else by survey, else by what the ledger states."""
    estates = measured.estates
    basis = estates["consent_basis"].to_numpy()
    voted = _votes(measured.inputs, rules).reindex(estates["estate_id"]).reset_index(drop=True)
    asked = _asked(measured, rules).reset_index(drop=True)
    by_vote = np.isin(basis, ["vote", _NONE])
    counts = {
        name: np.where(by_vote, voted[name], asked.get(name, np.nan))
        for name in (*MORE, *MORE_AREA)
    }
    vote_id = voted["vote_id"].where(by_vote, None)
    return pd.DataFrame(
        {"estate_id": estates["estate_id"].to_numpy(), "basis": basis, "vote_id": vote_id, **counts}
    )


def _votes(inputs: Inputs, rules: Standards) -> pd.DataFrame:
    votes, shares = table(inputs, "votes"), rules["vote_shares"]
    on_it = votes[on_renovation(votes["purpose"], rules["vote_purposes"])]
    return nearest_vote(on_it, participation=shares["participation"], approval=shares["approval"])


def _asked(measured: Measured, rules: Standards) -> pd.DataFrame:
    """Return who must still be in favour in the newest survey, or as the ledger states it."""
    estates = measured.estates
    newest = newest_survey(table(measured.inputs, "surveys")).reindex(estates["estate_id"])
    by_ledger = estates["consent_basis"].eq("ledger").to_numpy()
    homes = _numbers(estates["households"])
    stated = np.floor(_numbers(estates["support_rate"]) * homes + _TINY)
    yes = np.where(by_ledger, stated, _numbers(newest["support"]))
    replies = np.where(by_ledger, homes, _numbers(newest["returned"]))
    columns = (pd.Series(column) for column in (yes, replies, homes))
    return more_support(*columns, support=rules["support_share"])


def _deposits(measured: Measured, choices: Choices, rules: Standards) -> pd.DataFrame:
    estates, gate = measured.estates, choices.gates.deposit
    reading = gate.reading if gate else READINGS[0]
    name = "deposit_yuan_per_household"
    least = rules[name] if name in rules.rules else None
    short = more_deposits(estates, least_yuan=least, reading=reading)
    basis = np.where(estates["deposit_ok"].eq("unknown"), _NONE, "deposit")
    return short.assign(estate_id=estates["estate_id"], basis=basis)


def _numbers(column: pd.Series) -> np.ndarray:
    return pd.to_numeric(column).astype("Float64").to_numpy(float, na_value=np.nan)
