"""The fewest comparisons an expert must make, and which one to ask next."""

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.weighting.ahp import AhpRules, judge_by
from scoring.weighting.judgements import answered_matrix, is_blank, judgement_matrix
from scoring.weighting.priorities import laplacian
from tables import InputError

# doubts that differ by less are told apart by rounding only: a tie
_TIE_DIGITS = 9


def questions(order: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs to ask about, once the expert has put the criteria in order of importance.

    First each criterion against the next (n - 1 pairs: enough for weights), then the first
    against the last, which closes the loop and lets a contradiction show. Two criteria need one
    comparison, one criterion none.

    >>> questions(["condition", "age", "coverage"])
    (('condition', 'age'), ('age', 'coverage'), ('condition', 'coverage'))
    """
    twice = [name for name in order if list(order).count(name) > 1]
    if twice:
        raise InputError("scoring.ahp_repeated", criterion=twice[0])
    neighbours = tuple((order[place], order[place + 1]) for place in range(len(order) - 1))
    return (*neighbours, (order[0], order[-1])) if len(neighbours) > 1 else neighbours


def next_question(
    order: Sequence[str], answered: Mapping[tuple[str, str], object], *, rules: AhpRules
) -> tuple[str, str] | None:
    """Return the pair most worth asking about now, or None when there is no more to ask.

    1. the first pair of `questions(order)` not yet answered (either way round);
    2. None when the answers are acceptably consistent;
    3. otherwise the pair not yet answered whose ratio the answers leave most in doubt:

        doubt[i,j] = L⁺[i,i] + L⁺[j,j] - 2·L⁺[i,j],  L⁺ the pseudo-inverse of the graph's Laplacian

       the variance of ln(w[i]/w[j]) in units of one judgement's. Ties go to the more important
       first criterion, then the more important second. None when every pair is answered: then
       `judge(…).revisit` says what to compare again.

    >>> rules = AhpRules({3: 0.58}, 0.1)
    >>> next_question("abc", {("a", "b"): 2}, rules=rules)
    ('b', 'c')
    >>> next_question("abc", {("a", "b"): 2, ("b", "c"): 3, ("a", "c"): 6}, rules=rules) is None
    True
    """
    given = {pair: answer for pair, answer in answered.items() if not is_blank(answer)}
    matrix = answered_matrix(order, given)
    said = {frozenset(pair) for pair in given}
    for pair in questions(order):
        if frozenset(pair) not in said:
            return pair
    if not order or judge_by(order, matrix, rules).acceptable:
        return None
    return _most_in_doubt(order, judgement_matrix(order, matrix))


def _most_in_doubt(order: Sequence[str], judged: np.ndarray) -> tuple[str, str] | None:
    known = ~np.isnan(judged)
    spread = np.linalg.pinv(laplacian(known).astype(float), hermitian=True)
    own = np.diag(spread)
    doubt = np.round(own[:, None] + own[None, :] - 2 * spread, _TIE_DIGITS)
    open_pairs = np.argwhere(np.triu(~known)).tolist()
    if not open_pairs:
        return None
    row, column = max(open_pairs, key=lambda pair: doubt[pair[0], pair[1]])
    return order[row], order[column]
