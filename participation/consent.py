"""Whether the owners agreed: by a vote under the Civil Code, else by the survey."""

from collections.abc import Sequence

import pandas as pd


def consent(
    rates: pd.DataFrame,
    votes: pd.DataFrame,
    *,
    participation: float,
    approval: float,
    support: float,
    purposes: Sequence[str],
) -> pd.DataFrame:
    """Return `consent` (yes, no, unknown) and `consent_basis` (vote, survey, none) an estate.

    A vote passes when owners holding at least `participation` of the floor area **and** at least
    `participation` of all owners took part, and at least `approval` of the area taking part
    **and** of the owners taking part agreed (Civil Code art. 278). Where an estate voted more than
    once, one passed vote is enough. Only votes on the renovation count: those whose `purpose` is
    blank or holds one of the words `purposes`. Without a complete vote, the survey's
    `support_rate` must reach `support`; without either, consent is unknown.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "support_rate": [0.7]})
    >>> no_votes = pd.DataFrame(columns=["estate_id", "purpose", "owners"])
    >>> consent(one, no_votes, participation=2/3, approval=3/4, support=2/3,
    ...     purposes=["改造"])["consent"].tolist()
    ['yes']
    """
    on_it = votes[_on_renovation(votes["purpose"], purposes)]
    voted = _passed(on_it, participation, approval).reindex(rates["estate_id"])
    asked = rates["support_rate"].set_axis(rates["estate_id"])
    by_vote = voted.notna()
    yes = voted.where(by_vote, asked >= support).astype(bool)
    known = by_vote | asked.notna()
    return pd.DataFrame(
        {
            "estate_id": rates["estate_id"].to_numpy(),
            "consent": yes.map({True: "yes", False: "no"}).where(known, "unknown").to_numpy(),
            "consent_basis": by_vote.map({True: "vote", False: "survey"})
            .where(known, "none")
            .to_numpy(),
        }
    )


def _on_renovation(purpose: pd.Series, words: Sequence[str]) -> pd.Series:
    stated = purpose.fillna("").astype(str).str.strip()
    return (stated == "") | stated.map(lambda text: any(word in text for word in words)).astype(
        bool
    )


def _passed(votes: pd.DataFrame, participation: float, approval: float) -> pd.Series:
    if votes.empty:
        return pd.Series(dtype=object)
    needed = ["owners", "area_m2", "owners_voted", "area_voted_m2", "owners_yes", "area_yes_m2"]
    numbers = votes[needed].apply(pd.to_numeric, errors="coerce")
    complete = numbers.notna().all(axis=1)
    took_part = _reaches(numbers, "voted", of="", least=participation)
    agreed = _reaches(numbers, "yes", of="_voted", least=approval)
    passed = (took_part & agreed)[complete].astype(object)
    return pd.Series(passed.groupby(votes.loc[complete, "estate_id"]).max())


def _reaches(numbers: pd.DataFrame, part: str, *, of: str, least: float) -> pd.Series:
    # Products, not quotients: nobody voting must not divide by zero, and 2/3 must reach 2/3.
    whole_area = numbers[f"area{of}_m2"]
    whole_owners = numbers[f"owners{of}"]
    by_area = numbers[f"area_{part}_m2"] >= least * whole_area
    by_owners = numbers[f"owners_{part}"] >= least * whole_owners
    return by_area & by_owners & (whole_owners > 0) & (whole_area > 0)
