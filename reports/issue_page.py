"""docs/issues.md: every data issue there is, by who can settle it.

`python -m reports.issue_page > docs/issues.md` writes the page anew.
"""

from collections.abc import Iterable

from tables.issue import SEVERITIES
from texts import say
from texts.issue_codes import WHO, IssueCode, issue_codes


def issue_page() -> str:
    """Return the catalogue of issues as a page in Chinese and English, one table a settler."""
    known = issue_codes().values()
    parts = [
        f"# {_both('issue_page.title')}",
        *(say(locale, "issue_page.intro") for locale in ("zh", "en")),
        _severities(),
        *(_group(who, [one for one in known if one.who == who]) for who in WHO),
    ]
    return "\n\n".join(parts) + "\n"


def _severities() -> str:
    rows = (
        f"| {say('zh', f'severity.{one}')} | {say('en', f'severity.{one}')} "
        f"| {say('zh', f'issue_page.{one}')} | {say('en', f'issue_page.{one}')} |"
        for one in SEVERITIES
    )
    return "\n".join(("| 级别 | Severity | 怎么办 | What to do |", "|---|---|---|---|", *rows))


def _group(who: str, known: Iterable[IssueCode]) -> str:
    rows = sorted((_row(one) for one in known), key=str)
    head = (f"## {_both(f'who.{who}')}", "", "| 代码 code | 级别 | 问题 | What it is |")
    return "\n".join((*head, "|---|---|---|---|", *rows))


def _row(one: IssueCode) -> str:
    severities = "、".join(say("zh", f"severity.{severity}") for severity in one.severities)
    return f"| `{one.code}` | {severities} | {one.zh} | {one.en} |"


def _both(code: str) -> str:
    return f"{say('zh', code)} · {say('en', code)}"


if __name__ == "__main__":
    print(issue_page(), end="")  # noqa: T201 - what it is for
