"""The rules of the phasing problem: what a person wrote, money, gates, clusters."""

from dataclasses import replace

from phasing.rules import Budget, DemonstrationFirst, NotBefore, Rule, Together
from study.choices import Choices
from study.funding_rules import funding_rules
from study.published_rules import with_published
from study.readiness import demonstrations, gate_rules
from study.stages import Ranked
from study.trench_rules import trench_rules
from tables import InputError

# What `demonstration_first` writes in place of estates: all that the ledger flags.
FLAGGED = "flagged"


def rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return every rule of the study's phasing problem."""
    return with_published(found, choices, unpublished_rules(found, choices))


def unpublished_rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return every rule but those that a published plan brings or overrides."""
    return (
        *(_written(rule, found) for rule in choices.rules if not isinstance(rule, Budget)),
        *funding_rules(found, choices),
        *entry_rules(found, choices),
        *_together(found, choices),
        *trench_rules(found, choices),
    )


def entry_rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return who may not enter, and who only from a year on."""
    return (*gate_rules(found), *_renovated(found, choices))


def _written(rule: Rule, found: Ranked) -> Rule:
    """Return a rule as a person wrote it, `flagged` standing for every demonstration estate.

    Raises InputError `study.no_demonstration` where the ledger flags none.
    """
    if not isinstance(rule, DemonstrationFirst) or rule.estates != (FLAGGED,):
        return rule
    named = demonstrations(found.estates)
    if not named:
        raise InputError("study.no_demonstration")
    return replace(rule, estates=named)


def _renovated(found: Ranked, choices: Choices) -> list[NotBefore]:
    """Hold back what was renovated so lately that it may enter only later in the horizon."""
    if not choices.gates.renovated:
        return []
    wait = found.measured.rules["renovated_within_years"].value + 1
    open_to = found.estates[found.estates["gate"] == ""]
    earliest = (open_to.set_index("estate_id")["renovated_year"] + wait).dropna()
    late = earliest[earliest > choices.horizon[0]]
    return [NotBefore(str(estate_id), int(year)) for estate_id, year in late.items()]


def _together(found: Ranked, choices: Choices) -> list[Together]:
    if choices.clusters.keep == "apart":
        return []
    keep = choices.clusters
    written = {rule.cluster_id for rule in choices.rules if isinstance(rule, Together)}
    names = set(found.estates["cluster_id"].dropna().astype(str)) - written
    return [Together(name, gated=keep.gated, batches=keep.batches) for name in sorted(names)]
