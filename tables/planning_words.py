"""What people write for the kind and the status of a plan, and the codes it means."""

# What people write for the kind of a plan, by our code; a longer text may hold one of the words.
_KIND_WORDS = {
    "land_use": (
        "国土空间规划", "国土空间总体规划", "控制性详细规划", "控规", "详细规划", "规划用地",
        "用地规划", "土地利用规划", "规划地块", "land use plan", "zoning",
    ),
    "expropriation": (
        "征收", "房屋征收", "土地征收", "征地", "征迁", "征收范围", "征收补偿", "expropriation",
    ),
    "shantytown": ("棚改", "棚户区", "棚户区改造", "shantytown"),
    "demolition": (
        "拆迁", "动迁", "拆除", "拆除重建", "拆迁范围", "房屋拆迁", "旧城拆迁", "demolition",
    ),
    "urban_village": ("城中村", "城中村改造", "urban village"),
    "dilapidated": ("危旧房改造", "危房改造", "危旧房", "危改", "dilapidated housing"),
    "urban_renewal": (
        "城市更新", "更新单元", "城市更新单元", "更新片区", "有机更新", "三旧改造", "旧城改造",
        "urban renewal", "renewal unit",
    ),
    "heritage": (
        "历史文化保护", "历史文化街区", "历史文化名城", "历史城区", "历史街区", "历史地段",
        "历史风貌", "历史风貌区", "风貌区", "历史建筑", "传统村落", "文物", "文保", "文物保护",
        "文保单位", "文物保护单位", "保护范围", "核心保护范围", "建设控制地带", "建控地带", "紫线",
        "城市紫线", "heritage", "conservation area",
    ),
    "ecological": (
        "生态", "生态红线", "生态保护红线", "生态控制线", "生态控制区", "自然保护地", "自然保护区",
        "水源保护区", "饮用水水源保护区", "水源地", "ecological",
    ),
    "farmland": ("永久基本农田", "基本农田", "farmland"),
    "control_line": (
        "绿线", "蓝线", "黄线", "城市绿线", "城市蓝线", "城市黄线", "道路红线", "道路拓宽",
        "轨道保护区", "铁路保护区", "control line",
    ),
    "flood": (
        "洪水", "洪涝", "内涝", "防洪", "蓄滞洪区", "蓄洪区", "行洪", "洪涝风险", "内涝点", "flood",
    ),
    "geohazard": (
        "地质灾害", "地灾", "滑坡", "塌陷", "采空区", "地面沉降", "活动断裂", "geohazard",
        "landslide",
    ),
    "utility": (
        "管网", "管线", "管网工程", "管线工程", "市政管网", "雨污分流", "综合管廊", "管廊", "电缆",
        "燃气管", "供热管", "排水工程", "utility", "utility works",
    ),
    "development_boundary": ("城镇开发边界", "开发边界", "urban growth boundary"),
    "other": ("其他", "其它", "other"),
}  # fmt: skip

PLAN_KINDS = tuple(_KIND_WORDS)

KIND_WORDS = (
    *((kind, kind) for kind in PLAN_KINDS),
    *((word, kind) for kind, words in _KIND_WORDS.items() for word in words if word != kind),
)

PLAN_STATUS = ("proposed", "approved", "under_way", "completed", "cancelled")

STATUS_WORDS = (
    *((word, word) for word in PLAN_STATUS),
    *((word, "proposed") for word in (
        "拟", "拟定", "拟实施", "规划", "规划中", "计划", "计划中", "前期", "草案", "公示",
        "公示中", "编制中", "在编", "储备", "planned", "draft",
    )),
    *((word, "approved") for word in (
        "已批", "批准", "已批准", "批复", "已批复", "现行", "有效", "生效", "已公告", "公告",
        "已公布", "in force",
    )),
    *((word, "under_way") for word in (
        "实施", "实施中", "在实施", "进行中", "在建", "征收中", "拆迁中", "已启动", "启动",
        "签约中", "under way", "ongoing",
    )),
    *((word, "completed") for word in (
        "完成", "已完成", "完工", "已完工", "竣工", "已竣工", "已实施", "done",
    )),
    *((word, "cancelled") for word in (
        "取消", "已取消", "废止", "已废止", "撤销", "已撤销", "终止", "已终止", "失效", "已失效",
        "作废", "canceled", "withdrawn",
    )),
)  # fmt: skip
