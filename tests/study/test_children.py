import datetime as dt

import numpy as np
import pandas as pd

import standards
from study.children import with_children

RULES = standards.in_force(dt.date(2026, 11, 22))


def test_children_are_a_share_of_the_residents_and_unknown_stays_unknown():
    estates = pd.DataFrame({"estate_id": ["A", "B"], "residents": [1000, None]})
    found = with_children(estates, RULES)
    share = RULES["children_per_1000"]
    assert found.loc[0, ["children_0_3", "children_3_6"]].tolist() == list(share.values())
    assert np.isnan(found["children_3_6"][1])
    assert "children_3_6" not in estates  # what was given stays as it was


def test_without_estates_there_are_no_children():
    assert len(with_children(pd.DataFrame({"estate_id": [], "residents": []}), RULES)) == 0
