"""The page of weights without a browser: methods taken, judgements given, forms brought in."""

import re

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from intake.forms.expert_forms import Form, read_forms
from scoring.weighting.questions import questions
from study.weighing import parse
from tests.ui.conftest import ROOT
from tests.ui.test_app import PATIENCE_S, page, said
from ui.session import opened
from ui.weights.compared import exact
from ui.weights.taking import yaml_lines

MAIN = str(ROOT / "ui" / "main.py")
CODE = re.compile(r"\b(weights_page|weights|judging|expert_group|form|weighing)\.[a-z]")
TABS = {"own": "我来评判", "group": "专家组"}


@pytest.fixture
def app(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_function(page, args=("weights.page",), default_timeout=PATIENCE_S)


def shown(app) -> str:
    html = " ".join(str(element.proto.body) for element in app.get("html"))
    return html + said([*app.markdown, *app.caption, *app.warning, *app.success, *app.error])


def tab(app, name):
    app.session_state["weights.tab"] = TABS[name]
    return app.run()


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", ["now", "own", "group"])
def test_every_part_runs_in_both_languages(app, locale, name):
    app.session_state["locale"] = locale
    labels = {"zh": TABS, "en": {"own": "Give my judgements", "group": "Group of experts"}}[locale]
    if name in labels:
        app.session_state["weights.tab"] = labels[name]
    app.run()
    assert not app.exception
    assert not CODE.search(shown(app))


def test_the_page_says_where_the_weights_come_from_and_compares_methods(app):
    app.run()
    told = shown(app)
    assert "现用权重由人直接给定" in told
    assert "需求" in told
    for method in ("等权", "熵权", "CRITIC", "混合"):
        assert f"<h4>{method}</h4>" in told
    assert "前 20 名换" in told


def test_a_method_taken_ranks_at_once_and_can_be_dropped_again(app, small_study):
    written = (small_study / "study.yaml").read_bytes()
    app.run()
    app.button(key="take.entropy").click().run()
    assert not app.exception
    told = shown(app)
    assert "现用权重为熵权" in told
    assert "weights: entropy" in told
    app.button(key="criteria.restore").click().run()
    assert "现用权重由人直接给定" in shown(app)
    assert (small_study / "study.yaml").read_bytes() == written


def test_sliders_follow_a_method_taken(app):
    app.run()
    app.button(key="take.equal").click().run()
    assert app.session_state["weight.age"] == 12  # 12.5 %, to the even whole number
    assert app.session_state["weight.deposits"] == 12
    assert "现用权重为等权" in shown(app)


def ordered(app, *keys):
    app.multiselect(key="judging.order").set_value(list(keys))
    return app.run()


def answer(app, first, second, step):
    app.button_group(key=f"judging.step.{first}.{second}").set_value(step)
    return app.run()


def test_three_criteria_are_three_questions_and_weights_with_their_ratio(app):
    tab(app, "own")
    ordered(app, "condition", "age", "coverage")
    answer(app, "condition", "age", 2)
    answer(app, "age", "coverage", 3)
    assert "CR –" in shown(app)  # enough for weights, too few to judge
    answer(app, "condition", "coverage", 6)
    told = shown(app)
    assert not app.exception
    assert "问完了：3 次比较已够用" in told
    assert "CR 0.000（Saaty" in told
    assert "60.0%" in told


def test_a_contradiction_says_what_to_compare_again(app):
    tab(app, "own")
    ordered(app, "condition", "age", "coverage")
    answer(app, "condition", "age", 3)
    answer(app, "age", "coverage", 4)
    app.toggle(key="judging.reverse.condition.coverage").set_value(True).run()
    answer(app, "condition", "coverage", 5)
    assert "自相矛盾" in shown(app)
    assert "其余比较合起来应约为 12" in shown(app)
    app.button(key="judging.revisit.condition.coverage").click().run()
    app.toggle(key="judging.reverse.condition.coverage").set_value(False).run()
    answer(app, "condition", "coverage", 9)
    assert "前后一致" in shown(app)


def judged(app, name="李工"):
    tab(app, "own")
    ordered(app, "condition", "age", "coverage")
    for pair, step in zip(questions(["condition", "age", "coverage"]), (2, 3, 6), strict=True):
        answer(app, *pair, step)
    app.text_input(key="judging.name").set_value(name).run()


def test_own_judgements_are_taken_with_their_matrix(app):
    judged(app)
    app.button(key="take.judged").click().run()
    assert not app.exception
    app.session_state["weights.tab"] = "现用权重与方法比较"
    app.run()
    assert "两两比较（层次分析法）" in shown(app)
    assert "order: [condition, age, coverage]" in shown(app)


def test_experts_added_make_a_group_with_its_consensus(app, view):
    judged(app)
    next(button for button in app.button if button.label == "加入专家组").click().run()
    other = Form("王工", "", view.ranked.tree.keys, ("age", "coverage", "condition"),
                 {("age", "coverage"): "3", ("coverage", "condition"): "3"})  # fmt: skip
    app.session_state["panel.joined"] = [*app.session_state["panel.joined"], other]
    tab(app, "group")
    assert not app.exception
    told = shown(app)
    assert "共识指数" in told
    people, weights = (frame.value for frame in app.dataframe)
    assert list(people["expert"]) == ["李工", "王工"]
    assert list(people["verdict"]) == ["一致", "尚看不出"]
    assert list(weights.columns) == ["全组", "李工", "王工"]
    app.button(key="take.group").click().run()
    assert not app.exception


def test_a_form_of_another_study_is_refused_by_name(app):
    app.session_state["panel.joined"] = [Form("赵工", "", ("noise",), ("noise",), {})]
    tab(app, "group")
    assert not app.exception
    assert "赵工" in said(app.error)


def test_a_form_filled_here_is_read_back(view):
    from ui.weights import own_judgements  # noqa: PLC0415

    order = ("condition", "age", "coverage")
    form = Form("李工", "", view.ranked.tree.keys, order, {("condition", "age"): "2"})
    (read,), _ = read_forms(own_judgements.own_form(view, form), file="x.xlsx", largest=9)
    assert read == form


@pytest.mark.parametrize(
    "given",
    [
        "entropy",
        {"age": 0.4, "condition": 0.6},
        {"ahp": {"order": ["age", "condition"], "matrix": [[1, "1/3"], [None, 1]]}},
        {"blend": {"stated": {"age": 1}, "objective": "critic", "stated_share": 0.5}},
    ],
)
def test_the_lines_to_copy_say_the_same(given, view):
    day = view.choices.day_of_law
    read = yaml.safe_load(yaml_lines(given))["weights"]
    assert parse(read, day, None) == parse(given, day, None)


def test_shares_to_copy_add_up_to_one_exactly():
    found = exact({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)
