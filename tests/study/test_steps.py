"""Undo takes back only my own last step, and only where the file is what it left."""

from study.decisions import Decision
from study.steps import REDO, UNDO, steps


def step(before: str, after: str, kind: str = "weights", by: str = "me") -> Decision:
    return Decision(kind, before=before, after=after, by=by)


def test_steps_are_taken_back_one_after_the_other_and_taken_again_in_turn():
    journal = [step("a", "b"), step("b", "c")]
    assert steps(journal, "c", by="me").back == journal[1]
    journal.append(step("c", "b", UNDO))
    assert steps(journal, "b", by="me") == (journal[0], journal[1])
    journal.append(step("b", "a", UNDO))
    assert steps(journal, "a", by="me") == (None, journal[0])
    journal.append(step("a", "b", REDO))
    assert steps(journal, "b", by="me") == (journal[0], journal[1])


def test_a_new_step_ends_what_could_be_taken_again():
    journal = [step("a", "b"), step("b", "a", UNDO), step("a", "x")]
    assert steps(journal, "x", by="me") == (journal[2], None)


def test_what_another_person_did_is_never_undone_with_mine():
    mine, theirs = step("a", "b"), step("b", "c", by="you")
    assert steps([mine, theirs], "c", by="me").back is None
    assert steps([mine, theirs], "c", by="you").back == theirs
    assert steps([mine], "by hand", by="me").back is None


def test_what_changed_nothing_is_no_step_and_an_empty_journal_has_none():
    assert steps([], "a", by="me") == (None, None)
    assert steps([step("a", "b"), step("b", "b", "note")], "b", by="me").back is not None
    assert steps([step("a", "a", UNDO)], "a", by="me") == (None, None)
