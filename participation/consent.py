"""Whether the owners agreed: by a vote under the Civil Code, else by the survey."""

from collections.abc import Sequence

import pandas as pd

from participation.votes import VOTE_SHARES, decided, on_renovation


def consent(
    rates: pd.DataFrame,
    votes: pd.DataFrame,
    *,
    participation: float,
    approval: float,
    support: float,
    purposes: Sequence[str],
) -> pd.DataFrame:
    """Return, for each estate, whether it agreed, on what basis, and by which numbers.

    `consent` (yes, no, unknown), `consent_basis` (vote, survey, none), `consent_short` (what falls
    short, ";" between), and the four shares of the vote that counts.

    A vote passes when owners holding at least `participation` of the floor area **and** at least
    `participation` of all owners took part, and at least `approval` of the area taking part
    **and** of the owners taking part agreed (Civil Code art. 278). Where an estate voted more than
    once, one passed vote is enough. Only votes on the renovation count: those whose `purpose` is
    blank or holds one of the words `purposes`. A vote known to fall short in one of the four has
    failed, whatever is unknown of the others. Where votes settle nothing, the survey's
    `support_rate` must reach `support` (short: support); without either, consent is unknown.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "support_rate": [0.7]})
    >>> no_votes = pd.DataFrame(columns=["estate_id", "purpose", "owners", "owners_voted",
    ...     "owners_yes", "area_m2", "area_voted_m2", "area_yes_m2"])
    >>> consent(one, no_votes, participation=2/3, approval=3/4, support=2/3,
    ...     purposes=["改造"])["consent"].tolist()
    ['yes']
    """
    ids = rates["estate_id"]
    on_it = votes[on_renovation(votes["purpose"], purposes)]
    voted = decided(on_it, participation=participation, approval=approval).reindex(ids)
    asked = rates["support_rate"].set_axis(ids)
    by_vote = voted["passed"].notna()
    yes = voted["passed"].where(by_vote, asked >= support).astype(bool)
    known = by_vote | asked.notna()
    below = (known & ~yes).map({True: "support", False: ""})
    found = pd.DataFrame(
        {
            "consent": yes.map({True: "yes", False: "no"}).where(known, "unknown"),
            "consent_basis": by_vote.map({True: "vote", False: "survey"}).where(known, "none"),
            "consent_short": voted["short"].where(by_vote, below),
            **{name: voted[name] for name in VOTE_SHARES},
        }
    )
    return found.rename_axis("estate_id").reset_index()
