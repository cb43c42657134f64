"""Which part of study.yaml a stage rests on: what is measured, ranked, or only planned with."""

import dataclasses

from study.choices import Choices

RANKED = frozenset({"weighing", "criteria", "ranking"})
"""The choices that ranking is the first to look at."""

PLANNED = frozenset({
    "name", "funding", "rules", "rules_off", "siting", "scenarios", "balance_by", "proposals",
    "value", "published", "negotiate", "solver",
})  # fmt: skip
"""The choices that neither measuring nor ranking looks at."""

NOT_MEASURED = RANKED | PLANNED
"""The choices that measuring does not look at; of the rules it asks whether a cap on stock is one.

What a choice added later rests on nobody knows: it counts as measured until it is named here.
"""


def measured_by(choices: Choices) -> tuple[object, ...]:
    """Return what of the choices measuring looks at: where it is equal, so is what is measured."""
    looked = [
        getattr(choices, item.name)
        for item in dataclasses.fields(choices)
        if item.name not in NOT_MEASURED
    ]
    return (*looked, any(rule.kind == "stock_cap" for rule in choices.rules))
