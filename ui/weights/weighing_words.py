"""Issues of weights as sentences in the reader's language."""

from collections.abc import Iterable

from reports.issues import issue_sentences
from tables import Issue
from ui.session.words import locale


def sentences(issues: Iterable[Issue]) -> list[str]:
    """Return the sentence of each issue, the gravest first."""
    found = issue_sentences(issues, locale=locale())
    return [str(sentence) for sentence in found["sentence"]]
