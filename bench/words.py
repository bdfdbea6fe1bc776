"""The words that generated reports are made of, Chinese and English side by side.

Lists are in order of how common a word is: generate.py draws them as words are
drawn in texts, the second half as often as the first.
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """`甲 A; 乙 B` as pairs."""
    found = (entry.strip().partition(" ") for entry in text.split(";"))
    return [(zh, en) for zh, _, en in found]


CITIES = pairs(
    "平湖 Pinghu; 嘉兴 Jiaxing; 海宁 Haining; 桐乡 Tongxiang; 海盐 Haiyan; 嘉善 Jiashan; 杭州 Hangzhou;"
    "宁波 Ningbo; 温州 Wenzhou; 绍兴 Shaoxing; 湖州 Huzhou; 金华 Jinhua; 衢州 Quzhou; 台州 Taizhou;"
    "丽水 Lishui; 舟山 Zhoushan; 余姚 Yuyao; 慈溪 Cixi; 义乌 Yiwu; 诸暨 Zhuji; 瑞安 Ruian; 乐清 Yueqing;"
    "永康 Yongkang; 东阳 Dongyang; 兰溪 Lanxi; 江山 Jiangshan; 临海 Linhai; 温岭 Wenling; 龙泉 Longquan;"
    "建德 Jiande; 嵊州 Shengzhou; 德清 Deqing; 长兴 Changxing; 安吉 Anji; 桐庐 Tonglu; 淳安 Chunan;"
    "宁海 Ninghai; 象山 Xiangshan; 永嘉 Yongjia; 平阳 Pingyang; 苍南 Cangnan; 新昌 Xinchang; 武义 Wuyi;"
    "浦江 Pujiang; 磐安 Panan; 开化 Kaihua; 常山 Changshan; 龙游 Longyou; 天台 Tiantai; 仙居 Xianju;"
    "三门 Sanmen; 玉环 Yuhuan; 青田 Qingtian; 缙云 Jinyun; 遂昌 Suichang; 松阳 Songyang; 岱山 Daishan"
)
SCHOOLS = pairs(
    "技师学院 Technician College; 职业中专 Secondary Vocational School; 技工学校 Technical School;"
    "高级技工学校 Advanced Technical School; 职业技术学校 Vocational and Technical School"
)
FIELDS = pairs(
    "; 机电 Mechanical and Electrical; 财经 Finance and Economics; 工贸 Industry and Trade"
)

# The words searched for: one in about 0.7 % of the facts, a commoner and a rarer one.
WORD, COMMON, RARE = "书法", "数控", "篆刻"
SUBJECTS = pairs(
    "数控 CNC machining; 焊接 Welding; 电子商务 Digital commerce; 汽车维修 Car repair;"
    "烹饪 Cookery; 机器人 Robotics; 护理 Nursing; 会计 Accounting; 钳工 Bench work; 服装 Clothing design;"
    "导游 Tour guiding; 物流 Logistics; 动漫 Animation; 摄影 Photography; 无人机 Drone flying;"
    "礼仪 Etiquette; 心理健康 Mental health; 志愿服务 Volunteering; 阅读 Reading; 朗诵 Recitation;"
    "演讲 Public speaking; 英语 English language; 书法 Calligraphy; 物联网 Internet of things; 网络安全 Network security;"
    "云计算 Cloud computing; 虚拟现实 Virtual reality; 增材制造 Additive manufacturing; 工业设计 Product design;"
    "平面设计 Graphic design; 园林 Landscaping; 建筑测量 Building surveying; 砌筑 Bricklaying; 木工 Joinery;"
    "油漆 Painting trades; 水处理 Water treatment; 制冷 Refrigeration; 电梯 Lift maintenance; 塑料模具 Plastic moulds;"
    "冲压 Stamping; 铸造 Casting; 热处理 Heat treatment; 化学分析 Chemical analysis; 食品检验 Food testing;"
    "烘焙 Baking; 西餐 Western cuisine; 茶艺 Tea art; 调酒 Bartending; 插花 Flower arranging; 美容 Beauty care;"
    "美发 Hairdressing; 养老照护 Care for the elderly; 幼儿教育 Early childhood education; 急救 First aid;"
    "消防 Fire safety; 法治 Rule of law; 禁毒 Drug prevention; 节能 Energy saving; 垃圾分类 Waste sorting;"
    "环保 Environmental protection; 劳动 Manual labour; 乒乓球 Table tennis; 篮球 Basketball; 足球 Football;"
    "羽毛球 Badminton; 田径 Athletics; 武术 Martial arts; 舞龙 Dragon dance; 合唱 Choir singing; 舞蹈 Dance;"
    "戏曲 Chinese opera; 民乐 Folk music; 国画 Ink painting; 剪纸 Paper cutting; 陶艺 Pottery; 竹编 Bamboo weaving;"
    "刺绣 Embroidery; 雕刻 Carving; 篆刻 Seal engraving; 珠算 Abacus"
)
PEOPLE = (
    pairs(
        "王 Wang; 李 Li; 张 Zhang; 刘 Liu; 陈 Chen; 杨 Yang; 黄 Huang; 赵 Zhao; 吴 Wu; 周 Zhou; 徐 Xu; 孙 Sun;"
        "马 Ma; 朱 Zhu; 胡 Hu; 郭 Guo; 何 He; 高 Gao; 林 Lin; 罗 Luo; 郑 Zheng; 梁 Liang; 谢 Xie; 宋 Song"
    ),
    pairs(
        "建国 Jianguo; 小明 Xiaoming; 伟 Wei; 芳 Fang; 敏 Min; 静 Jing; 丽娟 Lijuan; 强 Qiang; 磊 Lei; 军 Jun;"
        "洋 Yang; 勇 Yong; 艳 Yan; 杰 Jie; 涛 Tao; 明辉 Minghui; 秀英 Xiuying; 志强 Zhiqiang; 海燕 Haiyan;"
        "晓东 Xiaodong; 国平 Guoping; 文博 Wenbo; 雪梅 Xuemei; 建华 Jianhua; 永康 Yongkang; 丹 Dan; 超 Chao"
    ),
)
COMPANIES = (
    pairs(
        "恒达 Hengda; 新宇 Xinyu; 华泰 Huatai; 金星 Jinxing; 永盛 Yongsheng; 天成 Tiancheng; 宏远 Hongyuan"
    ),
    pairs(
        "精密机械 Precision Machinery; 自动化科技 Automation Technology; 电机 Electric Motor; 密封件 Seals;"
        "汽车零部件 Automotive Parts; 光电 Optoelectronics; 食品 Food; 服饰 Garment; 物流 Logistics"
    ),
)

# What may stand before a subject; mostly nothing does.
MANNERS = [("", "")] * 4 + pairs(
    "省级 Provincial; 校级 School-level; 特色 Signature; 线上 Online; 新生 First-year; 暑期 Summer; 寒假 Winter;"
    "“匠心” “Craftsmanship”; 青年 Youth; 教师 Teachers'; 学生 Students'; 示范性 Model; 开放式 Open; 精品 Choice;"
    "“启航” “Set Sail”; 智慧 Smart; 绿色 Green; 双语 Bilingual; 区域 Regional; 跨校 Joint; 公益 Charity;"
    "“薪火” “Passing the Flame”; 周末 Weekend; 社区 Community; 乡村 Rural; 创新 Innovative; 高端 Advanced;"
    "基础 Basic; 综合 Comprehensive; “百日” “Hundred Days”; 传统 Traditional; 现代 Modern; 职工 Workers';"
    "退役军人 Veterans'; 留守儿童 Left-behind children's; 红色 Red; 首届 First; 年度 Annual; 季度 Quarterly"
)

# Patterns of labels: the kind's, with {} for a subject, and what ends the id.
INITIATIVES = (
    ("{}社团活动", "{}: activities of the club", "club", "activity"),
    ("{}课程改革", "{}: reform of the courses", "courses", "curriculum"),
    ("{}实训基地建设", "{}: development of the training base", "base", "construction"),
    ("{}兴趣小组", "{}: interest group", "group", "activity"),
    ("{}进校园", "{}: brought onto the campus", "campus", "activity"),
    ("{}岗位培训的开展", "{}: job training offered", "jobs", "measure"),
    ("{}教学标准的修订", "{}: revised teaching standards", "standards", "rule"),
    ("{}名师工作室的组建", "{}: studio of renowned teachers set up", "studio", "platform"),
    ("{}校本教材开发", "{}: textbooks of the school's own", "textbooks", "curriculum"),
    ("{}结对帮扶", "{}: pairing for mutual help", "pairing", "scheme"),
)
HONOURS = (  # the city comes first in Chinese, and here in English
    ("{0}市{1}比赛一等奖", "First prize, {0}: {1}", "first", "first-prize", "municipal"),
    ("{0}市{1}比赛二等奖", "Second prize, {0}: {1}", "second", "second-prize", "municipal"),
    ("{0}市{1}示范学校", "{0} model school: {1}", "school", "demonstration", "municipal"),
    ("{0}市{1}先进集体", "{0} advanced collective: {1}", "collective", "advanced", "municipal"),
    ("省{1}技能大赛一等奖", "First prize, provincial: {1}", "prov", "first-prize", "provincial"),
    ("省{1}示范专业", "Provincial model major: {1}", "major", "demonstration", "provincial"),
    ("全国{1}大赛优秀奖", "Excellence award, national: {1}", "nation", "excellent", "national"),
)
OUTCOMES = (
    ("{}教学质量稳步提高", "{}: steadily better teaching", "quality"),
    ("{}人才培养成效明显", "{}: clear results of training", "results"),
    ("{}品牌影响不断扩大", "{}: an ever wider name", "name"),
)
WORKS = (
    (
        "《{}项目化教学的实践研究》",
        "Research on Project Teaching: {}",
        "projects",
        "research-project",
    ),
    (
        "《{}现代学徒制育人模式》",
        "A Modern Apprenticeship Model: {}",
        "apprentices",
        "teaching-achievement",
    ),
    ("《{}课程思政典型案例》", "A Case of Values in the Classroom: {}", "values", "case"),
)
NOTES = (
    ("级别未写明。", "The level is not stated."),
    ("人次而非人数。", "Participations, not people."),
    ("名单未附。", "No list of names is given."),
    ("是否含上年结转，未写明。", "Whether some carry over from the year before is not stated."),
)
SECTIONS = {  # heading, and the lines of the body
    "party": (
        "加强党建引领 学校管理更加完善",
        "Stronger leadership, better management",
        64,
        22,
        62,
    ),
    "teaching": ("推进教学改革 教学成绩稳步提高", "Teaching reform, better results", 110, 66, 108),
    "enterprise": (
        "深化校企合作 服务质量不断加强",
        "Deeper cooperation, better service",
        160,
        112,
        158,
    ),
    "faculty": (
        "实施递进培养 师资水平持续提升",
        "Staff development, a stronger faculty",
        210,
        162,
        208,
    ),
}
TOPICS = {  # both names, and the section
    "goals": ("办学目标", "Goals of the school", ""),
    "highlights": ("荣誉要目", "Highlighted honours", ""),
    "leaders": ("领导调研", "Visits by officials", ""),
    "page": ("版面", "The printed page", ""),
    "ideology": ("思想建设", "Ideological work", "party"),
    "integrity": ("廉政建设", "Clean governance", "party"),
    "accreditation": ("技能教学与等级认定", "Skills teaching and level accreditation", "teaching"),
    "majors": ("新兴专业", "Emerging majors", "teaching"),
    "contests": ("技能竞赛", "Skills competitions", "teaching"),
    "integration": ("产教融合", "Industry–education integration", "enterprise"),
    "services": ("企业服务", "Services to enterprises", "enterprise"),
    "training": ("职业培训", "Vocational training", "enterprise"),
    "employment": ("毕业生就业", "Graduate employment", "enterprise"),
    "faculty": ("教师队伍", "Teaching staff", "faculty"),
    "awards": ("教师竞赛", "Teachers' competitions", "faculty"),
    "research": ("教育科研", "Educational research", "faculty"),
}
UNITS = {  # as in the shipped base: what is printed for it, and whether it counts whole things
    "persons": ("人", "persons", ""),
    "person-times": ("人次", "person-times", ""),
    "percent": ("%", "%", "-"),
    "items": ("项", "items", ""),
    "papers": ("篇", "papers", ""),
    "medals": ("枚", "medals", "金银铜"),
    "majors": ("个专业", "majors", ""),
    "courses": ("期", "courses", ""),
}
WRITTEN = {"national": "全国", "provincial": "省", "municipal": "市"}  # what texts have for a level
VOCABULARY = {
    "scopes": pairs(
        "school 学校 the school; municipal-up 市级以上 municipal level and above;"
        "provincial 省级 provincial level; graduates 毕业生 graduates; teachers 教师 teachers"
    ),
    "levels": pairs(
        "national 国家级 national; provincial 省级 provincial; municipal 市级 municipal"
    ),
    "ranks": pairs(
        "first-prize 一等奖 first prize; second-prize 二等奖 second prize; advanced 先进 advanced;"
        "excellent 优秀 excellent; demonstration 示范 demonstration"
    ),
    "groups": pairs("teachers 教师（未具名） teachers (not named)"),
    "roles": pairs(
        "school 学校本身 the school itself; party-league 党团组织 Party or League body; in-house 校内机构 in-house unit;"
        "team 团队 team; authority 党政机关 Party or government body; partner 协议企业 agreement partner;"
        "media 媒体 media; leader 来访领导 visiting official; principal 校长 principal; teacher 教师 teacher;"
        "title 标题 title; thanks 致谢 thanks"
    ),
    "actions": pairs("opened 新开设 newly opened; adjusted 调整教学计划 teaching plan adjusted"),
    "types": pairs(
        "goal 目标 goal; measure 举措 measure; activity 活动 activity; curriculum 课程体系 curriculum system;"
        "rule 制度 rule or system; scheme 工作模式 scheme; construction 建设 development; platform 平台 platform;"
        "research-project 课题 research project; teaching-achievement 教学成果 teaching achievement; case 案例 case"
    ),
}

# What every report has, {} being its city, or its year: figures by topic and name.
FIGURES = {
    "training.participations": ("职业技能培训人次", "Vocational training", "person-times"),
    "training.exams": ("技能等级考试人次", "Level examinations", "person-times"),
    "training.courses": ("企业培训班", "Courses for enterprises", "courses"),
    "accreditation.passed": ("等级认定通过人数", "Persons who passed accreditation", "persons"),
    "accreditation.pass-rate": ("等级认定通过率", "Pass rate of accreditation", "percent"),
    "contests.gold": ("技能节所获金牌", "Gold medals won", "medals"),
    "contests.silver": ("技能节所获银牌", "Silver medals won", "medals"),
    "contests.bronze": ("技能节所获铜牌", "Bronze medals won", "medals"),
    "contests.medal-growth": ("技能节奖牌数同比增长", "Medals, year-on-year growth", "percent"),
    "contests.awards": ("市级以上获奖", "Awards at municipal level and above", "items"),
    "contests.provincial": ("其中省级获奖", "Of these at provincial level", "items"),
    "employment.graduates": ("毕业生人数", "Graduates", "persons"),
    "employment.rate": ("毕业生就业率", "Employment rate of graduates", "percent"),
    "employment.in-field": ("对口就业率", "Employment rate in their field", "percent"),
    "faculty.teachers": ("{}市第{}批名师", "{} Renowned Teachers", "persons"),
    "faculty.experts": ("{}市第{}批技术能手", "{} Technical Experts", "persons"),
    "faculty.chiefs": ("{}市第{}批首席技师", "{} Chief Technicians", "persons"),
    "awards.total": ("教师竞赛获奖", "Teachers' awards in competitions", "items"),
    "awards.first": ("其中教师一等奖", "First prizes of teachers", "items"),
    "research.papers": ("教师论文发表", "Teachers' papers published", "papers"),
    "research.paper-growth": ("教师论文同比增长", "Papers, year-on-year growth", "percent"),
    "research.approved": ("课题立项", "Research projects approved", "items"),
    "research.concluded": ("课题结题", "Research projects concluded", "items"),
    "majors.opened": ("新开设专业数", "New majors opened", "majors"),
    "accreditation.candidates": ("等级认定参加人数", "Candidates for accreditation", "persons"),
    "contests.medals": ("技能节奖牌总数", "Medals won in all", "medals"),
    "contests.medals-before": ("上年技能节奖牌数", "Medals the year before", "medals"),
    "research.papers-before": ("上年教师论文", "Papers published the year before", "papers"),
    "research.items": ("课题立项与结题合计", "Projects approved and concluded", "items"),
}
BODIES = (
    ("goals", "education", "{}市教育局", "{} Education Bureau", "authority"),
    ("goals", "labour", "{}市人力社保局", "{} Labour Bureau", "authority"),
    ("highlights", "league", "校团委", "Youth League Committee of the school", "party-league"),
    ("integrity", "party", "校党委", "Party Committee of the school", "party-league"),
    ("leaders", "party", "{}市委", "{} Municipal Party Committee", "authority"),
    ("leaders", "government", "{}市政府", "{} Municipal Government", "authority"),
    ("integration", "newspaper", "《{}日报》", "{} Daily", "media"),
)
COMPETITIONS = (
    ("contests", "festival", "{}市技能节", "{} Skills Festival", "municipal"),
    ("contests", "league", "省技能联赛", "Provincial skills league", "provincial"),
    ("awards", "ability", "全国教学能力比赛", "National teaching ability contest", "national"),
    ("research", "papers", "省教学论文比赛", "Provincial teaching paper contest", "provincial"),
)
POSTS = (
    *(("leaders", "leader", "市委书记", "Secretary of the Municipal Party Committee"),) * 2,
    ("research", "principal", "校长", "Principal"),
    *(("faculty", "teacher", "老师", "Teacher"),) * 3,
)
AGREEMENTS = (
    ("placements", "顶岗实习协议", "Agreement on placements"),
    ("orders", "订单培养协议", "Agreement on training to order"),
)
PUBLICATION = (
    ("title", "{}学年办学成果", "Title of the page"),
    ("thanks", "全体教职工致谢", "Thanks from all the staff"),
)
