"""The safety grades of buildings and ledger brought together, and what is worth saying of them."""

import geopandas as gpd
import pandas as pd

from scoring.facts.safety import Grades, safety
from standards import Standards
from study.people import joined
from study.told import told
from tables import Issue


def with_safety(
    estates: gpd.GeoDataFrame, buildings: pd.DataFrame, rules: Standards
) -> gpd.GeoDataFrame:
    """Return the estates with what the grades of their buildings say (`scoring.facts.safety`)."""
    return joined(estates, safety(pd.DataFrame(estates), buildings, grades(rules)))


def grades(rules: Standards) -> Grades:
    """Return the grades in force, from best to worst, with what follows from each."""
    table = rules["safety_grades"]
    meaning = {
        word: tuple(grade for grade, entry in table.items() if entry["meaning"] == word)
        for word in ("strengthen", "out")
    }
    severity = {grade: float(entry["severity"]) for grade, entry in table.items()}
    return Grades(severity, **meaning)


def safety_issues(estates: pd.DataFrame) -> list[Issue]:
    """Say where ledger and buildings disagree, what is strengthened first, what leaves the pool."""
    some = estates[estates["some_leave"]]
    out = [
        f"{name} ({count:.0f})"
        for name, count in zip(some["name"], some["buildings_d"], strict=True)
    ]
    first = estates.loc[estates["strengthen_first"] & ~estates["leaves_pool"], "name"]
    open_ = estates[estates["buildings_ungraded"] > 0]
    return [
        *_differing(estates),
        *told("facts.some_leave", "warning", out),
        *told("facts.strengthen_first", "info", first),
        *told(
            "facts.ungraded",
            "info",
            open_["name"],
            buildings=int(open_["buildings_ungraded"].sum()),
        ),
    ]


def _differing(estates: pd.DataFrame) -> list[Issue]:
    """Ask of each estate which holds: the grade in the ledger or the worst of its buildings."""
    return [
        Issue(
            "facts.safety_differs",
            "question",
            table="estates",
            estate_id=row["estate_id"],
            column="safety_grade",
            value=row["safety_grade"],
            detail={"name": row["name"], "buildings": row["buildings_worst"]},
        )
        for row in pd.DataFrame(estates[estates["safety_differs"]]).to_dict("records")
    ]
