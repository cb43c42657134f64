"""Weights from pairwise judgements: used, recorded, and doubted aloud when they contradict."""

import sys
from pathlib import Path

import pytest

import study
from study.record import plain

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write

ORDER = ["age", "willingness", "condition", "coverage"]
AGREEING = [[1, 2, 1, 2], ["1/2", 1, "1/2", 1], [1, 2, 1, 2], ["1/2", 1, "1/2", 1]]
CONTRADICTING = [[1, 9, "1/9", 1], ["1/9", 1, 9, 1], [9, "1/9", 1, 1], [1, 1, 1, 1]]


def ahp(matrix):
    return {"weights": {"ahp": {"order": ORDER, "matrix": matrix}}}


def test_the_judged_weights_are_used_and_recorded(tmp_path):
    loaded = study.load(write(tmp_path, change=ahp(AGREEING)))
    shares = loaded.choices.weighing.stated.shares
    assert [round(shares[key], 6) for key in ORDER] == pytest.approx(
        [1 / 3, 1 / 6, 1 / 3, 1 / 6], abs=1e-6
    )
    recorded = plain(loaded.choices)["weighing"]["judgement"]
    assert recorded["lambda_max"] == pytest.approx(4)
    assert recorded["consistency_ratio"] == pytest.approx(0, abs=1e-9)


def test_contradicting_judgements_are_a_warning_with_the_ratio(tmp_path):
    results = study.run(study.load(write(tmp_path, change=ahp(CONTRADICTING))))
    (found,) = [issue for issue in results.issues if issue.code == "weighing.inconsistent"]
    assert float(found.value) > 0.1
    assert found.severity == "warning"
