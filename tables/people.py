"""What residents said and paid: surveys, votes and sincerity deposits."""

from tables.column import Column
from tables.table import Table

SURVEYS = Table(
    name="surveys",
    zh="居民意愿调查",
    en="Resident surveys",
    key=("estate_id", "survey_date"),
    columns=(
        Column(
            "estate_id", "id", "小区编码", "Estate ID", ("小区编号", "编号", "编码"), required=True
        ),
        Column(
            "name", "text", "小区名称", "Estate", ("小区", "小区楼院名称", "院落名称", "楼盘名称")
        ),
        Column("street", "text", "所属街道", "Street office", ("街道", "镇街", "街道镇", "街道办")),
        Column("survey_date", "date", "调查日期", "Survey date", ("日期", "调查时间")),
        Column("issued", "integer", "发放问卷", "Issued", ("发放份数", "发放数", "发出"), low=0),
        Column(
            "returned", "integer", "回收问卷", "Returned", ("回收份数", "回收数", "收回"), low=0
        ),
        Column(
            "support",
            "integer",
            "支持改造",
            "In favour",
            ("支持户数", "同意户数", "同意改造"),
            low=0,
        ),
        Column(
            "fee_yes",
            "integer",
            "同意缴纳物业费",
            "Agree to pay fees",
            ("同意缴费", "同意缴费户数"),
            low=0,
        ),
        Column("participants", "integer", "参与户数", "Took part", ("参与",), low=0),
    ),
)

VOTES = Table(
    name="votes",
    zh="业主表决",
    en="Owners' votes",
    key=("vote_id",),
    columns=(
        Column("vote_id", "id", "表决编号", "Vote ID", ("编号",), required=True),
        Column("estate_id", "id", "小区编码", "Estate ID", ("小区编号",), required=True),
        Column("purpose", "text", "表决事项", "Purpose", ("事项",)),
        Column("owners", "integer", "业主总人数", "Owners", ("业主人数",), low=0),
        Column(
            "area_m2", "number", "专有部分总面积", "Exclusive area", ("总面积",), unit="m2", low=0
        ),
        Column("owners_voted", "integer", "参与表决人数", "Owners voting", ("参与人数",), low=0),
        Column(
            "area_voted_m2",
            "number",
            "参与表决面积",
            "Area voting",
            ("参与面积",),
            unit="m2",
            low=0,
        ),
        Column("owners_yes", "integer", "同意人数", "Owners in favour", ("赞成人数",), low=0),
        Column(
            "area_yes_m2", "number", "同意面积", "Area in favour", ("赞成面积",), unit="m2", low=0
        ),
    ),
)

DEPOSITS = Table(
    name="deposits",
    zh="改造诚意金",
    en="Sincerity deposits",
    key=("estate_id", "date"),
    columns=(
        Column("estate_id", "id", "小区编码", "Estate ID", ("小区编号", "编号"), required=True),
        Column("date", "date", "收取日期", "Date", ("日期", "缴纳日期")),
        Column("households_paid", "integer", "缴纳户数", "Households paid", ("已缴户数",), low=0),
        Column(
            "amount_yuan",
            "number",
            "缴纳金额",
            "Amount",
            ("金额", "收取金额", "诚意金"),
            unit="yuan",
            low=0,
        ),
    ),
)
