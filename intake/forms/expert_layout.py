"""How an expert form is laid out: the tags of its hidden first column, which the reader goes by."""

MARK = "jiugai-expert-form-1"

# Column A, hidden, says what each row is; people fill the columns after it.
TAG, FIRST, SECOND, ANSWER = range(4)
NAME, ORGANISATION = "name", "organisation"
CRITERION, QUESTION, EXTRA = "criterion:", "question:", "extra:"


def steps(largest: int) -> tuple[str, ...]:
    """Return the steps of the scale, equal first, then the reversed ones: 1 … 9, 1/2 … 1/9.

    >>> steps(3)
    ('1', '2', '3', '1/2', '1/3')
    """
    return (*map(str, range(1, largest + 1)), *(f"1/{step}" for step in range(2, largest + 1)))
