"""What each table looks like, and how what is wrong in one is said."""

from tables.column import Column
from tables.condition_items import CONDITION_ITEMS
from tables.context import GREEN, RAIL, WATER
from tables.errors import InputError
from tables.estate_words import SCHEME_STAGES
from tables.estates import ESTATES
from tables.issue import Issue, issue_table
from tables.money import BUDGETS, WORKS
from tables.people import DEPOSITS, SURVEYS, VOTES
from tables.places import (
    AREAS,
    BUILDINGS,
    CLUSTER_AREAS,
    ENTRANCES,
    FACILITIES,
    IDLE_ASSETS,
    OUTLINES,
    STREETS,
    TRENCHES,
)
from tables.planning import PLANS
from tables.planning_words import PLAN_KINDS
from tables.programmes import PROGRAMMES
from tables.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ESTATES,
        OUTLINES,
        AREAS,
        CLUSTER_AREAS,
        BUILDINGS,
        ENTRANCES,
        STREETS,
        TRENCHES,
        PLANS,
        FACILITIES,
        IDLE_ASSETS,
        SURVEYS,
        VOTES,
        DEPOSITS,
        WORKS,
        BUDGETS,
        PROGRAMMES,
        WATER,
        RAIL,
        GREEN,
    )
}

__all__ = [
    "CONDITION_ITEMS",
    "ESTATES",
    "PLAN_KINDS",
    "SCHEME_STAGES",
    "TABLES",
    "Column",
    "InputError",
    "Issue",
    "Table",
    "issue_table",
]
