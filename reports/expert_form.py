"""The form an expert fills in: criteria put in order, then as few comparisons as will do (xlsx)."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from intake.forms.expert_forms import Form
from intake.forms.expert_layout import (
    ANSWER,
    CRITERION,
    EXTRA,
    FIRST,
    MARK,
    NAME,
    ORGANISATION,
    QUESTION,
    SECOND,
    steps,
)
from layers.gis import heading
from reports.expert_form_page import (
    BASE,
    STYLES,
    Page,
    cells,
    line_height,
    note,
    scale,
    set_up,
    step_words,
)
from scoring import Tree
from scoring.weighting.questions import questions
from texts import say

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same form has the same bytes
_EXTRA_PAIRS = 6
_LIST_LIMIT = 255  # characters a spreadsheet allows in a list of its own


def expert_form(
    tree: Tree,
    *,
    title: str,
    largest: int,
    locale: str,
    criteria: Sequence[str] = (),
    filled: Form | None = None,
) -> bytes:
    """Return the form as a workbook: criteria to put in order, n comparisons, six more if wanted.

    The comparisons follow the order written beside the criteria (formulas, with their results
    kept in the file); `filled` writes what an expert said already. `criteria` are those to weigh
    (none named: all). Texts are written as texts, whatever they begin with. The same form has the
    same bytes.
    """
    keys = tuple(key for key in tree.keys if not criteria or key in criteria)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": _CREATED})
        formats = {name: book.add_format({**BASE, **style}) for name, style in STYLES.items()}
        sheet = book.add_worksheet(say(locale, "form.sheet"))
        names = tuple(tree.name(locale, key) for key in keys)
        page = Page(sheet, formats, locale, names, steps(largest), filled or Form(""))
        set_up(page)
        row = _who(page, title)
        first = _places(page, row, tree, keys)
        row = _comparisons(page, first, keys)
        _more(page, row, tree)
        scale(book.add_worksheet(say(locale, "form.scale")), page)
    return stream.getvalue()


def _who(page: Page, title: str) -> int:
    page.tag(0, MARK)
    page.put(0, FIRST, page.say("title", study=title), "title")
    page.sheet.set_row(0, 30)
    page.sheet.merge_range(1, FIRST, 1, ANSWER, "", page.formats["note"])
    page.put(1, FIRST, page.say("lead", answers=_answers(len(page.names))), "note")
    page.sheet.set_row(1, 52)
    who = page.filled
    for row, tag, given in ((2, NAME, who.name), (3, ORGANISATION, who.organisation)):
        page.tag(row, tag)
        page.put(row, FIRST, page.say(tag), "cell")
        page.sheet.merge_range(row, SECOND, row, ANSWER, "", page.formats["fill_text"])
        page.put(row, SECOND, given, "fill_text")
        page.sheet.set_row(row, 22)
    return 5


def _answers(criteria: int) -> int:
    return len(questions([str(place) for place in range(criteria)]))


def _places(page: Page, row: int, tree: Tree, keys: Sequence[str]) -> int:
    """Write the criteria with a cell for the place of each; return the row of the first."""
    page.put(row, FIRST, page.say("order"), "step")
    note(page, row + 1, page.say("order_note", last=len(keys)))
    for column, code in ((FIRST, "criterion"), (SECOND, "holds"), (ANSWER, "place")):
        page.put(row + 2, column, page.say(code), "head")
    first = row + 3
    for place, key in enumerate(keys):
        at = first + place
        page.tag(at, CRITERION + key)
        page.put(at, FIRST, page.names[place], "cell")
        holds = _holds(tree, key, page.locale)
        page.put(at, SECOND, holds, "cell")
        _place(page, at, key)
        page.sheet.data_validation(at, ANSWER, at, ANSWER, {
            "validate": "list", "source": list(map(str, range(1, len(keys) + 1))),
            "error_title": page.say("place"), "error_message": page.say("place_error"),
        })  # fmt: skip
        page.sheet.set_row(at, line_height(holds))
    _twice(page, first, len(keys))
    return first


def _place(page: Page, row: int, key: str) -> None:
    if key in page.filled.order:
        page.sheet.write_number(row, ANSWER, page.filled.order.index(key) + 1, page.formats["fill"])
    else:
        page.sheet.write_blank(row, ANSWER, None, page.formats["fill"])


def _holds(tree: Tree, key: str, locale: str) -> str:
    named = [
        heading(one.key, locale=locale) if tree.indicator_name(locale, one.key) == one.key
        else tree.indicator_name(locale, one.key)
        for one in tree.of(key)
    ]  # fmt: skip
    return say(locale, "form.comma").join(named)


def _twice(page: Page, first: int, count: int) -> None:
    """Warn below the places when one is taken twice."""
    places = cells(ANSWER, first, count)
    formula = (
        f'=IF(SUMPRODUCT((COUNTIF({places},{places})>1)*({places}<>""))>0,"{page.say("twice")}","")'
    )
    page.sheet.write_formula(first + count, ANSWER, formula, page.formats["wrong"], "")


def _comparisons(page: Page, first: int, keys: Sequence[str]) -> int:
    """Write the questions below the places; return the row after them."""
    row = first + len(keys) + 2
    page.put(row, FIRST, page.say("compare"), "step")
    note(page, row + 1, page.say("compare_note"))
    for column, code in ((FIRST, "first"), (SECOND, "second"), (ANSWER, "answer")):
        page.put(row + 2, column, page.say(code), "head")
    asked = _asked(page)
    count = _answers(len(keys))
    for place in range(count):
        at = row + 3 + place
        page.tag(at, f"{QUESTION}{place + 1}")
        closing = place == len(keys) - 1
        pair = _pair(asked, place, len(keys))
        ranks = (SECOND, "LARGE", 1) if closing else (SECOND, "SMALL", place + 2)
        _named(page, at, first, (FIRST, "SMALL", 1 if closing else place + 1), pair, keys)
        _named(page, at, first, ranks, pair[::-1], keys)
        _answer(page, at, page.filled.answers.get(pair))  # type: ignore[arg-type]
        page.sheet.set_row(at, 21)
    return row + 3 + count


def _asked(page: Page) -> tuple[tuple[str, str], ...]:
    return questions(page.filled.order) if page.filled.order else ()


def _pair(asked: Sequence[tuple[str, str]], place: int, criteria: int) -> tuple[str, ...]:
    """Return the pair of a question: by place, the closing one last; none before the order is."""
    if len(asked) == criteria or place < min(len(asked), criteria - 1):
        return asked[place] if place < len(asked) else ()
    return ()


def _named(
    page: Page,
    row: int,
    first: int,
    rank: tuple[int, str, int],
    pair: Sequence[str],
    keys: Sequence[str],
) -> None:
    """Write the formula that names the criterion at a place of the order, with its result."""
    column, function, place = rank
    names, places = cells(FIRST, first, len(keys)), cells(ANSWER, first, len(keys))
    waiting = page.say("waiting")
    found = f"INDEX({names},MATCH({function}({places},{place}),{places},0))"
    shown = page.names[keys.index(pair[0])] if pair else waiting
    formula = f'=IFERROR({found},"{waiting}")'
    page.sheet.write_formula(row, column, formula, page.formats["cell"], shown)


def _answer(page: Page, row: int, given: object) -> None:
    text = step_words(str(given), locale=page.locale) if given is not None else ""
    page.put(row, ANSWER, text, "fill_text")
    page.sheet.data_validation(row, ANSWER, row, ANSWER, {
        "validate": "list", "source": f"='{page.say('scale')}'!$A$3:$A${len(page.steps) + 2}",
        "error_title": page.say("answer"), "error_message": page.say("answer_error"),
    })  # fmt: skip


def _more(page: Page, row: int, tree: Tree) -> None:
    """Write the rows for further pairs: both criteria and the answer are chosen."""
    page.put(row + 1, FIRST, page.say("more"), "step")
    note(page, row + 2, page.say("more_note"))
    for column, code in ((FIRST, "first"), (SECOND, "second"), (ANSWER, "answer")):
        page.put(row + 3, column, page.say(code), "head")
    asked = {frozenset(pair) for pair in _asked(page)}
    further = [pair for pair in page.filled.answers if frozenset(pair) not in asked]
    for place in range(max(_EXTRA_PAIRS, len(further))):
        at = row + 4 + place
        page.tag(at, f"{EXTRA}{place + 1}")
        pair = further[place] if place < len(further) else ()
        for column, key in zip((FIRST, SECOND), pair or ("", ""), strict=True):
            page.put(at, column, tree.name(page.locale, key) if key else "", "fill_text")
            rule = {"validate": "list", "source": list(page.names)}
            if len(",".join(page.names)) <= _LIST_LIMIT:
                page.sheet.data_validation(at, column, at, column, rule)
        _answer(page, at, page.filled.answers[pair] if pair else None)
        page.sheet.set_row(at, 21)
