"""Words in the name of a file or a layer that tell which table it is."""

FILE_WORDS = {
    "estates": "台账|小区清单|小区名单|小区信息|摸底|普查|花名册|ledger|estates",
    "outlines": "边界|红线|范围线|轮廓|outline|boundar",
    "facilities": "设施|poi|学校|医院|养老|公园|facilit|amenit",
    "idle_assets": "闲置|可利用空间|可利用用房|存量资产|空置用房|idle|vacant",
    "streets": "道路|路网|街道网|路段|roads?|streets|highway|network",
    "surveys": "问卷|调查|意愿|征求意见|survey|questionnaire",
    "votes": "表决|投票|votes?",
    "deposits": "诚意金|定金|缴款|deposit",
    "buildings": "楼栋|楼幢|建筑物|单体|房屋|buildings?",
    "areas": "行政区|区划|街道界|社区界|辖区|admin|subzone",
    "cluster_areas": "片区|cluster",
    "budgets": "资金|预算|budget|funding",
    "programmes": "公布|年度计划|改造计划|实施计划|计划表|programmes?",
    "works": "改造内容|工程量|项目清单|菜单|works",
    "entrances": "出入口|大门|entrance|gates?",
    "trenches": "开挖|管线计划|管网计划|道路计划|trench",
    "water": "水系|河流|湖泊|water|river",
    "rail": "铁路|轨道|rail|metro",
    "green": "绿地|green",
    "plans": "征收|棚改|棚户|拆迁|城市更新|更新(?:单元|范围|项目|片区|地块)|控规|规划|保护|生态红线"
    "|(?<![a-z])plans?(?![a-z])|zoning|land.?use",
}
