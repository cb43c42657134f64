"""What works cost and who pays: works items and yearly budgets."""

from tables.column import Column
from tables.table import Table

_BODY, _OTHER = "building_body", "other"  # the classes of cost a budget may pay for
_PAID = (
    *((word, _BODY) for word in (
        _BODY, "building body", "建筑本体", "楼本体", "房屋本体", "楼栋本体", "楼体", "本体",
    )),
    *((word, _OTHER) for word in (
        _OTHER, "其他", "其它", "公共设施", "公共区域", "公共部分", "公共服务设施", "配套设施",
        "配套", "小区配套", "基础设施", "公共配套", "小区环境", "室外工程", "室外",
    )),
    *((word, f"{_BODY},{_OTHER}") for word in ("全部", "所有", "不限", "均可", "all")),
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
        Column("quantity", "number", "工程量", "Quantity", ("数量",), low=0, required=True),
        Column("unit", "text", "单位", "Unit", ("计量单位",)),
        Column("unit_cost_yuan", "number", "单价", "Unit cost", ("综合单价",), unit="yuan", low=0),
        Column("building_body", "flag", "是否建筑本体", "Building body", ("建筑本体",)),
        Column("must_do", "flag", "是否必改", "Must do", ("必改",)),
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
