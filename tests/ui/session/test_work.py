import threading

import pytest

from tables import InputError
from ui.session.work import Shelf, start


def test_a_job_brings_its_value_and_can_be_followed():
    def work(job):
        job.told.stage, job.told.share = "measure", 0.5
        return 42

    job = start(work)
    assert job.future.result(5) == 42
    assert (job.told.stage, job.told.share) == ("measure", 0.5)


def test_a_job_is_asked_to_stop():
    job = start(lambda job: job.stop.wait(5))
    job.stop.set()
    assert job.future.result(5) is True


def test_what_went_wrong_reaches_whoever_waits():
    def work(_):
        raise InputError("study.missing_key", key="name")

    with pytest.raises(InputError, match="missing_key"):
        start(work).future.result(5)


def test_two_who_ask_at_once_get_one_value():
    shelf, made, gate = Shelf(2), [], threading.Barrier(4)

    def ask():
        gate.wait(5)
        shelf.keep("a", lambda: made.append(1) or object())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert made == [1]


def test_what_was_used_last_stays_longest():
    shelf = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.keep(key, lambda key=key: key)
    assert [shelf.get(key) for key in ("a", "b", "c")] == ["a", None, "c"]


def test_a_value_that_failed_to_be_made_is_not_kept():
    shelf = Shelf(2)
    with pytest.raises(ZeroDivisionError):
        shelf.keep("a", lambda: 1 / 0)
    assert shelf.get("a") is None


def test_who_asks_for_another_value_does_not_wait():
    shelf, begun, go_on = Shelf(2), threading.Event(), threading.Event()

    def slow():
        begun.set()
        assert go_on.wait(5)
        return "slow"

    waiting = threading.Thread(target=lambda: shelf.keep("slow", slow))
    waiting.start()
    assert begun.wait(5)
    assert shelf.keep("quick", lambda: "quick") == "quick"
    assert shelf.get("slow") is None
    go_on.set()
    waiting.join(5)
    assert shelf.get("slow") == "slow"


def test_a_making_that_failed_may_be_tried_again():
    shelf = Shelf(1)
    with pytest.raises(ZeroDivisionError):
        shelf.keep("a", lambda: 1 // 0)
    assert shelf.keep("a", lambda: 3) == 3
