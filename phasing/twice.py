"""What may be said once only, and who is who among those that pay."""

from collections.abc import Mapping, Sequence

from phasing.parts import payers
from phasing.rules import (
    Budget,
    Cap,
    Contribution,
    KeepPublished,
    Matching,
    NextPlan,
    PaidAfter,
    Rule,
    ShareCap,
    Split,
    Spread,
    Together,
    nearest,
)
from tables import InputError

# Of which a kind of rule may speak once: of a source in a year, of a cost class, of the whole plan.
ONCE: Mapping[type[Rule], tuple[str, ...]] = {
    Budget: ("source", "year"),
    Cap: ("measure", "year"),
    Contribution: ("source",),
    KeepPublished: (),
    Matching: ("contribution",),
    NextPlan: (),
    PaidAfter: ("source",),
    Split: ("cost_class",),
    Spread: (),
    Together: ("cluster_id",),
}


def check_once(rules: Sequence[Rule]) -> None:
    """Refuse two rules of a kind that speak of the same: nothing says which of them holds.

    Errors: `phasing.<kind>_twice`, `.contribution_is_budget`, `.share_caps`.
    """
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        if type(rule) in ONCE:
            what = (rule.kind, *(getattr(rule, key) for key in ONCE[type(rule)]))
            first = seen.setdefault(what, rule)
            if first is not rule:
                year = {"year": rule.year} if isinstance(rule, Budget | Cap) else {}
                code = f"phasing.{rule.kind}_twice"
                raise InputError(code, **year, first=first, other=rule)
    _check_one_name(rules)
    _check_share_caps(rules)


def check_payers(rules: Sequence[Rule], years: Sequence[int]) -> None:
    """Refuse a rule about money of a source that has none, or money of another kind.

    Errors: `phasing.unknown_source`, `.no_budget`, `.no_contribution`, `.paid_after_long`.
    """
    party = payers(rules).party
    known = dict.fromkeys([*party, *party.values()])
    pooled = {rule.source: None for rule in rules if isinstance(rule, Budget)}
    brought = {rule.source: None for rule in rules if isinstance(rule, Contribution)}
    for rule in rules:
        if isinstance(rule, ShareCap):
            _check_known(rule, rule.payer, known)
        if isinstance(rule, PaidAfter | Matching):
            _check_known(rule, rule.source, known, among=pooled, code="phasing.no_budget")
        if isinstance(rule, Matching):
            code = "phasing.no_contribution"
            _check_known(rule, rule.contribution, known, among=brought, code=code)
        if isinstance(rule, PaidAfter) and rule.years > len(years):
            values = {"source": rule.source, "years": rule.years, "most": len(years)}
            raise InputError("phasing.paid_after_long", **values)


def _check_known(
    rule: Rule,
    name: str,
    known: Mapping[str, object],
    *,
    among: Mapping[str, object] | None = None,
    code: str = "",
) -> None:
    if name not in known:
        near = nearest(name, known)
        raise InputError("phasing.unknown_source", rule=rule.kind, name=name, nearest=near)
    if among is not None and name not in among:
        raise InputError(code, rule=rule, name=name, known=", ".join(among) or "—")


def _check_one_name(rules: Sequence[Rule]) -> None:
    """Refuse one name for money of the plan and money that estates bring: it could be either."""
    pooled = {rule.source: rule for rule in reversed(rules) if isinstance(rule, Budget)}
    for rule in rules:
        if isinstance(rule, Contribution) and rule.source in pooled:
            values = {"source": rule.source, "first": pooled[rule.source], "other": rule}
            raise InputError("phasing.contribution_is_budget", **values)


def _check_share_caps(rules: Sequence[Rule]) -> None:
    """Refuse more than two caps on shares: parts of a cost cannot hold how three of them overlap.

    Two bars can always be laid beside each other, or over each other where they must be; three
    may need every pair of them to overlap by amounts of its own.
    """
    caps = [rule for rule in rules if isinstance(rule, ShareCap)]
    if len(caps) > 2:  # noqa: PLR2004
        first, other, third = caps[:3]
        raise InputError("phasing.share_caps", first=first, other=other, third=third)
