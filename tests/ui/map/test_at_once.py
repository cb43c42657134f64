import dataclasses

import pytest

from scoring import Weights
from tests.ui.browser import idle, turn
from ui.map.at_once import QUICK, quick_layers
from ui.map.layer_choice import COMMON
from ui.map.painting import YEAR, painting


@pytest.mark.parametrize("by", QUICK)
def test_what_the_browser_paints_beforehand_is_what_the_app_answers(view, by):
    for plan in view.proposals:
        found, answer = quick_layers(view, plan.name)[by], painting(view, by, plan.name)
        assert (found["by"], found["codes"], found["legend"]) == (by, answer.codes, answer.legend)
        assert found["words"] == {
            "title": answer.title,
            "unit": answer.unit,
            "note": answer.note,
        }


def test_each_of_them_has_a_button():
    assert set(QUICK) <= set(COMMON)


def test_years_of_a_plan_that_is_old_now_say_so(view):
    solved = view.plan.proposed
    old = dataclasses.replace(solved.ranked, weights=Weights({"age": 1.0}))
    plan = dataclasses.replace(view.plan, proposed=dataclasses.replace(solved, ranked=old))
    stale = dataclasses.replace(view, plan=plan)
    assert stale.stale
    assert "旧权重" in quick_layers(stale, "need")[YEAR]["words"]["note"]
    assert "旧权重" not in quick_layers(view, "need")[YEAR]["words"]["note"]


PRESSED = """() => {
  const { seat } = document.querySelector('.live-map');
  document.querySelectorAll('.st-key-by [role="radio"]')[3].click();
  const shown = document.querySelector('.live-map-title').textContent;
  return { by: seat.data.by, codes: seat.data.codes, answer: seat.answer.by, shown };
}"""


@pytest.mark.browser
def test_a_press_paints_before_the_app_has_answered_and_the_answer_is_the_same(app):
    app.wait_for_function("document.querySelector('.map-at-once')?.given")
    app.wait_for_function("document.querySelector('.live-map')?.seat?.painted")
    before = app.evaluate("document.querySelector('.live-map').seat.data.codes")
    at_once = app.evaluate(PRESSED)
    assert (at_once["by"], at_once["answer"]) == (YEAR, "score")
    assert at_once["codes"] != before
    assert "需求优先" in at_once["shown"]  # the proposal the years are of
    app.wait_for_function("document.querySelector('.live-map').seat.answer.by === 'year'")
    answer = "document.querySelector('.live-map').seat.answer.codes"
    assert app.evaluate(answer) == at_once["codes"]


@pytest.mark.browser
def test_a_page_that_is_left_hears_no_press_any_more_and_watches_no_size(app):
    app.wait_for_function("document.querySelector('.map-at-once')?.given")
    app.wait_for_function("document.querySelector('.live-map')?.seat?.painted")
    app.evaluate("""() => {
      window.leftHost = document.querySelector('.map-at-once');
      window.leftSeat = document.querySelector('.live-map').seat;
    }""")
    app.locator('.st-key-by [role="radio"]').nth(1).click()  # drawn a second time
    app.wait_for_function("window.leftSeat.answer.by === 'need'")
    idle(app)
    assert app.evaluate("Boolean(window.leftHost.hear) && !window.leftSeat.ended.signal.aborted")
    turn(app, "数据")
    app.wait_for_function("!window.leftHost.isConnected")
    app.wait_for_function("!window.leftHost.hear && window.leftSeat.ended.signal.aborted")
