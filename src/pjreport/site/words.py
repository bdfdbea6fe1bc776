"""What the page itself says, in Chinese and English."""

WORDS = {
    "skip": ("跳到正文", "Skip to the content"),
    "search": ("查找", "Search"),
    "hint": (
        "中文、拼音或首字母、英文、数字均可，如：培训、peixun、px、training。",
        "Chinese, pinyin or its initials, English, numbers: 培训, peixun, px, training.",
    ),
    "contents": ("目录", "Contents"),
    "compare": ("各年对照", "By year"),
    "compared": (
        "同一编号的数据并列。单位、范围相同的才画条形。",
        "Figures with the same id. Bars only where unit and scope are the same.",
    ),
    "figure": ("数据", "Figure"),
    "figures": ("数据比较", "Figures compared"),
    "source": ("对照原文", "The source text"),
    "open": (
        "本页不含原文。在此打开自己的原文文本，每条原文依据会在其中标出。文本只在浏览器里读，不会传出。",
        "The page does not have the report's text. Open your own copy here to see each evidence in its place. The text stays in your browser.",
    ),
    "file": ("原文文本文件", "Text file"),
    "made": ("制作：", "Made by"),
}
COLLECTION = ("{} 份报告", "{} reports")
SIZE = ("{} 条事实，{} 个主题；来源：{}，{} 行", "{} facts on {} topics; source: {}, {} lines")
DATASET = (  # a report's name, publisher, period, number of facts
    "《{}》（{}，{}）的 {} 条事实，各附原文、行号和核对情况。",
    "“{}” ({}, {}): {} facts, each with its evidence, its lines and its check state.",
)
NEAR = ("没有事实含有{}；以下相近", "No fact holds {}; these come near")
SAID = {  # by the script: Chinese, English
    "found": ("{} 条", "{} found"),
    "none": ("没有事实含有{}", "No fact holds {}"),
    "near": NEAR,
    "shown": ("；显示前 {} 条", "; the first {} shown"),
    "sentence": ("复制句子", "Copy sentence"),
    "citation": ("复制引用", "Copy citation"),
    "json": ("复制 JSON", "Copy JSON"),
    "place": ("在原文中看", "Show in the text"),
    "copied": ("已复制", "Copied"),
    "failed": ("浏览器不许复制", "The browser did not allow copying"),
    "same": (
        "已打开，与核对所用的原文相同；标出 {} 处",
        "Opened; it is the text that was checked. {} marks",
    ),
    "other": (
        "已打开，但与核对所用的原文不同；标出 {} 处",
        "Opened, but it is not the text that was checked. {} marks",
    ),
    "lost": ("，{} 处没有找到", ", {} not found"),
    "large": ("文件太大，没有打开", "The file is too large; it was not opened"),
    "quote": ("“{}”", "“{}”"),
    "between": ("、", " or "),
}
