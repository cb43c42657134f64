"""The page to negotiate, without a browser: every section and state, what a change would write."""

import re
import threading

import pytest
from streamlit.testing.v1 import AppTest

from phasing.negotiation.standing import standing_of
from study import decisions
from study.negotiation.questions import StoppedError
from study.plain_yaml import values
from study.propose import phasing_problem
from tables import InputError
from tests.ui.circle.test_page import figures, without
from tests.ui.conftest import EVIL
from tests.ui.test_app import PATIENCE_S, page, said
from ui.negotiate import asking as negotiate_asking
from ui.negotiate.draft import Tried, as_text, from_text
from ui.negotiate.published import limits
from ui.session import opened

SECTIONS = ("why", "price", "alternatives", "canvass", "money", "published")
CODE = re.compile(r"\b(negotiate_page|why|price|alternatives|sampled|horizons|finish)\.[a-z]")


def started(folder, monkeypatch, section="why", **state):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    monkeypatch.setattr(negotiate_asking, "_AT_ONCE_S", PATIENCE_S)
    app = AppTest.from_function(page, args=("negotiate.page",), default_timeout=PATIENCE_S)
    app.session_state["negotiate_section"] = section
    for key, value in state.items():
        app.session_state[key.replace("__", ".")] = value
    app.run()
    assert not app.exception
    return app


def shown(app) -> str:
    parts = [app.markdown, app.caption, app.info, app.warning, app.error, app.success]
    labels = [button.label for button in app.button] + [metric.label for metric in app.metric]
    return " ".join([*map(said, parts), *labels])


def press(app, label):
    button = next(one for one in app.button if one.label == label)
    button.click().run()
    assert not app.exception
    return app


@pytest.fixture(scope="session")
def stood(view):
    problem = phasing_problem(view.plan.proposed.ranked, view.plan.choices)
    return standing_of(problem, view.proposals[0])


@pytest.fixture(scope="session")
def late(stood):
    """An estate that is placed after the first year and may start in it."""
    first = stood.problem.years[0]
    alone = (u for u, start in stood.starts.items() if len(u.members) == 1 and start > first)
    return next(u.members[0] for u in alone if first in u.years and u.locked is None)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_in_both_languages_and_solves_nothing(
    small_study, monkeypatch, section, locale
):
    def never(*_):
        pytest.fail("something was worked out on opening the page")

    monkeypatch.setattr(negotiate_asking, "_worked", never)
    app = started(small_study, monkeypatch, section, locale=locale)
    assert not app.error
    assert not CODE.search(shown(app))


def test_who_waits_stands_by_rank_and_a_cause_can_be_chosen(small_study, monkeypatch, stood):
    app = started(small_study, monkeypatch)
    rows = app.dataframe[0].value
    first = stood.problem.years[0]
    waits = {e for e in stood.problem.estates["estate_id"] if stood.plan.get(e) != first}
    assert set(rows.index) == waits
    assert rows["rank"].dropna().is_monotonic_increasing
    box = next(one for one in app.selectbox if one.key == "negotiate.cause")
    box.select_index(1).run()
    fewer = app.dataframe[0].value
    assert fewer["cause"].nunique() == 1
    assert len(fewer) == int(re.search(r"(\d+)", box.options[1]).group(1))


def test_an_estate_says_each_year_and_is_answered_exactly(small_study, monkeypatch, stood, late):
    app = started(small_study, monkeypatch, estate=late)
    told = " ".join(str(one.proto.body) for one in app.get("html"))
    assert f"{stood.problem.years[0]} 年" in told or f"{stood.problem.years[0]}–" in told
    press(app, "算出确切答案")
    assert f"放进 {stood.problem.years[0]} 年" in shown(app)
    assert not CODE.search(shown(app))
    assert "算出确切答案" not in [button.label for button in app.button]


def test_a_pin_is_priced_and_the_figures_are_those_of_the_engine(
    small_study, monkeypatch, stood, late
):
    app = started(small_study, monkeypatch, "price", estate=late)
    assert not app.metric
    app.session_state["negotiate.tried"] = Tried().pinned(late, stood.problem.years[0])
    app.session_state["negotiate.fresh"] = True
    app.run()
    assert not app.exception
    told = figures(app)
    assert told["年份变动的小区"] != "0 个"
    assert "已经求证" in shown(app)
    moved = app.dataframe[0].value
    assert moved.loc[late, "after"] == stood.problem.years[0]
    assert told["年份变动的小区"] == f"{len(moved)} 个"
    press(app, "清空")
    assert not app.metric
    press(app, "撤销")
    assert figures(app) == told


def test_what_a_link_carries_waits_for_the_button(small_study, monkeypatch, late):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    monkeypatch.setattr(negotiate_asking, "_AT_ONCE_S", PATIENCE_S)
    app = AppTest.from_function(page, args=("negotiate.page",), default_timeout=PATIENCE_S)
    app.query_params["section"] = "price"
    app.query_params["out"] = f"{late},nobody"
    app.run()
    assert not app.exception
    assert "：不安排" in shown(app)
    assert not app.metric
    press(app, "计算代价")
    assert app.metric
    assert app.query_params["out"] in (late, [late])


