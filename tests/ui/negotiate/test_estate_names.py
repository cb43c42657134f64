"""Names that several estates bear are told apart by street, else by id."""

import pandas as pd

from ui.negotiate.estate_names import told_apart


def test_a_name_borne_twice_gets_its_street_and_in_one_street_its_id():
    estates = pd.DataFrame({
        "estate_id": ["E1", "E2", "E3", "E4", "E5", "E6"],
        "name": ["物资局生活区", "物资局生活区", "义峰小区", "园丁苑", "园丁苑", None],
        "street": ["临江街道", "东门街道", "东门街道", "东门街道", "东门街道", "东门街道"],
    })  # fmt: skip
    assert told_apart(estates) == {
        "E1": "物资局生活区（临江街道）",
        "E2": "物资局生活区（东门街道）",
        "E3": "义峰小区",
        "E4": "园丁苑（E4）",
        "E5": "园丁苑（E5）",
        "E6": "E6",
    }


def test_without_a_street_the_id_tells_them_apart():
    estates = pd.DataFrame({"estate_id": ["E1", "E2"], "name": "甲", "street": [None, "东门街道"]})
    assert told_apart(estates) == {"E1": "甲（E1）", "E2": "甲（东门街道）"}
    assert told_apart(estates.drop(columns="street")) == {"E1": "甲（E1）", "E2": "甲（E2）"}
    assert told_apart(estates.head(0)) == {}
