"""What a fund may pay for: words of the table of funds → classes of cost."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from intake import Inputs
from phasing.cost import COST_CLASSES
from standards import Rule
from tables import TABLES, InputError, Issue

MENU = "works_menu"

_WORKS_CLASSES = frozenset({"basic", "improving", "upgrading"})
_BETWEEN = re.compile(r"[,，、;；\s]+")
_WORDS = dict(TABLES["budgets"].column("pays").words)
_UNKNOWN = "intake.purpose_unknown"


def purposes(
    source: str, cell: object, inputs: Inputs, rules: Mapping[str, Rule]
) -> frozenset[str] | None:
    """Return the cost classes of a cell as a frozenset; None, which is all, for an empty one.

    A class of works (基础, 完善, 提升) stands for the classes of cost its items of the menu have.
    Raises InputError with file, row and word for a word that is neither.
    """
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    classes: set[str] = set()
    for code in _codes(str(cell)):
        if code in _WORKS_CLASSES:
            classes |= _of_works(code, rules)
        elif code in COST_CLASSES:
            classes.add(code)
        else:
            raise _unknown(source, code, inputs)
    return frozenset(classes)


def coarse(rows: pd.DataFrame) -> list[Issue]:
    """Warn of funds for a class of works: costs are told apart by other classes than those."""
    if "pays" not in rows:
        return []
    named = rows[["source", "pays"]].dropna().astype(str)
    found = {
        source
        for source, cell in zip(named["source"], named["pays"], strict=True)
        if not _WORKS_CLASSES.isdisjoint(_codes(cell))
    }
    listed = "、".join(sorted(found))
    code = "study.pays_works_class"
    return [Issue(code, "warning", "budgets", column="pays", value=listed)] if found else []


def _codes(text: str) -> Iterable[str]:
    """Return the codes a cell lists; a word that is none comes back as it is written."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return [code for part in parts for code in _WORDS.get(part.casefold(), part).split(",")]


def _of_works(code: str, rules: Mapping[str, Rule]) -> set[str]:
    """Return the cost classes of the items of a class of works; all where there is no menu."""
    menu = rules[MENU].value if MENU in rules else ()
    found = {str(item["cost_class"]) for item in menu if item["works_class"] == code}
    return found or set(COST_CLASSES)


def _unknown(source: str, word: str, inputs: Inputs) -> InputError:
    """Say which word of which fund is not known, with the file and the row where it stands."""
    told = [i for i in inputs.issues if i.code == _UNKNOWN and word in i.value.split("、")]
    files = [record.label for record in inputs.files if record.table == "budgets"]
    file = told[0].file if told else "、".join(dict.fromkeys(files))
    row = told[0].row if told else None
    return InputError(
        "study.purpose_unknown", source=source, word=word, file=file or "—", row=row or "—"
    )