def test_a_refused_pin_says_why_and_offers_to_let_the_rule_go(small_study, monkeypatch, stood):
    shut = next(iter(sorted(e for e, c in stood.found.kept_out.items() if c.startswith("gate:"))))
    pinned = Tried().pinned(shut, stood.problem.years[0])
    app = started(small_study, monkeypatch, "price", negotiate__tried=pinned, negotiate__fresh=True)
    assert shut in said(app.warning)
    press(app, "解除后再算")
    assert app.metric or app.warning
    keep = next((one for one in app.button if one.key == "negotiate.keep"), None)
    assert keep is None or keep.disabled


def test_what_is_kept_is_recorded_with_reason_and_price_and_taken_back(
    small_study, monkeypatch, late
):
    file = small_study / "study.yaml"
    before = file.read_text(encoding="utf-8")
    out = Tried().left_out(late)
    app = started(small_study, monkeypatch, "price", negotiate__tried=out, negotiate__fresh=True)
    app.button(key="negotiate.keep").click().run()
    app.text_input(key="negotiate.reason").set_value("居民会议").run()
    app.button(key="negotiate.write").click().run()
    assert not app.exception
    assert {"lock_out": {"estate_id": late}} in values(file.read_text(encoding="utf-8"))["rules"]
    (kept,) = decisions.recorded(file)
    assert (kept.kind, kept.reason, kept.about["out"]) == ("pin", "居民会议", [late])
    assert kept.price["lost"] is not None
    app.button(key="negotiate.take_back").click().run()
    assert not app.exception
    assert file.read_text(encoding="utf-8") == before
    assert [one.kind for one in decisions.recorded(file)] == ["pin", "undo"]


def test_what_no_plan_allows_names_the_rules_and_what_would_help(small_study, monkeypatch, stood):
    first, tried = stood.problem.years[0], Tried()
    for unit in stood.found.units:
        if first in unit.years and len(unit.members) == 1:
            tried = tried.pinned(unit.members[0], first)
    app = started(small_study, monkeypatch, "price", negotiate__tried=tried, negotiate__fresh=True)
    assert "不能同时满足" in said(app.warning)
    assert not app.metric
    assert "negotiate.keep" not in [one.key for one in app.button]


def test_a_name_that_is_a_program_stays_a_name(small_study, monkeypatch, view):
    named = view.estates.loc[view.estates["name"].eq(EVIL), "estate_id"].iloc[0]
    tried = Tried().left_out(named)
    for section in ("why", "price"):
        app = started(small_study, monkeypatch, section, estate=named, negotiate__tried=tried)
        assert "<img" not in shown(app).replace("\\<img", "")


def test_alternatives_canvass_and_money_are_answered_on_demand(small_study, monkeypatch):
    app = press(started(small_study, monkeypatch, "alternatives"), "找备选方案")
    assert "备选方案" in said(app.caption) + said(app.info)
    app = press(started(small_study, monkeypatch, "canvass"), "看动员谁最值得")
    assert app.dataframe or app.info or app.success
    app = started(small_study, monkeypatch, "money")
    press(app, "画出曲线")
    press(app, next(one.label for one in app.button if one.label.startswith("并排比较")))
    assert "改造小区" in " ".join(str(one.proto.body) for one in app.get("html"))
    assert not CODE.search(shown(app))


def test_without_a_published_plan_the_section_says_how_to_give_one(small_study, monkeypatch):
    app = started(without(small_study, "programmes"), monkeypatch, "published")
    assert "没有已公布的计划" in said(app.info)
    assert "看改动换来什么" not in [button.label for button in app.button]


def test_more_changes_of_the_published_plan_never_buy_less(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "published", negotiate__limits="20, 5")
    press(app, "看改动换来什么")
    rows = app.dataframe[0].value
    assert rows["limit"].tolist() == ["最多 5 个", "最多 20 个", "不限改动"]
    assert rows["value"].dropna().is_monotonic_increasing
    assert (rows["changed"].iloc[:2].dropna() <= [5, 20][: rows["changed"].iloc[:2].count()]).all()


def test_a_stopped_question_keeps_what_it_had_for_this_session_only():
    go = threading.Event()

    def work(hooks):
        go.wait(PATIENCE_S)
        return "so far" if hooks.should_stop() else "all"

    job = negotiate_asking.start(
        lambda job: negotiate_asking._work(job, negotiate_asking.Question("p", "k", work))
    )
    job.stop.set()
    go.set()
    done = job.future.result(PATIENCE_S)
    assert (done.found, done.stopped) == ("so far", True)


@pytest.mark.parametrize("error", [InputError("phasing.no_objective"), StoppedError()])
def test_a_question_that_cannot_be_answered_is_an_answer_too(error):
    def work(_):
        raise error

    done = negotiate_asking._worked(
        negotiate_asking.Question("p", "k", work), negotiate_asking.Hooks(), 0.0
    )
    assert done.found is None
    assert done.refused is (error if isinstance(error, InputError) else None)


@pytest.mark.parametrize("estate", ["E1", "E,1", "E1:2027,E2", "E\\1"])
def test_an_address_gives_back_what_it_was_given(estate):
    tried = Tried(((estate, 2027),), ("E2",))
    assert from_text(as_text(tried), [estate, "E1", "E2"], [2027]) == tried


@pytest.mark.parametrize(
    ("text", "found"), [("", ()), ("一", ()), ("5,5,0", (0, 5)), ("10，3", (3, 10))]
)
def test_limits_are_read_as_people_write_them(text, found):
    assert limits(text) == found
