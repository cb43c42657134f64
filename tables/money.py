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
    ),
)
