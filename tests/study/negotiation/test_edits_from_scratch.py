"""An edit poses the problem that a study read from the edited file poses, whatever was kept."""

import pytest

import study
from phasing.negotiation.standing import standing
from phasing.solve import Settings
from study.negotiation.price import plan_of
from study.negotiation.trial import Case, price, trial
from study.plan_edit_ways import WAYS
from study.plan_edits import Edit, with_edits
from study.propose import phasing_problem
from study.saving import opened
from tests.study import four_estates

EXACT = Settings(gap=1e-9, node_limit=5000, seed=1)
GROUPED = Edit("cluster", {"name": "甲", "estates": ["E1", "E3"]})
LOCKED = Edit("pin", {"estate_id": "E2", "year": 2028})


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return a town in which E1 and E3 are a cluster, and E2 is locked, set on the map."""
    change = {"solver": {"gap": 1e-9}, "clusters": "apart"}
    folder = four_estates.write(tmp_path_factory.mktemp("four"), change=change)
    file = folder / "study.yaml"
    file.write_text(with_edits(file.read_text("utf-8"), [GROUPED, LOCKED], ways=WAYS), "utf-8")
    written, ranked = measured(folder)
    plan = plan_of(ranked, written.choices, "need")
    return Case(opened(written.path).text, written, ranked, written.choices, plan)


def measured(folder):
    written = study.load(folder)
    found = study.measure(study.read_inputs(written), written.choices)
    return written, study.ranked(found, written.choices)


def at(case, estate, east=0.0):
    rows = case.ranked.estates.set_index("estate_id")
    place = rows.geometry[estate].representative_point()
    return [round(place.x + east, 6), round(place.y, 6)]


def drafts(case):
    """Return drafts that hold every kind of edit, by what they are about."""
    gate = {"estate_id": "E1", "at": at(case, "E1")}
    shop = {"category": "shp_market", "at": at(case, "E2", 0.001), "name": "<b>"}
    return {
        "years": [
            Edit("free", {"estate_id": "E2"}),
            Edit("pin", {"estate_id": "E3", "year": 2027}),
        ],
        "rules": [
            Edit("rule", {"place": 0, "on": False}),
            Edit("out", {"estate_id": "E1"}),
            Edit("as_filed", {"estates": ["E1"]}),
        ],
        "groups": [
            Edit("split", {"name": "甲", "new_name": "乙", "estates": ["E1"]}),
            Edit("merge", {"names": ["甲"], "name": "丙", "estates": ["E3", "E2"]}),
            Edit("dissolve", {"name": "乙"}),
        ],
        "ground": [Edit("entrance", gate), Edit("facility", shop)],
        "ground and groups": [
            *(Edit(kind, gate) for kind in ("entrance", "entrance_away")),
            *(Edit(kind, shop) for kind in ("facility", "facility_away")),
            Edit("cluster", {"name": "乙", "estates": ["E2", "E3"]}),
            Edit("alone", {"estates": ["E3"]}),
        ],
    }


ABOUT = ("years", "rules", "groups", "ground", "ground and groups")


def test_every_kind_of_edit_is_tried_here(case):
    assert {edit.kind for edits in drafts(case).values() for edit in edits} == set(WAYS)
    assert tuple(drafts(case)) == ABOUT


@pytest.mark.parametrize("about", ABOUT)
def test_edits_pose_what_the_edited_file_poses(case, about, tmp_path):
    text = with_edits(case.text, drafts(case)[about], ways=WAYS)
    folder = four_estates.write(tmp_path)
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    written, ranked = measured(folder)
    fresh = phasing_problem(ranked, written.choices).aiming_at(case.standing.problem.objective)

    tried = trial(case, text)
    assert set(tried.problem.rules) == set(fresh.rules)
    assert tried.problem.years == fresh.years
    assert set(tried.problem.estates) == set(fresh.estates)
    for name in fresh.estates:
        told = (one.estates[name].astype(object) for one in (tried.problem, fresh))
        now, then = (column.where(column.notna(), None).tolist() for column in told)
        assert now == then, name

    found, alone = price(tried, settings=EXACT), standing(fresh, settings=EXACT)
    assert found.after.value == pytest.approx(alone.value)
    assert found.lost == pytest.approx(tried.before.value - alone.value)
    both = set(tried.before.plan) | set(found.after.plan)
    moved = [one for one in both if tried.before.plan.get(one) != found.after.plan.get(one)]
    assert found.difference.displaced == len(moved)
