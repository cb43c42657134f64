"""One issue for many: how many there are, and the first of them by name."""

from collections.abc import Iterable

from tables import Issue
from tables.issue import Severity

_LISTED = 20  # the count says how many there are, a person reads no longer list


def told(
    code: str,
    severity: Severity,
    names: Iterable[object],
    *,
    table: str = "estates",
    **detail: object,
) -> list[Issue]:
    """Return one issue that counts `names` and lists the first of them, or none.

    >>> [issue.value for issue in told("a.code", "info", ["E2", "E1"])]
    ['E1、E2']
    """
    listed = sorted(str(name) for name in names)
    if not listed:
        return []
    value = "、".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")
    return [Issue(code, severity, table, value=value, detail={"count": len(listed), **detail})]
