"""Undo and redo over what was decided: which step can be taken back, which can be taken again."""

from collections.abc import Sequence
from typing import NamedTuple

from study.decisions import Decision

UNDO, REDO = "undo", "redo"


class Steps(NamedTuple):
    """The step that can be taken back and the one that can be taken again; None for none."""

    back: Decision | None = None
    again: Decision | None = None


def steps(decisions: Sequence[Decision], text: str, *, by: str) -> Steps:
    """Return the steps from `text`, which study.yaml says now.

    A step is taken back only where the file is what it left and `by` made it: what another person
    changed since, in the app or by hand, is never undone with it. A new step ends what could be
    taken again.

    >>> one = Decision("weights", before="a", after="b", by="me")
    >>> steps([one], "b", by="me").back is one, steps([one], "c", by="me").back
    (True, None)
    >>> undone = Decision("undo", before="b", after="a", by="me")
    >>> steps([one, undone], "a", by="me").again is one
    True
    """
    done, undone = _stacks(decisions)
    back = done[-1] if done and done[-1].after == text and done[-1].by == by else None
    again = undone[-1] if undone and undone[-1].before == text and undone[-1].by == by else None
    return Steps(back, again)


def _stacks(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    done: list[Decision] = []
    undone: list[Decision] = []
    for one in decisions:
        if one.kind == UNDO and done:
            undone.append(done.pop())
        elif one.kind == REDO and undone:
            done.append(undone.pop())
        elif one.before != one.after:
            done.append(one)
            undone.clear()
    return done, undone
