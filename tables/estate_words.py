"""What people write into the cells of the estate ledger, and the codes it means."""

IN_NO_PROGRAMME = (
    "否", "无", "没有", "未", "不", "不是", "不在", "未列入", "未纳入", "不涉及", "未涉及",
    "无计划", "暂无计划", "暂未列入", "未列入其他计划", "不在计划内",
    "no", "n", "none", "false", "f", "0", "×", "✗", "✘", "x", "☒",
)  # fmt: skip

# How far the scheme has come (三进三成), in order: a gate passes from a chosen stage on.
SCHEME_STAGES = ("not_started", "consensus", "draft", "final")

# The first word of each code is the one people choose in the blank template.
STAGE_WORDS = (
    *((word, "not_started") for word in (
        "未启动", "未开展", "未开始", "未进小区", "尚未开展", "not started",
    )),
    *((word, "consensus") for word in (
        "形成共识", "成共识", "已成共识", "达成共识", "共识", "一进", "一进成共识",
    )),
    *((word, "draft") for word in (
        "初稿", "成初稿", "形成初稿", "方案初稿", "二进", "二进成初稿",
    )),
    *((word, "final") for word in (
        "定稿", "成定稿", "形成定稿", "方案定稿", "已定稿", "三进", "三进成定稿",
    )),
)  # fmt: skip

DEMONSTRATIONS = ("national", "provincial", "city", "yes", "no")

DEMONSTRATION_WORDS = (
    *((word, "national") for word in ("国家级", "国家级示范", "国家级示范项目", "部级")),
    *((word, "provincial") for word in ("省级", "省级示范", "省级示范项目", "省示范项目")),
    *((word, "city") for word in ("市级", "市级示范", "市级示范项目", "市示范项目")),
    *((word, "yes") for word in (
        "是", "√", "✓", "示范", "示范项目", "示范小区", "示范点", "y", "true", "1",
    )),
    *((word, "no") for word in ("否", "不是", "非示范", "×", "n", "false", "0")),
)  # fmt: skip
