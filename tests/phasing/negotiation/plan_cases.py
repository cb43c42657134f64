"""Cases in YAML as plans that stand."""

from pathlib import Path

import pandas as pd
import yaml

from phasing import Objective, Settings, problem, rule_from_dict
from phasing.negotiation.standing import standing

EXACT = Settings(gap=0, node_limit=5000, seed=1)
WEIGHTS = (1.0, 0.9, 0.8, 0.7, 0.6)


def cases(name):
    path = Path(__file__).parents[2] / "cases" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def posed(case):
    aim = Objective("need", "need", WEIGHTS[: len(case["years"])])
    rules = [rule_from_dict(rule) for rule in case["rules"]]
    pool = pd.DataFrame(case["estates"])
    return problem(pool, years=case["years"], objective=aim).subject_to(*rules)


def stands(case):
    return standing(posed(case), settings=EXACT)
