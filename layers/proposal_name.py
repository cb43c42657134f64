"""What a proposal is called, what it aims at, and whose money a payer's is, in words."""

from phasing import Objective
from texts import said, say

THEN = "_then_"


def proposal_name(name: str, *, locale: str) -> str:
    """Return what a proposal is called; aims that follow one another are said in turn.

    >>> proposal_name("need", locale="zh"), proposal_name("need_then_balance", locale="zh")
    ('需求优先', '先需求优先，再区域均衡')
    """
    first, *rest = (_named("proposal", aim, locale) for aim in name.split(THEN))
    if not rest:
        return first
    after = [aim[:1].lower() + aim[1:] for aim in rest]
    then = say(locale, "proposal.next").join(after)
    return say(locale, "proposal.then", first=first, then=then)


def proposal_aim(objective: Objective, *, locale: str) -> str:
    """Return what a proposal makes as large as it can, and what an earlier aim may lose for it."""
    if not objective.after:
        return _named("proposal_aim", objective.kind, locale)
    turns = [proposal_name(before.name, locale=locale) for before in objective.after]
    first = say(locale, "proposal.next").join(turns)
    share, aim = f"{objective.give_up * 100:g}\u00a0%", _named("proposal", objective.kind, locale)
    return say(locale, "proposal_aim.then", first=first, share=share, aim=aim)


def payer_name(payer: str, *, locale: str) -> str:
    """Return what a payer is called: a party in words, the next plan, or the source's own name.

    >>> payer_name("government", locale="zh"), payer_name("燃气企业", locale="zh")
    ('政府', '燃气企业')
    """
    codes = (f"party.{payer}", f"source.{payer}")
    return next((say(locale, code) for code in codes if said(locale, code)), payer)


def _named(kind: str, code: str, locale: str) -> str:
    key = f"{kind}.{code}"
    return say(locale, key) if said(locale, key) else code
