"""A new study written down: the choices of a short form → the text of its study.yaml."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import NamedTuple

import yaml

from study.made_roles import ESTATES, LEFT_OUT, Role
from tables import CONDITION_ITEMS, TABLES, InputError

YEARS = 5
MOST_YEARS = 20
_TEMPLATE = Path(__file__).with_name("made_template.yaml")
_WHOLE = 100


class _Criterion(NamedTuple):
    """A criterion: its usual points, and the tables or columns of the ledger one of which tells it.

    `usual`: nearly every ledger has it; it counts where the columns are not known.
    """

    name: str
    points: int
    zh: str
    tables: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    usual: bool = False


_STATED = frozenset({"support_rate", "support_households"})
_CONDITION = frozenset({*(column.name for column in CONDITION_ITEMS), "problems", "safety_grade"})
_YEARS = frozenset({"built_year", "built_year_low", "built_year_high"})
_IN_NEED = frozenset({"elders", "vulnerable_households"})
_AGREED = frozenset({"votes", "surveys"})
_CRITERIA = (
    _Criterion("age", 15, "老旧程度", columns=_YEARS, usual=True),
    _Criterion("condition", 25, "设施状况", frozenset({"buildings"}), _CONDITION, usual=True),
    _Criterion("coverage", 20, "服务覆盖", frozenset({"facilities"})),
    _Criterion("vulnerability", 10, "弱势群体", columns=_IN_NEED, usual=True),
    _Criterion("willingness", 15, "居民意愿", frozenset({"surveys"}), _STATED),
    _Criterion("consent", 5, "居民同意", _AGREED, _STATED),
    _Criterion("scheme", 5, "方案深度", columns=frozenset({"scheme_stage"})),
    _Criterion("deposits", 5, "诚意金", frozenset({"deposits"})),
)
_GATE = {
    True: "true           # 居民同意：参与表决的占三分之二，其中同意的占四分之三",
    False: "false          # 假定：不作准入条件（默认要求居民同意）。有了意愿调查或表决就改成 true",
}


@dataclass(frozen=True)
class NewStudy:
    """What a person chose for a new study.

    `columns` are those its ledgers fill. `consent` asks the agreement of the residents of whoever
    enters the plan; `yearly_wan` is money assumed for each year, where no file tells it. The rules
    of `city` count in place of the national ones; None where it has none of its own.
    """

    name: str
    first: int
    last: int
    day_of_law: dt.date
    roles: tuple[Role, ...]
    columns: frozenset[str] = frozenset()
    consent: bool = False
    yearly_wan: float | None = None
    city: str | None = None

    @property
    def used(self) -> tuple[Role, ...]:
        """Return the sheets and layers that are read as some table."""
        return tuple(one for one in self.roles if one.table != LEFT_OUT)


def next_years(today: dt.date) -> tuple[int, int]:
    """Return the first and last year a plan is usually made for: the five after this one.

    >>> next_years(dt.date(2026, 11, 23))
    (2027, 2031)
    """
    return today.year + 1, today.year + YEARS


def knows_consent(roles: Collection[Role], columns: Collection[str]) -> bool:
    """Return whether anything among the files tells if residents agree."""
    return bool({one.table for one in roles} & _AGREED or _STATED & set(columns))


def study_text(new: NewStudy, today: dt.date) -> str:
    """Return the text of study.yaml, every choice with its default explained in Chinese.

    Errors: `new_study.no_name`, `new_study.no_estates`, `new_study.years`.
    """
    _check(new)
    years = range(new.first, new.last + 1)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=_plain(new.name),
        today=today.isoformat(),
        title=_scalar(_plain(new.name)),
        years=", ".join(map(str, years)),
        day=new.day_of_law.isoformat(),
        city=_scalar(new.city) if new.city else "null",
        inputs="\n".join(_inputs(new.used)),
        weights="\n".join(_weights(new)),
        consent=_GATE[new.consent],
        money=_money(new, years),
    )


def _check(new: NewStudy) -> None:
    if not _plain(new.name):
        raise InputError("new_study.no_name")
    if all(one.table != ESTATES for one in new.roles):
        raise InputError("new_study.no_estates")
    if not 0 <= new.last - new.first < MOST_YEARS:
        raise InputError("new_study.years", first=new.first, last=new.last, most=MOST_YEARS)


def _inputs(used: Sequence[Role]) -> list[str]:
    """Return a line for each table of one source, a line more for each of several."""
    lines: list[str] = []
    for name, table in TABLES.items():
        sources = [_source(one) for one in used if one.table == name]
        if len(sources) == 1:
            lines.append(f"  {name}: {sources[0]}   # {table.zh}")
        elif sources:
            lines += [f"  {name}:   # {table.zh}", *(f"    - {one}" for one in sources)]
    return lines


def _source(one: Role) -> str:
    part = f", {one.key}: {_scalar(one.part)}" if one.part else ""
    return f"{{path: {_scalar(one.file)}{part}}}"


def _weights(new: NewStudy) -> list[str]:
    """Return a line for each criterion: the usual shares of those there is something known of."""
    tables = {one.table for one in new.used}
    known = {one.name: _is_known(one, tables, new.columns) for one in _CRITERIA}
    if not any(known.values()):  # weights must be of something; the years can be filled in
        known["age"] = True
    shares = _shares({one.name: one.points * known[one.name] for one in _CRITERIA})
    return [
        f"  {one.name}: {shares[one.name] / _WHOLE:g}   # {one.zh}"
        + ("" if known[one.name] else "：还没有资料")
        for one in _CRITERIA
    ]


def _is_known(one: _Criterion, tables: Collection[str], columns: Collection[str]) -> bool:
    if not columns:
        return one.usual or bool(one.tables & set(tables))
    return bool(one.tables & set(tables) or one.columns & set(columns))


def _shares(points: dict[str, int]) -> dict[str, int]:
    """Return whole per cent in proportion to points; what is left goes to the largest remainders.

    >>> _shares({"age": 2, "condition": 1, "coverage": 0})
    {'age': 67, 'condition': 33, 'coverage': 0}
    """
    total = sum(points.values())
    shares = {name: _WHOLE * value // total for name, value in points.items()}
    left = _WHOLE - sum(shares.values())
    order = sorted(points, key=lambda name: (-(_WHOLE * points[name] % total), name))
    return {name: share + (name in order[:left]) for name, share in shares.items()}


def _money(new: NewStudy, years: range) -> str:
    if any(one.table == "budgets" for one in new.used):
        return "# 资金：各来源逐年额度在资金文件里（inputs 的 budgets）；其他规则见 docs/rules.md"
    if new.yearly_wan is None:
        head = (
            "# 资金：还没有资料，方案不受资金限制，年份只说明先后。\n"
            "# 有了额度就去掉下面各行开头的“# ”并改成自己的数（万元），或在 inputs 加 budgets 文件"
        )
        return "\n".join([head, "# rules:", *(f"#   {_budget(year, 1000)}" for year in years)])
    head = "# 资金：假定。没有资金文件，先按每年这么多试算（万元），正式使用前请换成核定的额度"
    return "\n".join([head, "rules:", *(f"  {_budget(year, new.yearly_wan)}" for year in years)])


def _budget(year: int, amount_wan: float) -> str:
    return f"- budget: {{source: 假定资金, year: {year}, amount_wan: {amount_wan:.10g}}}"


def _scalar(text: str) -> str:
    """Return text as a value of YAML that stays text wherever it stands.

    >>> print(_scalar("a, b: {c}"), _scalar("2027"), _scalar("台账.xlsx"))
    'a, b: {c}' '2027' 台账.xlsx
    """
    whole = yaml.safe_dump([_shown(text)], allow_unicode=True, default_flow_style=True, width=10**9)
    return whole.strip()[1:-1]


def _plain(name: str) -> str:
    """Return a name on one line, as a comment can hold it."""
    return " ".join("".join(c if c.isprintable() else " " for c in _shown(name)).split())


def _shown(text: str) -> str:
    """Return text any file takes: half a character is none."""
    return text.encode("utf-8", "replace").decode()
