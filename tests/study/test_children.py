import datetime as dt

import numpy as np
import pandas as pd

import standards
from study.children import children_per_1000, with_children

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


def test_children_are_those_whose_births_were_known_on_the_day():
    born_0_3, born_3_6 = 902 + 954 + 792, 1200 + 1062 + 956  # 10,000; 2023–2025, 2020–2022
    assert children_per_1000(on(2026, 1, 19)) == {
        "children_0_3": round(born_0_3 / 140.489),
        "children_3_6": round(born_3_6 / 140.489),
    }
    born_0_3, born_3_6 = 956 + 902 + 954, 1465 + 1200 + 1062
    assert children_per_1000(on(2026, 1, 18)) == {
        "children_0_3": round(born_0_3 / 140.828),
        "children_3_6": round(born_3_6 / 140.828),
    }


def test_before_anyone_knew_children_are_unknown():
    estates = pd.DataFrame({"estate_id": ["A"], "residents": [1000]})
    found = with_children(estates, on(2024, 1, 16))
    assert found[["children_0_3", "children_3_6"]].isna().all(axis=None)


def on(*day):
    return standards.in_force(dt.date(*day))
