"""What a pairing of ledger and outlines leaves to be said: questions, doubts, what is alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from intake.joining.candidates import Candidate, clear
from intake.joining.join_answers import ACCEPT, IDS, NONE, REFUSE
from intake.joining.pairing import Pairs
from intake.joining.sides import sides
from intake.places import FILE, ROW, issues_at, labelled, named
from intake.questions import question
from tables import Issue
from tables.issue import Severity

Labels = tuple[str, ...]

_ID_DIFFERS = "id_differs"


def said(found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame) -> list[Issue]:
    """Return the issues of a pairing; ledger rows without any outline are left to the caller."""
    labels = tuple(side.labels() for side in sides(estates, outlines))
    estates, outlines = labelled(estates, "estates"), labelled(outlines, "outlines")
    return [
        *_of_ids(found, estates, outlines),
        *_unlike(found, estates, outlines),
        *_candidates(found, estates, labels),
        *_two_ids(found, estates, outlines, labels),
        *_parts(found, estates, outlines),
        *_shared(found, estates, outlines),
        *_of_answers(found),
        *issues_at(outlines.iloc[list(found.outline_only)], "intake.outline_alone", "warning",
                   table="outlines"),
    ]  # fmt: skip


def _of_ids(found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame) -> list[Issue]:
    """Say when ids join nothing, join once their zeros are off, or speak against the names."""
    ids, file, issues = found.ids, _files(outlines), []
    if ids.apart:
        issues.append(Issue("join.ids_apart", "info", "outlines", file))
    if ids.zeros:
        issues.append(Issue("join.ids_zeros", "repair", "outlines", file))
    if any(ids.doubtful):
        count, total = ids.doubtful
        named_ = any(pair.how != "id" for pair in found.matched)
        issues.append(
            question(
                "join.ids_doubtful", ("join", IDS), (ACCEPT, REFUSE),
                proposed=REFUSE if named_ else None, table="outlines", file=file,
                detail={"count": count, "total": total, "ledger": _files(estates)},
            )
        )  # fmt: skip
    return issues


def _unlike(found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame) -> list[Issue]:
    """Say the pairs of one id whose names differ: an id column may have slipped by a row."""
    return [
        _at(estates, a, "join.id_name_differ", "warning", detail=_other(outlines, b))
        for a, b in found.ids.differ
    ]


def _other(outlines: pd.DataFrame, place: int) -> dict[str, object]:
    row = outlines.iloc[place]
    return {
        "other": named(row.to_dict(), "outlines"),
        "other_file": str(row[FILE]),
        "other_row": int(row[ROW]),
    }


def _candidates(found: Pairs, estates: pd.DataFrame, labels: Sequence[Labels]) -> list[Issue]:
    """Ask for each ledger row with candidates; an outline is proposed to one row only."""
    by_row: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found.to_confirm:
        by_row[candidate.ledger].append(candidate)
    best = {row: sure for row, several in by_row.items() if (sure := clear(several))}
    sought = Counter(candidate.outline for candidate in best.values())
    single = {row: c.outline for row, c in best.items() if sought[c.outline] == 1}
    asked = [
        several for _, several in sorted(by_row.items())
        if {candidate.why for candidate in several} != {_ID_DIFFERS}
    ]  # fmt: skip
    rows = estates.iloc[[several[0].ledger for several in asked]]
    places = issues_at(rows, "join.candidate", "question", table="estates")
    return [
        _question(about, several, labels, single.get(several[0].ledger))
        for about, several in zip(places, asked, strict=True)
    ]


def _two_ids(
    found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame, labels: Sequence[Labels]
) -> list[Issue]:
    """Say the estates whose only likely outline has their name and another id: not joined."""
    whys: dict[int, set[str]] = defaultdict(set)
    for candidate in found.to_confirm:
        whys[candidate.ledger].add(candidate.why)
    return [
        _at(estates, c.ledger, "join.id_differs", "warning",
            detail={**_other(outlines, c.outline), "label": labels[0][c.ledger],
                    "option": labels[1][c.outline]})
        for c in found.to_confirm if whys[c.ledger] == {_ID_DIFFERS}
    ]  # fmt: skip


def _question(
    about: Issue, several: Sequence[Candidate], labels: Sequence[Labels], best: int | None
) -> Issue:
    row = several[0].ledger
    options = dict.fromkeys(labels[1][c.outline] for c in several)
    near = "、".join(f"{labels[1][c.outline]}（{c.score:.2f}）" for c in several)
    return question(
        about.code, ("join", labels[0][row]), (*options, NONE),
        proposed=None if best is None else labels[1][best],
        table=about.table, file=about.file, sheet=about.sheet, row=about.row,
        estate_id=about.estate_id, value=about.value,
        detail={"near": near, "why": several[0].why, "score": several[0].score},
    )  # fmt: skip


def _parts(found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame) -> list[Issue]:
    """Say the estates of several outlines: parts of one, or one written twice."""
    held: dict[int, list[int]] = defaultdict(list)
    for pair in found.matched:
        held[pair.ledger].append(pair.outline)
    return [
        Issue(
            "intake.outline_parts", "warning", "outlines", _files(outlines.iloc[parts]),
            estate_id=str(estates["estate_id"].iloc[row]),
            value=named(estates.iloc[row].to_dict(), "estates"), detail={"count": len(parts)},
        )
        for row, parts in sorted(held.items()) if len(parts) > 1
    ]  # fmt: skip


def _shared(found: Pairs, estates: pd.DataFrame, outlines: pd.DataFrame) -> list[Issue]:
    """Say the outlines that several rows of the ledger were given, as a person answered."""
    counts = Counter(pair.outline for pair in found.matched)
    return [
        _at(estates, pair.ledger, "join.outline_shared", "warning",
            detail={**_other(outlines, pair.outline), "count": counts[pair.outline]})
        for pair in found.matched if counts[pair.outline] > 1
    ]  # fmt: skip


def _of_answers(found: Pairs) -> list[Issue]:
    issues = [
        Issue("join.answer_unused", "info", "outlines", value=key, detail={"answer": answer})
        for key, answer in found.answers.unused
    ]
    return [*issues, Issue("join.capped", "info", "outlines")] if found.capped else issues


def _at(
    estates: pd.DataFrame, place: int, code: str, severity: Severity, **more: Mapping[str, object]
) -> Issue:
    return issues_at(estates.iloc[[place]], code, severity, table="estates", **more)[0]


def _files(rows: pd.DataFrame) -> str:
    return "、".join(sorted(set(rows[FILE])))
