"""The run record: which files, which choices, which standards, which engines gave these results."""

import importlib.metadata
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from intake.worker.memory import peak_bytes
from standards import Rule
from study.choices import Study
from study.circle_record import circle_record
from study.gate_record import gate_record
from study.stages import Proposed

ENGINES = (
    "geopandas",
    "highspy",
    "numba",
    "numpy",
    "pandas",
    "pyogrio",
    "pyproj",
    "scipy",
    "shapely",
)


def record(study: Study, plans: Proposed) -> dict[str, object]:
    """Return what run.json holds, proposals left out: plain values only, in a fixed order."""
    measured = plans.ranked.measured
    return {
        "jiugai": _version("jiugai"),
        "name": study.choices.name,
        "inputs": [plain(asdict(file)) for file in measured.inputs.files],
        "choices": plain(study.choices),
        "standards": [standard(rule) for rule in measured.rules.values()],
        "gates": gate_record(study.choices, measured.rules, measured.estates),
        "living_circle": circle_record(measured.circle, study.choices),
        "weights": plain(plans.ranked.weights),
        "robustness": _tried(plans),
        "engines": {name: _version(name) for name in ENGINES},
        "crs": measured.crs.to_string(),
    }


def _tried(plans: Proposed) -> dict[str, object]:
    """Return how the ranks were tried: k, draws, seed, spread, and how many cells were drawn."""
    tried = plans.robust
    return {
        "top_k": tried.top_k,
        "uncertain_cells": tried.uncertain,
        "standard_error": tried.found.standard_error,
        **plain(tried.found.sampling),
    }


def standard(rule: Rule) -> dict[str, object]:
    """Return a standard as it is cited: name, value, document, clause, date, checked or not."""
    return {
        "name": rule.name,
        "zh": rule.zh,
        "en": rule.en,
        "value": plain(rule.value),
        "unit": rule.unit,
        "authority": rule.authority,
        "document": rule.document,
        "number": rule.number,
        "clause": rule.clause,
        "issued_by": rule.issued_by,
        "since": rule.since.isoformat(),
        "checked": rule.checked,
        "city": rule.city,
        "reason": rule.reason,
    }


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - one line a kind of value
    """Return `value` as lists, dictionaries, numbers, text and None."""
    if hasattr(value, "as_dict"):
        return plain(value.as_dict())
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def peak_mb() -> float | None:
    """Return the most memory this process has held, in MB; None where the system does not say."""
    held = peak_bytes()
    return None if held is None else round(held / 1024**2, 1)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
