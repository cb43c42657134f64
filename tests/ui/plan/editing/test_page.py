"""The section on which a plan is edited, without a browser: a year, its price, kept, taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from study.decisions import NAME, recorded
from study.plain_yaml import values
from study.plan_edits import Edit
from tests.ui.test_app import PATIENCE_S, page, said
from ui.session import opened

JOB = "negotiate.job.edits"


@pytest.fixture
def folder(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    yield small_study  # the same ground for every test here: measured and solved once
    (small_study / NAME).unlink(missing_ok=True)


@pytest.fixture
def app(folder):  # noqa: ARG001 - the study it opens
    app = AppTest.from_function(page, args=("plan.editing.page",), default_timeout=PATIENCE_S)
    yield app
    if JOB in app.session_state:  # a search left running would outlive the tests
        job, _ = app.session_state[JOB]
        job.stop.set()
        job.future.exception(PATIENCE_S)


@pytest.fixture(scope="session")
def placed(view):
    """Return an estate of the first proposal that no rule names, and its year."""
    years = view.estates.set_index("estate_id")[f"year_{view.proposals[0].name}"].dropna()
    alone = view.estates.set_index("estate_id")["cluster_id"].isna()
    held = {getattr(rule, "estate_id", "") for rule in view.choices.rules}
    return next((e, int(y)) for e, y in years.items() if alone[e] and e not in held)


def proven(app):
    """Run until the price is proven: a fragment follows it in a browser."""
    for _ in range(60):
        app.run()
        if "已经求证" in said(app.caption):
            return
    pytest.fail(said(app.caption))


def test_an_estate_left_out_is_priced_kept_with_its_reason_and_taken_back(app, folder, placed):
    file, (estate, _) = folder / "study.yaml", placed
    before = file.read_text(encoding="utf-8")
    app.session_state["estate"] = estate
    app.run()
    assert not app.exception
    assert not app.metric, "nothing is drafted"
    app.session_state["plan.draft"] = (Edit("out", {"estate_id": estate}),)
    proven(app)
    assert "%" in app.metric[0].value
    assert file.read_text(encoding="utf-8") == before

    app.text_input(key="plan.reason").set_value("等道路")
    app.button(key="plan.keep").click().run()
    assert not app.exception
    after = values(file.read_text(encoding="utf-8"))["rules"]
    assert after[-1] == {"lock_out": {"estate_id": estate}}
    kept = recorded(file)[-1]
    assert (kept.kind, kept.reason, kept.price["proven"]) == ("edits", "等道路", True)
    assert kept.about["edits"] == [{"kind": "out", "estate_id": estate}]
    assert kept.price["displaced"] >= 1
    assert "写入" in said(app.success)
    assert not app.metric

    app.button(key="plan.take_back").click().run()
    assert file.read_text(encoding="utf-8") == before
    assert app.session_state["plan.draft"] == (Edit("out", {"estate_id": estate}),)


def test_a_clash_offers_to_drop_what_clashes_and_cannot_be_kept(app, view):
    gated = view.estates[view.estates["gate"].fillna("").eq("age")]["estate_id"]
    lone = gated.iloc[0] if len(gated) else None
    if lone is None:
        gated = view.estates[view.estates["gate"].fillna("").ne("")]["estate_id"]
        lone = gated.iloc[0]
    app.session_state["plan.draft"] = (
        Edit("pin", {"estate_id": str(lone), "year": view.choices.horizon[0]}),
    )
    app.run()
    assert not app.exception
    for _ in range(20):
        if app.warning:
            break
        app.run()
    assert app.warning
    assert app.button(key="plan.keep").disabled


def test_the_table_shows_the_draft_in_both_languages(app, placed):
    estate, year = placed
    app.session_state["locale"] = "en"
    app.session_state["plan.edit_as"] = "table"
    app.session_state["plan.draft"] = (Edit("pin", {"estate_id": estate, "year": year}),)
    app.run()
    assert not app.exception
    shown = app.get("arrow_data_frame") or app.dataframe
    assert shown
    assert "locked in" in said(app.markdown)
    assert "plan_edit." not in said([*app.markdown, *app.caption, *app.button])


def test_the_estates_a_filter_leaves_are_moved_together_and_no_others(app, view):
    rows = view.estates.set_index("estate_id")
    years = rows[f"year_{view.proposals[0].name}"].dropna()
    street, wanted = rows.loc[years.index[0], "street"], view.choices.horizon[-1]
    app.session_state["plan.edit_as"] = "table"
    app.session_state["ranking.street.zh"] = [street]
    app.run()
    app.selectbox(key="plan.together.to").set_value(wanted).run()
    app.button(key="plan.together").click().run()
    assert not app.exception
    there = [estate for estate in years.index if rows.loc[estate, "street"] == street]
    drafted = app.session_state["plan.draft"]
    assert {edit.about["estate_id"]: edit.about["year"] for edit in drafted} == dict.fromkeys(
        there, wanted
    )
    assert f"已拟改动 {len(there)} 项" in said(app.markdown)
    app.button(key="plan.undo").click().run()
    assert app.session_state["plan.draft"] == (), "one step back takes all of them back"
