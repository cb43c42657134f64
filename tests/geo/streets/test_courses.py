import numpy as np

from geo.streets.courses import draw, measure
from geo.streets.pieces import MIX, measured, redrawn


def test_machine_code_and_the_plain_way_agree():
    random = np.random.default_rng(4)
    cm = random.integers(-(10**9), 10**9, (400, 2))
    start = np.arange(0, 380, 13)
    end = start + random.integers(1, 20, len(start))
    backwards = random.random(len(start)) < 1 / 2
    length_m, course = measure(cm, start, end, backwards, MIX)
    plain_m, plain = measured(cm, start, end, backwards, MIX)
    np.testing.assert_allclose(length_m, plain_m, rtol=1e-14)
    assert course.tolist() == plain.tolist()
    first = np.concatenate([[0], np.cumsum(end - start + 1)])
    ours = draw(cm, start, end, backwards, first)
    assert ours.tobytes() == redrawn(cm, start, end, backwards, first).tobytes()


def test_the_way_back_is_as_long_and_another_course():
    cm, one = np.array([[0, 0], [300, 400], [300, 1000]]), np.array([0])
    there, course = measure(cm, one, one + 2, np.array([False]), MIX)
    back, other = measure(cm, one, one + 2, np.array([True]), MIX)
    assert there.tolist() == back.tolist() == [11]
    assert course.tolist() != other.tolist()
