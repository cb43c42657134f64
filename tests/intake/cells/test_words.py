from intake.cells.reading import half_width
from intake.cells.words import BROKEN, LEVELS, MISSING, NO, OPEN, SEVERITIES, YES


def test_no_word_means_two_things():
    groups = [MISSING, OPEN, YES, NO]
    assert sum(map(len, groups)) == len(MISSING | OPEN | YES | NO)


def test_words_are_written_as_they_are_compared():
    for word in (*MISSING, *OPEN, *BROKEN, *YES, *NO, *SEVERITIES, *LEVELS):
        assert half_width(word) == word
