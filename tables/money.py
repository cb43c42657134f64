"""What works cost and who pays: works items and yearly budgets."""

from tables.column import Column
from tables.table import Table

# The classes of cost a budget may pay for; "other" covers operators' pipelines and gas too.
_BODY, _ELEVATOR, _OTHER = "building_body", "elevator", "other"
_WORKS_CLASSES = (
    *((word, "basic") for word in ("basic", "基础类", "基础")),
    *((word, "improving") for word in ("improving", "完善类", "完善")),
    *((word, "upgrading") for word in ("upgrading", "提升类", "提升")),
)

_PAID = (
    # the national classes of works: which classes of cost they are of, the menu of works tells
    *_WORKS_CLASSES,
    *((word, _BODY) for word in (
        _BODY, "building body", "建筑本体", "楼本体", "房屋本体", "楼栋本体", "楼体", "本体",
    )),
    *((word, _OTHER) for word in (
        _OTHER, "其他", "其它", "公共设施", "公共区域", "公共部分", "公共服务设施", "配套设施",
        "配套", "小区配套", "基础设施", "公共配套", "小区环境", "室外工程", "室外",
    )),
    *((word, _ELEVATOR) for word in (_ELEVATOR, "加装电梯", "电梯", "电梯加装", "增设电梯")),
    *((word, "pipeline") for word in (
        "pipeline", "pipelines", "管网", "管线", "专营管网", "专营管线", "水电气管网", "供水管网",
    )),
    *((word, "gas") for word in (
        "gas", "燃气入户", "燃气", "管道燃气", "天然气入户", "通气", "瓶改管",
    )),
    *((word, f"{_BODY},{_ELEVATOR},{_OTHER}") for word in ("全部", "所有", "不限", "均可", "all")),
)  # fmt: skip

# Whose money it is: what people write → the party of the share rules.
_PARTIES = (
    *((word, "government") for word in (
        "government", "政府", "政府资金", "财政", "财政资金", "政府出资", "各级政府", "公共财政",
    )),
    *((word, "owner_unit") for word in (
        "owner_unit", "owner unit", "产权单位", "原产权单位", "原单位", "产权人", "房改单位",
    )),
    *((word, "residents") for word in (
        "residents", "resident", "居民", "业主", "住户", "居民出资", "业主出资", "群众", "个人",
    )),
    *((word, "utility") for word in (
        "utility", "utilities", "专营单位", "专营企业", "管线单位", "管网单位", "管线运营单位",
        "公用企业", "运营商", "通信运营商",
    )),
    *((word, "market") for word in (
        "market", "社会资本", "社会资金", "市场", "市场主体", "市场化", "企业", "社会力量",
    )),
)  # fmt: skip

_CLASSES = (
    *((word, _BODY) for word in (
        _BODY, "building body", "建筑本体", "楼本体", "房屋本体", "楼体", "本体",
    )),
    *((word, "elevator") for word in ("elevator", "加装电梯", "电梯")),
    *((word, "pipeline") for word in (
        "pipeline", "管网", "管线", "专营管线", "专业管线", "专营管网", "管线管网", "管网/管线",
        "水电气管网",
    )),
    *((word, "gas") for word in ("gas", "燃气入户", "燃气", "管道燃气", "天然气入户", "瓶改管")),
    *((word, _OTHER) for word in (
        _OTHER, "其他", "其它", "配套", "配套设施", "公共设施", "公共服务设施", "基础设施",
        "小区环境",
    )),
)  # fmt: skip

_UNITS = (
    *((word, "m2") for word in ("m2", "平方米", "平米", "平方", "sqm")),
    *((word, "m") for word in ("m", "米", "延米", "延长米", "metre")),
    *((word, "栋") for word in ("栋", "幢", "楼栋", "building")),
    *((word, "台") for word in ("台", "部", "lift")),
    *((word, "个") for word in ("个", "处", "盏", "座", "piece")),
    *((word, "套") for word in ("套", "组", "set")),
    *((word, "户") for word in ("户", "household")),
    *((word, "小区") for word in ("小区", "estate")),
)

WORKS = Table(
    name="works",
    zh="改造内容",
    en="Works",
    key=("estate_id", "item"),
    columns=(
        Column("estate_id", "id", "小区编码", "Estate ID", ("小区编号", "编号"), required=True),
        Column(
            "item", "code", "改造内容", "Works item", ("项目", "内容", "改造项目"), required=True
        ),
        # a row without a quantity is a wish, or an item whose amount is still to be measured
        Column("quantity", "number", "工程量", "Quantity", ("数量",), low=0),
        Column("unit", "text", "单位", "Unit", ("计量单位",), words=_UNITS),
        Column("unit_cost_yuan", "number", "单价", "Unit cost", ("综合单价",), unit="yuan", low=0),
        Column("building_body", "flag", "是否建筑本体", "Building body", ("建筑本体",)),
        Column("must_do", "flag", "是否必改", "Must do", ("必改",)),
        Column("cost_class", "text", "费用类别", "Cost class", ("费用分类",), words=_CLASSES),
        Column(
            "works_class",
            "text",
            "改造类别",
            "Works class",
            ("类别", "内容类别", "改造类型"),
            words=_WORKS_CLASSES,
        ),
        Column("wished", "flag", "居民意愿", "Wished", ("居民要求", "居民需求", "是否居民意愿")),
    ),
)

BUDGETS = Table(
    name="budgets",
    zh="年度资金",
    en="Budgets",
    key=("source", "year"),
    columns=(
        Column("source", "text", "资金来源", "Source", ("来源", "资金渠道"), required=True),
        Column(
            "year", "year", "年度", "Year", ("年份", "计划年度"), required=True, low=1900, high=2100
        ),
        Column(
            "amount_wan",
            "number",
            "金额",
            "Amount",
            ("资金额度", "计划资金", "额度"),
            unit="wan",
            required=True,
        ),
        Column("pays", "text", "可用于", "Pays for", ("使用范围", "适用范围"), words=_PAID),
        Column("carry_over", "flag", "可结转", "Carries over", ("是否可结转", "结转")),
        Column(
            "party",
            "text",
            "出资方",
            "Party",
            ("出资主体", "出资单位类别"),
            words=_PARTIES,
        ),
    ),
)
