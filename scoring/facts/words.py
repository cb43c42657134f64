"""The words that a text of problems is read by: what each names, how bad, denied, done, doubted."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words a text is read by; `items` pairs a keyword with the item it suggests.

    `severities` are words that say how bad it is (0–3), `default` where none is said. A problem is
    denied by a word of `deny` anywhere before it in its phrase, by one of `deny_close` right before
    it or with only words of `between` in between, by one of `answers` that ends the phrase after it
    (漏水：无), or with its whole list (`whole`, see `phrases`). It is over by a word of `done` in
    its phrase, unless one of `undone` comes before that word or one of `failed` right after it
    (漏水尚未修复, 修复后又漏水). A word of `doubt` leaves it open. `deny_not` are words that begin
    like a denial and deny nothing (无人). `breaks` start a new phrase; `times` may stand between a
    problem and a comma's other side that says only that it is over (漏水，2023年已修缮).
    """

    items: Mapping[str, str]
    severities: Mapping[str, int]
    default: int
    deny: tuple[str, ...] = ()
    deny_close: tuple[str, ...] = ()
    deny_not: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
