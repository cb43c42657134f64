"""Words people write into cells: for missing, for yet to be found out, for yes and no."""

MISSING = frozenset({
    "", "/", "\\", "-", "--", "---", "—", "——", "–", "_", ".", "*", "?", "??", "无数据", "暂无",
    "暂无数据", "不详", "不清", "不明", "未知", "未统计", "未填", "缺失", "空", "未鉴定", "未评定",
    "无资料", "n/a", "na", "nan", "null", "none", "nil", "#n/a", "unknown", "not available",
    "―", "...", "......", "暂缺", "未提供", "未掌握", "无法统计", "不清楚", "不知道", "未统计到",
})  # fmt: skip
NONE_YET = frozenset(
    {"暂无", "尚无", "暂没有", "暂时没有", "目前没有"}
)  # under a header of yes and no
OPEN = frozenset({
    "待核实", "待查", "待定", "待补", "待补充", "待调查", "待确认", "待统计", "待核", "核实中",
    "待鉴定", "鉴定中", "待测", "待测算", "待摸排", "待普查", "排查中", "统计中", "待收集",
    "tbc", "tbd", "to be confirmed",
})  # fmt: skip
BROKEN = frozenset(
    {  # what Excel shows for a formula that failed
        "#ref!",
        "#value!",
        "#div/0!",
        "#name?",
        "#num!",
        "#null!",
        "#spill!",
        "#calc!",
        "####",
    }
)
YES = frozenset({
    "有", "是", "√", "✓", "✔", "☑", "✅", "●", "yes", "y", "true", "t", "1",
    "已成立", "已建立", "已组建",
    "成立", "有物业", "专业物业", "市场化物业", "可", "可以", "必改", "已有", "对",
    "有物业管理", "已引入", "已引进", "存在", "具备",
})  # fmt: skip
NO = frozenset({
    "无", "否", "×", "✗", "✘", "✕", "✖", "❌", "╳", "x", "☒", "no", "n", "false", "f", "0",
    "没有", "未成立", "未建立",
    "未组建", "无物业", "失管", "弃管", "无人管理", "不可", "不可以", "未有", "错",
    "无物业管理", "未引入", "未引进", "不存在", "不具备", "尚未成立", "未设立", "不是",
})  # fmt: skip
SEVERITIES = {
    "无": 0, "没有": 0, "良好": 0, "完好": 0, "正常": 0, "none": 0, "轻微": 1, "轻": 1, "较轻": 1,
    "slight": 1, "一般": 2, "中": 2, "中等": 2, "moderate": 2, "严重": 3, "重": 3, "较重": 3,
    "很严重": 3, "severe": 3,
}  # fmt: skip
LEVELS = {
    "区": "district", "县": "district", "区县": "district", "市辖区": "district",
    "街道": "street", "镇": "street", "乡": "street", "街镇": "street", "subzone": "street",
    "社区": "community", "村": "community", "居委会": "community",
}  # fmt: skip
