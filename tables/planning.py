"""Plans drawn over the city (国土空间规划, 征收, 棚改, 城市更新): areas an estate may lie in."""

from tables.column import Column
from tables.planning_words import KIND_WORDS, STATUS_WORDS
from tables.table import Table

# no "id": new layers carry such a field with the same 0 in every row
_IDS = (
    "项目编号", "项目编码", "项目代码", "单元编号", "更新单元编号", "地块编号", "地块编码",
    "范围编号", "征收编号", "编号", "编码",
)  # fmt: skip
_KINDS = (
    "类型", "类别", "项目类型", "项目类别", "范围类型", "范围类别", "规划类别", "更新类型",
    "更新方式", "改造方式", "改造类型", "管控类型", "管控线类型", "kind", "type",
)  # fmt: skip
_NAMES = (
    "名称", "项目名称", "范围名称", "征收范围", "征收项目", "征收项目名称", "棚改项目", "棚改范围",
    "更新单元", "更新单元名称", "单元名称", "更新项目", "片区名称", "街区名称", "保护区名称",
    "地块名称", "plan name",
)  # fmt: skip
_USES = (
    "用地性质", "规划用途", "用地用途", "土地用途", "用地类型", "规划用地类型", "用地类别",
    "用地分类", "规划性质", "地类", "地类名称", "地类编码", "用地代码", "规划用地代码",
    "用地性质代码", "用地编码", "landuse", "zone",
)  # fmt: skip
_STATES = (
    "状态", "进展", "项目状态", "项目进展", "实施情况", "规划状态", "阶段", "项目阶段",
)  # fmt: skip
_FROM = (
    "起始年份", "起始年", "开始年", "启动年份", "启动年度", "计划年度", "实施年度", "实施年份",
    "年度", "年份", "批准年份", "公告年份", "start year",
)  # fmt: skip
_TO = ("截止年份", "结束年", "完成年份", "计划完成年份", "终止年份", "end year")
_DOCUMENTS = (
    "文号", "批文", "批复文号", "征收公告", "公告文号", "依据", "批准文件", "批复",
)  # fmt: skip

PLANS = Table(
    name="plans",
    zh="规划与更新范围",
    en="Plans and renewal areas",
    key=(),  # one plan may be drawn in many parts
    shape="polygon",
    columns=(
        Column("plan_id", "id", "规划编号", "Plan ID", _IDS),
        Column("kind", "text", "规划类型", "Kind of plan", _KINDS, words=KIND_WORDS),
        Column("name", "text", "规划名称", "Plan", _NAMES),
        Column("land_use", "text", "规划用地性质", "Planned land use", _USES),
        Column("status", "text", "实施状态", "Status", _STATES, words=STATUS_WORDS),
        Column("year_from", "year", "开始年份", "From year", _FROM, low=1950, high=2100),
        Column("year_to", "year", "结束年份", "To year", _TO, low=1950, high=2100),
        Column("document", "text", "文件与文号", "Document", _DOCUMENTS),
    ),
)
