"""Experts in a study: filled forms read, voices weighed, each contradiction named."""

import datetime as dt
import hashlib

import pytest

from intake.forms.expert_forms import Form
from reports.expert_form import expert_form
from reports.issues import issue_sentences
from reports.refusal import refusal
from standards import in_force
from study.consensus_words import consensus_level
from study.criteria import tree
from study.weighing import parse
from study.weight_issues import judgement_issues
from tables import InputError

DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY)
TREE = tree((), RULES["criteria"], RULES["indicators"])
KEYS = ("condition", "age", "coverage")
AGREED = {("condition", "age"): "2", ("age", "coverage"): "2", ("condition", "coverage"): "4"}
LI = Form("李工", "规划院", KEYS, KEYS, AGREED)
WANG = Form("王工", "房管所", KEYS, ("age", "condition"), {("age", "condition"): "3"})
TORN = {"name": "赵工", "pairs": [["age", "condition", 3], ["condition", "coverage", 4],
                                  ["age", "coverage", "1/5"]]}  # fmt: skip


def form_file(folder, form, name):
    content = expert_form(TREE, title="四小区", largest=9, locale="zh", criteria=KEYS, filled=form)
    (folder / name).write_bytes(content)
    return name


def panel(folder, **given):
    return parse({"experts": given}, DAY, None, folder).panel


def test_filled_forms_are_read_from_the_folder_of_the_study_and_stamped(tmp_path):
    name = form_file(tmp_path, LI, "李工.xlsx")
    found = panel(tmp_path, files=[name])
    shares = found.group.weights.shares
    assert {key: round(shares[key], 4) for key in KEYS} == {
        "condition": 0.5714, "age": 0.2857, "coverage": 0.1429,
    }  # fmt: skip
    digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert found.files == ({"file": name, "sha256": digest},)


def test_answers_that_link_too_little_still_count_in_the_group(tmp_path):
    found = panel(tmp_path, files=[form_file(tmp_path, LI, "a.xlsx"),
                                   form_file(tmp_path, WANG, "b.xlsx")])  # fmt: skip
    experts = {one.name: one for one in found.group.experts}
    assert experts["王工"].judgement is None
    shares = found.group.weights.shares
    assert shares["age"] > shares["condition"] * 0.9  # √(1/2·3) > 1: age has overtaken
    told = [issue.code for issue in judgement_issues(parse_panel(found), RULES.rules)]
    assert "weighing.expert_not_linked" in told


def parse_panel(found):
    from study.weighing import from_panel  # noqa: PLC0415

    return from_panel(found)


def test_files_and_inline_judgements_make_one_group_with_voices(tmp_path):
    name = form_file(tmp_path, LI, "a.xlsx")
    found = panel(tmp_path, files=[name], judgements=[TORN], importance={"李工": 2})
    voices = {one.name: round(one.importance, 4) for one in found.group.experts}
    assert voices == {"李工": 0.6667, "赵工": 0.3333}


def test_an_expert_who_contradicts_is_named_with_what_to_revisit(tmp_path):
    name = form_file(tmp_path, LI, "a.xlsx")
    how = parse({"experts": {"files": [name], "judgements": [TORN]}}, DAY, None, tmp_path)
    issues = [
        i for i in judgement_issues(how, RULES.rules) if i.code.startswith("weighing.expert_")
    ]
    assert issues[0].code == "weighing.expert_inconsistent"
    sentences = list(issue_sentences(issues, locale="zh")["sentence"])
    assert all("赵工" in sentence for sentence in sentences)
    assert "老旧程度" in " ".join(sentences)
    assert "Saaty" in sentences[-1] + sentences[0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"files": ["没有.xlsx"]}, "study.missing_file"),
        ({"judgements": [TORN, TORN]}, "experts.name_twice"),
        ({"judgements": [{"pairs": []}]}, "study.missing_key"),
        ({"judgements": [{"name": "赵工"}]}, "experts.matrix_or_pairs"),
        ({"judgements": [{"name": "赵工", "matrix": [[1]]}]}, "study.missing_key"),
        ({"judgements": [{"name": "赵工", "order": ["age"], "matrix": [[1, 2]]}]},
         "scoring.ahp_not_square"),
        ({"judgements": [{"name": "赵工", "pairs": [["age", "age", 2]]}]}, "experts.pair_twice"),
        ({"judgements": [{"name": "赵工", "pairs": [["age", 2]]}]}, "experts.not_a_pair"),
        ({"judgements": [TORN], "importance": {"钱工": 2}}, "study.unknown_key"),
        ({"judgements": [TORN], "aggregate": "mean"}, "study.not_one_of"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(tmp_path, given, code):
    with pytest.raises(InputError) as refused:
        panel(tmp_path, **given)
    assert refused.value.code == code


def test_a_matrix_that_does_not_mirror_names_its_expert_and_the_criteria(tmp_path):
    wrong = {"name": "赵工", "order": ["age", "condition"], "matrix": [[1, 3], [3, 1]]}
    with pytest.raises(InputError) as refused:
        panel(tmp_path, judgements=[wrong])
    told = refusal(refused.value, locale="zh")
    assert told.startswith("专家“赵工”：")
    assert "老旧程度" in told


def test_a_form_that_cannot_be_used_stops_the_run_with_its_place(tmp_path):
    import openpyxl  # noqa: PLC0415

    name = form_file(tmp_path, LI, "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / name)
    rows = [row for row in book.worksheets[0].iter_rows()
            if str(row[0].value).startswith("criterion:")]  # fmt: skip
    rows[1][3].value = rows[0][3].value
    book.save(tmp_path / name)
    with pytest.raises(InputError) as refused:
        panel(tmp_path, files=[name])
    assert refused.value.code == "experts.place_twice"
    told = refusal(refused.value, locale="zh")
    assert f"第 {rows[1][3].row} 行" in told
    assert "a.xlsx" in told


def test_consensus_words_follow_the_stated_bounds():
    levels = RULES["consensus_words"]
    found = [consensus_level(index, levels) for index in (0, 0.5, 0.6249, 0.75, 1)]
    assert found == ["very_low", "low", "low", "high", "very_high"]
