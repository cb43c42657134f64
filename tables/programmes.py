"""The plan that is public: the year and the state of each estate in it."""

from tables.column import Column
from tables.table import Table

# How far an estate of a published plan has come; what was given up is out of it.
PLAN_STATES = ("planned", "running", "finished", "dropped")

# no 未完成, 未竣工: whether works that are not finished have begun, nobody says
_STATE_WORDS = (
    *((word, word) for word in PLAN_STATES),
    *((word, "planned") for word in (
        "计划", "计划中", "已计划", "待开工", "未开工", "未动工", "未实施", "待实施", "拟实施",
        "拟改造", "拟开工", "未启动", "尚未开工", "前期", "前期准备", "储备", "设计中", "招标中",
        "not started", "scheduled",
    )),
    *((word, "running") for word in (
        "在建", "在施", "施工", "施工中", "正在施工", "实施中", "正在实施", "改造中", "正在改造",
        "进行中", "已开工", "开工", "已动工", "在改", "续建", "停工", "under way", "ongoing",
        "started",
    )),
    *((word, "finished") for word in (
        "完成", "已完成", "完工", "已完工", "竣工", "已竣工", "已改造", "改造完成", "已验收",
        "验收", "竣工验收", "已交付", "done", "completed",
    )),
    *((word, "dropped") for word in (
        "取消", "已取消", "终止", "已终止", "移出", "已移出", "调出", "已调出", "核减", "撤销",
        "不再实施", "cancelled", "canceled", "removed",
    )),
)  # fmt: skip

_YEARS = (
    "计划开工年份", "计划开工年度", "开工年度", "计划改造年份", "计划改造年度", "计划实施年份",
    "计划实施年度", "实施年份", "实施年度", "列入年度", "列入年份", "计划年份", "计划年度",
    "年度", "年份", "planned year", "programme year", "start year",
)  # fmt: skip
_STATES = (
    "状态", "进展", "实施状态", "实施进展", "工程进展", "工程状态", "项目状态", "项目进展",
    "改造进展", "改造状态", "施工进展", "进展情况", "status", "progress",
)  # fmt: skip

PROGRAMMES = Table(
    name="programmes",
    zh="已公布计划",
    en="Published plan",
    key=("estate_id", "published_at"),
    columns=(
        Column(
            "estate_id", "id", "小区编码", "Estate ID", ("小区编号", "编号", "编码"), required=True
        ),
        Column("name", "text", "小区名称", "Estate", ("小区", "项目名称", "改造小区")),
        Column("street", "text", "所属街道", "Street office", ("街道", "镇街", "街道办")),
        Column("year", "year", "开工年份", "Year", _YEARS, required=True, low=1990, high=2100),
        Column(
            "state",
            "code",
            "实施情况",
            "State",
            _STATES,
            allowed=PLAN_STATES,
            words=_STATE_WORDS,
        ),
        Column(
            "published_at", "date", "公布日期", "Published", ("公布时间", "公示日期", "发布日期")
        ),
        Column("document", "text", "公布文号", "Document", ("文号", "文件", "批文", "依据文件")),
    ),
)
