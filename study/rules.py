"""The rules of the phasing problem: what a person wrote, money, gates, clusters."""

from phasing.rules import Budget, NotBefore, Rule, Together
from study.choices import Choices
from study.funding_rules import funding_rules
from study.readiness import gate_rules
from study.stages import Ranked


def rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return every rule of the study's phasing problem."""
    return (
        *(rule for rule in choices.rules if not isinstance(rule, Budget)),
        *funding_rules(found, choices),
        *gate_rules(found),
        *_renovated(found, choices),
        *_together(found, choices),
    )


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
    return [Together(str(name)) for name in sorted(found.estates["cluster_id"].dropna().unique())]
