"""A year for each estate: works, cost, money and rules in; programmes with a proven gap out."""

from phasing.clash import InfeasibleError
from phasing.cost import cost_outliers, costs, works_incomplete
from phasing.menu import Menu, from_menu, indexed
from phasing.objective import Objective
from phasing.problem import Problem, problem
from phasing.programme import Programme, values
from phasing.propose import propose
from phasing.rules import rule_from_dict
from phasing.solve import Settings
from phasing.subsidy import central_subsidy
from phasing.works import edited, propose_works

__all__ = [
    "InfeasibleError",
    "Menu",
    "Objective",
    "Problem",
    "Programme",
    "Settings",
    "central_subsidy",
    "cost_outliers",
    "costs",
    "edited",
    "from_menu",
    "indexed",
    "problem",
    "propose",
    "propose_works",
    "rule_from_dict",
    "values",
    "works_incomplete",
]
