"""What can be placed where (社区支持系统): facilities sited among idle rooms, with proof."""

from support.aim import Aim, Allowed
from support.eligible import eligible
from support.site import Siting, curve, site
from support.site_problem import Problem, problem
from support.solver import Settings

__all__ = [
    "Aim",
    "Allowed",
    "Problem",
    "Settings",
    "Siting",
    "curve",
    "eligible",
    "problem",
    "site",
]
