"""Which of many names are worth comparing: those that share letters, rare letters first."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import rapidfuzz

from intake.joining.name_marks import marks

Places = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

_PAIRS = 500_000  # compared letter by letter: a fifth of a second on one core
_CLOSELY = 15_000  # looked at in every way
_ROUGHLY = 50.0  # letters shared, per cent
_NONE, _SEVERAL = -1, -2


def near(
    ledger: Sequence[Sequence[str]], outlines: Sequence[Sequence[str]]
) -> tuple[list[tuple[int, int]], bool]:
    """Return pairs of places in two lists that may be alike, and whether some were left out.

    Each place has one or several texts; any of them may be alike. Where there are too many pairs,
    those that share the rarest letters and are most alike are kept.

    >>> near([["和平里"], ["锦绣园"]], [["锦秀园"], ["和平里"]])
    ([(0, 1), (1, 0)], False)
    """
    mine, theirs = _texts(ledger), _texts(outlines)
    one, other, capped = _sharing(mine[0], theirs[0])
    if not len(one):
        return [], capped
    keep = _not_apart(mine[0], theirs[0], one, other)
    one, other = one[keep], other[keep]
    scores = rapidfuzz.process.cpdist(
        mine[0][one], theirs[0][other], scorer=rapidfuzz.fuzz.ratio, dtype=np.float32
    )
    alike = np.flatnonzero(scores >= _ROUGHLY)
    best = alike[np.argsort(-scores[alike], kind="stable")][:_CLOSELY]
    pairs = zip(mine[1][one[best]].tolist(), theirs[1][other[best]].tolist(), strict=True)
    return sorted(set(pairs)), capped or len(alike) > len(best)


def _texts(names: Sequence[Sequence[str]]) -> tuple[Texts, Places]:
    texts = [text for name in names for text in name]
    places = [place for place, name in enumerate(names) for _ in name]
    return np.array(texts, dtype=object), np.array(places, dtype=np.int64)


def _sharing(mine: Texts, theirs: Texts) -> tuple[Places, Places, bool]:
    """Return the pairs of texts that share two letters, until there are too many."""
    held, sought = _holders(mine), _holders(theirs)
    shared = sorted(set(held) & set(sought), key=lambda g: (len(held[g]) * len(sought[g]), g))
    codes, left = [np.empty(0, dtype=np.int64)], _PAIRS
    for letters in shared:
        left -= len(held[letters]) * len(sought[letters])
        if left < 0:
            break
        crossed = np.add.outer(np.array(held[letters]) * len(theirs), np.array(sought[letters]))
        codes.append(crossed.ravel())
    sorted_codes = np.sort(np.concatenate(codes))  # np.unique hashes, which takes thrice as long
    single = sorted_codes[np.diff(sorted_codes, prepend=-1) > 0]
    one, other = np.divmod(single, max(1, len(theirs)))
    return one, other, left < 0


def _holders(texts: Texts) -> dict[str, list[int]]:
    """Return two letters, side by side or with one between, → the texts that hold them."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        pairs = {a + b for gap in (1, 2) for a, b in zip(text, text[gap:], strict=False)}
        for letters in pairs or {text}:
            found[letters].append(place)
    return found


def _not_apart(mine: Texts, theirs: Texts, one: Places, other: Places) -> npt.NDArray[np.bool_]:
    """Return which pairs do not have one number each, and another."""
    ours, others = _only_number(mine)[one], _only_number(theirs)[other]
    open_: npt.NDArray[np.bool_] = (ours == others) | (ours < 0) | (others < 0)
    return open_


def _only_number(texts: Texts) -> Places:
    numbers = [marks(text).numbers for text in texts]
    only = [(min(n) if len(n) == 1 else _SEVERAL) if n else _NONE for n in numbers]
    return np.array([min(n, np.iinfo(np.int64).max) for n in only], dtype=np.int64)
