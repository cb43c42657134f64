import pandas as pd

from study.rank_moves import rank_moves


def ranks(*pairs):
    table = pd.DataFrame(pairs, columns=["estate_id", "rank"])
    return table.assign(name=table["estate_id"].str.lower())


BEFORE = ranks(("A", 1), ("B", 2), ("C", 3), ("D", 4))


def test_who_enters_and_who_leaves_the_top():
    found = rank_moves(BEFORE, ranks(("D", 1), ("A", 2), ("B", 3), ("C", 4)), top=2)
    assert (found.whole, found.moved, found.farthest) == (4, 4, 3)
    assert [(move.name, move.before, move.after) for move in found.entered] == [("d", 4, 1)]
    assert [(move.name, move.before, move.after) for move in found.left] == [("b", 2, 3)]


def test_the_same_ranks_in_another_order_move_nobody():
    found = rank_moves(BEFORE, BEFORE.iloc[::-1], top=2)
    assert (found.moved, found.entered, found.left) == (0, (), ())


def test_no_estate_and_a_top_larger_than_all():
    assert rank_moves(BEFORE.head(0), BEFORE.head(0), top=3).whole == 0
    assert rank_moves(BEFORE, ranks(("D", 1), ("A", 2), ("B", 3), ("C", 4)), top=9).entered == ()
