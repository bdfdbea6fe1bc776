"""The page of `site` in a browser: the answers of the command line, the keyboard, hostile bases."""

import csv
import io
import json
import shlex
from base64 import b64decode
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pjreport.cli.bases import open_bases
from pjreport.lookup import sentence
from pjreport.model.base import FactBase, Loaded
from pjreport.model.kinds import KINDS
from pjreport.search.ranking import Search
from pjreport.site import index
from pjreport.store import toml
from pjreport.text.normalise import fold

from .browser import chromium
from .conftest import ROOT, TESTS
from .exporting import LABELS, hostile

page = pytest.importorskip("pjreport.site.page")
EVERY = [kind.id for kind in KINDS]
SHIPPED = ROOT / "data/facts.toml"
BYTES = 300_000  # the most that the page of the shipped base may have
WIDTHS = (320, 375, 1280)
COPIED = "return document.getElementById('copied').textContent"
FOCUS = "return document.activeElement.id === arguments[0]"
SEARCH = """return arguments[0].map((words) => {
  const found = pjreport.search(words);
  return found && [found.answered, found.unknown, found.facts.map((each) => each.number)];
})"""


def bases_of(*paths):
    """The bases of some files, each fact with its state."""
    bases = open_bases([str(path) for path in paths])
    bases.fill_states(bases.records(EVERY))  # the sentences that are compared have it
    return bases


def written(folder, name, bases, lang="zh"):
    """The page of some bases as a file."""
    path = folder / name
    text = page.render([*bases], lang, lambda pairs: index.data(bases, pairs))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def chrome(folder):
    with chromium(folder / "profile") as browser:
        yield browser


@pytest.fixture
def browser(chrome):
    """The browser in its usual size and colours."""
    chrome.size(1280)
    chrome.dark(on=False)
    return chrome


@pytest.fixture(scope="module")
def shipped():
    return bases_of(SHIPPED)


@pytest.fixture(scope="module")
def one(folder, shipped):
    """The page of the shipped base."""
    return written(folder, "one.html", shipped)


@pytest.fixture(scope="module")
def both(folder):
    """Two years of the shipped report, and another school's."""
    text = SHIPPED.read_text(encoding="utf-8").replace("5228", "4100").replace("2021", "2020")
    (folder / "earlier.toml").write_text(text, encoding="utf-8")
    return bases_of(SHIPPED, folder / "earlier.toml", TESTS / "bases/school-a.toml")


@pytest.fixture(scope="module")
def several(folder, both):
    return written(folder, "several.html", both)


@pytest.fixture(scope="module")
def odd(folder):
    """Bases of odd texts, with markup in whatever a base can say."""
    made = hostile(folder / "odd")
    for path in made.iterdir():
        text = path.read_text(encoding="utf-8")
        for plain, marked in (("甲校年报", MARKUP[0]), ("120人", MARKUP[1]), ("甲校", MARKUP[2])):
            text = text.replace(plain, marked.replace('"', '\\"'))
        path.write_text(text, encoding="utf-8")
    return bases_of(made)


MARKUP = (
    "校</title></script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'><b>120人</b>",
    '校"><svg onload=window.hit=3>{{ 7 * 7 }}{% raw %}&lt;i&gt;',
)


# ---- search


def of_the_page(browser, queries):
    return browser.run(SEARCH, [*queries])


def of_the_command_line(bases, queries):
    records = bases.records(EVERY)
    numbers = {(each["report"], each["id"]): number for number, each in enumerate(records)}
    search = Search(bases, records)
    for words in queries:
        if not any(map(fold, words)):
            yield None
            continue
        found = search.answer(words)
        unknown = found.unknown
        if found.answered and found.approximate and not unknown:
            unknown = [" ".join(words)] if found.records[0]["match"] == "approximate" else []
        facts = [numbers[each["report"], each["id"]] for each in found.records]
        yield [found.answered, unknown, facts]


def differing(browser, bases, queries):
    """The queries that the page answers otherwise than the command line does."""
    answers = zip(
        queries, of_the_page(browser, queries), of_the_command_line(bases, queries), strict=True
    )
    return [each for each in answers if each[1] != each[2]]


with open(TESTS / "queries.tsv", encoding="utf-8", newline="") as file:
    QUERIES = [
        shlex.split(row["query"])
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
OTHERS = [
    *("5 228", "-3.2", "二〇二一年", "1.2万", "péixùn", "pei2 xun4", "jiuyelü", "lu:", "培訓"),
    *("５２２８", "“一等奖”", "十二届", "三等奖 两个", "百分之九十九点五", "一百二", "constructor"),
    *(
        "__proto__",
        "toString",
        "",
        "  ",
        "!",
        "的",
        "𠮷野家",
        "🙂",
        "e\u0301",
        "ẞ",
        "\x00",
        "a" * 200,
    ),
    *("教师 教师", "顾小明", "cneter", "how many papers", "请问有几篇论文", "jndj 通過率", "九成"),
]


def test_the_page_answers_the_table_of_queries_as_the_command_line(browser, one, shipped):
    browser.open(one)
    assert differing(browser, shipped, QUERIES) == []


@pytest.mark.parametrize("name", ["shipped", "both", "odd", "forms"])
def test_other_queries_and_other_bases(browser, folder, name, request):
    bases = bases_of(TESTS / "forms") if name == "forms" else request.getfixturevalue(name)
    browser.open(written(folder, f"queries-{name}.html", bases))
    labels = [[record[lang]] for record in bases.records(EVERY) for lang in ("zh", "en")]
    queries = [*(text.split() for text in (*OTHERS, *LABELS)), *labels[:300]]
    assert differing(browser, bases, queries) == []


PARTS = st.sampled_from(
    [
        *(
            "培训",
            "通过",
            "率",
            "一等奖",
            "第",
            "十",
            "二",
            "万",
            "3",
            "5228",
            "%",
            "人次",
            "多少",
            "的",
        ),
        *(
            "training",
            "award",
            "px",
            "peixun",
            "jiuye",
            "rate",
            "s",
            ".",
            ",",
            "-",
            " ",
            "“",
            "點",
            "Ａ",
        ),
        *(
            "how many",
            "年",
            "两",
            "〇",
            "教师",
            "老师",
            "é",
            "²",
            "①",
            "\u200b",
            "\u3000",
            "百分之",
            "点",
        ),
    ]
)


@given(st.lists(st.lists(PARTS, max_size=8).map("".join), min_size=30, max_size=30))
@settings(max_examples=10)  # of 30 texts each
def test_any_texts_are_folded_and_searched_alike(chrome, one, shipped, texts):
    if chrome.driver.current_url != f"file://{one}":
        chrome.open(one)
    assert chrome.run("return arguments[0].map(pjreport.fold)", texts) == [*map(fold, texts)]
    assert differing(chrome, shipped, [text.split() for text in texts]) == []


def test_search_as_you_type(browser, one):
    browser.open(one)
    box = browser.one("#query")
    box.send_keys("peixun")
    assert browser.texts("#results li a")[0].startswith("扩大职业培训")
    assert "条" in browser.one("#found").text
    box.send_keys(" zzzz")
    assert browser.one("#found").text.startswith("没有事实含有“zzzz”；以下相近 · ")
    box.clear()
    box.send_keys("zzzz")
    assert browser.one("#found").text == "没有事实含有“zzzz”"
    box.clear()
    box.send_keys("5228")
    assert browser.texts("#results mark") == ["5228", "5228"]
    browser.one("[data-lang=en]").click()
    assert browser.one("#found").text == "1 found"
    assert browser.texts("#results li a")[0].startswith("Vocational")


def test_results_of_several_reports_name_the_report(browser, several):
    browser.open(several)
    browser.one("#query").send_keys("5228")
    assert browser.texts("#results small") == ["平湖技师学院《2021学年学院办学成果》"]


# ---- facts


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["shipped", "both", "odd"])
def test_the_sentence_of_every_fact_is_that_of_ask(browser, folder, name, lang, request):
    bases = request.getfixturevalue(name)
    browser.open(written(folder, f"sentences-{name}.html", bases))
    browser.one(f"[data-lang={lang}]").click()
    script = "return Array.from(document.querySelectorAll('article'), pjreport.sentence)"
    said = browser.run(script)
    wanted = [
        sentence.sentence(base, record, lang)
        for base in bases
        for topic in base.topics
        for record in base.select(EVERY, [topic])
    ]
    if name != "odd":
        assert said == wanted
    assert len(said) == len(wanted)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_citation_of_every_fact_is_that_of_cite(browser, folder, tool, both, lang):
    browser.open(written(folder, "citations.html", both))
    browser.one(f"[data-lang={lang}]").click()
    script = "return Array.from(document.querySelectorAll('article'), (e) => [e.id, pjreport.citation(e)])"
    cited = dict(browser.run(script))
    paths = {base.id: base.path for base in both}
    for report, id in [key.split("/") for key in [*cited][::9]]:
        result = tool("cite", id, "--facts", paths[report], "--lang", lang)
        assert cited[f"{report}/{id}"] == result.stdout.removesuffix("\n")


@pytest.mark.parametrize("name", ["shipped", "odd"])
def test_the_json_of_every_fact_is_that_of_list(browser, folder, tool, name, request):
    bases = request.getfixturevalue(name)
    browser.open(written(folder, f"json-{name}.html", bases))
    numbers = [*range(len(bases.records(EVERY)))]
    texts = browser.run("return arguments[0].map(pjreport.json)", numbers)
    paths = [word for base in bases for word in ("--facts", base.path)]
    rows = tool("list", "--json", "--fields", "all", *paths).stdout
    exact = {"parse_float": str, "parse_int": str}
    records = {(row["report"], row["id"]): row for row in json.loads(rows, **exact)}
    for text in texts:
        row = json.loads(text, **exact)
        whole = records[row["report"], row["id"]]
        assert row == {name: whole[name] for name in row}
        assert all(value in (None, False, []) for name, value in whole.items() if name not in row)


@pytest.mark.parametrize("allowed", [True, False])
def test_copied_texts_are_on_the_clipboard(browser, one, allowed):
    """Also where the browser does not let the script write to the clipboard."""
    from selenium.webdriver import Keys

    browser.open(one, "#stats.training.exams")
    if not allowed:
        browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    buttons = browser.driver.find_elements("css selector", "#stats\\.training\\.exams button")
    copied = []
    for button in buttons:
        button.click()
        assert browser.until(COPIED) == "已复制"
        browser.run("document.getElementById('copied').textContent = ''")
        box = browser.one("#query")
        box.clear()
        box.send_keys(Keys.CONTROL, "v")
        copied.append(box.get_attribute("value"))
    said, cited, data = copied
    assert said == (
        "所组织的职业技能等级考试：5030人次，2021学年（据标题）"
        "（原文“等级考试5030人次”，《2021学年学院办学成果》第135行，已核对）。"
    )
    assert cited.endswith("原文“等级考试5030人次”（第135行）.")
    assert json.loads(data)["value"] == 5030


def test_every_fact_has_an_address(browser, one, several):
    browser.open(one, "#stats.training.participations")
    assert (
        browser.run("return document.querySelector(':target').id")
        == "stats.training.participations"
    )
    assert browser.until(FOCUS, "stats.training.participations")
    seen = "const {top} = document.querySelector(':target').getBoundingClientRect(); return top"
    assert 0 <= browser.run(seen) < 300
    browser.one("[data-lang=en]").click()
    browser.one("#topic-contests a[href*=gold]").click()
    assert browser.until(FOCUS, "stats.contests.gold")
    assert 0 <= browser.run(seen) < 300
    browser.open(several, "#stats.training.participations")
    assert browser.run("return location.hash") == "#pinghu-2021/stats.training.participations"
    browser.open(several, "#pinghu-2020/stats.training.participations")
    assert "4100" in browser.one(":target strong").text
    browser.open(one, "#stats.no.such")


def test_all_links_lead_somewhere(browser, one, several):
    for path in (one, several):
        browser.open(path)
        lost = "return [...document.links].filter((a) => !document.getElementById(a.hash.slice(1))).length"
        assert browser.run(lost) == 0
        ids = browser.run("return Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
        assert len(ids) == len({*ids})


def test_both_languages(browser, one, shipped):
    browser.open(one)
    for lang, title in (
        ("en", "Achievements of the college, academic year 2021"),
        ("zh", "2021学年学院办学成果"),
    ):
        browser.one(f"[data-lang={lang}]").click()
        assert browser.driver.title == title
        assert browser.run("return document.documentElement.lang") == lang
        assert browser.texts("[aria-pressed=true]") == ["English" if lang == "en" else "中文"]
        names = {record[lang] for record in shipped.records(EVERY)}
        assert set(browser.texts("article b:first-child")) >= names
        assert browser.texts("article button")[0] == (
            "Copy sentence" if lang == "en" else "复制句子"
        )


def test_figures_of_one_publisher_are_compared_by_year(browser, several):
    browser.open(several)
    assert browser.texts(".years caption") == ["平湖技师学院"]
    heads = browser.texts(".years thead th")
    assert heads == ["数据", "2020学年学院办学成果 · 2020学年", "2021学年学院办学成果 · 2021学年"]
    rows = browser.run(
        "return Array.from(document.querySelectorAll('.years tbody tr'), (row) =>"
        " [row.textContent, Array.from(row.querySelectorAll('rect'), (bar) => bar.width.baseVal.value)])"
    )
    [row] = [row for row in rows if "4100" in row[0]]
    assert "5228" in row[0]
    assert row[1] == [pytest.approx(94.1), 120]


# ---- the reader's own text


@pytest.fixture
def quoted(folder):
    """A base with its text, and the page about them."""
    path = folder / "quoted.txt"
    path.write_text(
        "甲校年报\n\n在校生共 1\n20人，\n其中本地生<b>80人</b>。\n120人\n", encoding="utf-8"
    )
    text = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    start = text.index('sha256 = "') + 10
    text = text[:start] + digest + text[start + 64 :]
    text = text.replace('"80人"', '"<b>80人</b>"')
    (folder / "quoted.toml").write_text(text, encoding="utf-8")
    return path, written(folder, "quoted.html", bases_of(folder / "quoted.toml"))


def opened(browser, path):
    browser.one("#file").send_keys(str(path))
    return browser.until("return document.getElementById('opened').textContent")


def test_evidence_is_marked_in_the_readers_own_text(browser, quoted):
    text, html = quoted
    browser.open(html)
    assert opened(browser, text) == "已打开，与核对所用的原文相同；标出 2 处"
    assert browser.texts("#text mark") == ["1", "20人", "<b>80人</b>"]
    assert browser.texts("#text div") == [
        *("甲校年报", "", "在校生共 1", "20人，", "其中本地生<b>80人</b>。", "120人", ""),
    ]
    browser.one("#stats\\.pupils\\.local [data-say=place]").click()
    assert browser.texts("#text .on") == ["<b>80人</b>"]
    assert browser.focus() == "<b>80人</b>"
    browser.one("#text .on a").click()
    assert browser.run("return location.hash") == "#stats.pupils.local"
    browser.one("[data-lang=en]").click()
    assert browser.texts("#stats\\.pupils\\.local [data-say=place]") == ["Show in the text"]


def test_another_text_is_said_to_be_another(browser, quoted, folder):
    _, html = quoted
    other = folder / "other.txt"
    other.write_text("在校生120人", encoding="utf-8")
    browser.open(html)
    assert opened(browser, other) == "已打开，但与核对所用的原文不同；标出 1 处，1 处没有找到"


def test_evidence_is_found_as_texts_are_compared(browser, quoted, folder):
    """Full width, spaces, numerals, and the lines that the fact names before others."""
    _, html = quoted
    other = folder / "other.txt"
    other.write_text("120人\n\n共「１ ２０」人\n一百二十人\n< b>八十人</b>", encoding="utf-8")
    browser.open(html)
    assert "标出 2 处" in opened(browser, other)
    assert browser.texts("#text mark") == ["１ ２０」人", "b>八十人</b"]


@pytest.mark.source
def test_the_evidence_of_the_shipped_report_is_marked(browser, one, shipped):
    import os

    browser.open(one)
    said = opened(browser, os.environ["PJREPORT_SOURCE"])
    fragments = sum(len(record["evidence"]) for record in shipped.records(EVERY))
    assert said == f"已打开，与核对所用的原文相同；标出 {fragments} 处"


# ---- for everybody


def test_the_keyboard_alone(browser, one):
    from selenium.webdriver import Keys

    browser.open(one)
    browser.press(Keys.TAB)
    assert browser.focus() == "跳到正文"
    browser.press(Keys.TAB, Keys.TAB, Keys.ENTER)
    assert browser.run("return document.documentElement.lang") == "en"
    browser.press(Keys.TAB)
    assert browser.focus() == "query"
    browser.press("employment rate", Keys.ARROW_DOWN)
    assert browser.focus().startswith("Employment rate")
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ARROW_UP)
    assert browser.focus() == "query"
    browser.press(Keys.ARROW_DOWN, Keys.ESCAPE)
    assert browser.focus() == "query"
    browser.press(Keys.ENTER)
    assert browser.until(FOCUS, "stats.employment.rate")
    browser.press(Keys.TAB, Keys.TAB, Keys.TAB)
    assert browser.focus() in ("Copy sentence", "Copy citation", "Copy JSON")


@pytest.fixture
def small(folder, quoted):  # noqa: ARG001  # writes the base
    """Two years of a school, and two other reports: everything that a page can have."""
    text = (folder / "quoted.toml").read_text(encoding="utf-8")
    later = text.replace("school-a", "school-a-2022").replace("120", "130")
    (folder / "later.toml").write_text(later, encoding="utf-8")
    bases = bases_of(folder / "quoted.toml", folder / "later.toml", TESTS / "forms")
    return written(folder, "small.html", bases)


@pytest.mark.parametrize(
    ("which", "width", "dark"),
    [("one", 375, False), ("small", 1280, False), ("small", 375, True)],
    ids=["shipped", "light", "dark"],
)
def test_axe_finds_nothing(browser, quoted, which, width, dark, request):
    """Its rules of accessibility: contrast, names, roles, headings, and some ninety more."""
    import axe_core_python

    with open(f"{axe_core_python.__path__[0]}/axe.min.js", encoding="utf-8") as file:
        axe = file.read()
    browser.dark(on=dark)
    browser.size(width)
    browser.open(request.getfixturevalue(which))
    browser.one("#query").send_keys("人")
    if which == "small":
        opened(browser, quoted[0])
    drawn = "for (const each of document.querySelectorAll('article')) each.style.contentVisibility = 'visible'"
    browser.run(drawn)  # also what is outside the window
    browser.run(axe)
    slow = {"color-contrast": {"enabled": which == "small"}}  # the same colours on each page
    found = browser.later("axe.run({rules: arguments[0]}).then(arguments[1])", slow)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser, one, several, width):
    browser.size(width)
    for path in (one, several):
        for lang in ("zh", "en"):
            browser.open(path)
            browser.one(f"[data-lang={lang}]").click()
            browser.one("#query").send_keys("honours")
            wide, window = browser.run("return [document.documentElement.scrollWidth, innerWidth]")
            assert wide <= window


def test_it_prints_on_a4(browser, one, shipped):
    from pypdf import PdfReader

    browser.open(one)
    data = browser.devtools("Page.printToPDF", preferCSSPageSize=True)["data"]
    pages = PdfReader(io.BytesIO(b64decode(data))).pages
    assert {tuple(map(round, each.mediabox[2:])) for each in pages} == {(595, 842)}
    text = "".join(each.extract_text() for each in pages)
    plain = normalize("NFKC", "".join(text.split()))
    assert all(record["id"] in plain for record in shipped.records(EVERY))
    assert "5228人次" in plain
    assert "复制句子" not in plain
    assert "目录" not in plain


def test_it_is_small(folder, shipped):
    for lang in ("zh", "en"):
        assert written(folder, f"small-{lang}.html", shipped, lang).stat().st_size < BYTES


@pytest.fixture
def served(folder, one):
    """The page on a web server of this machine, and the paths that the server was asked for."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=folder)

        def log_message(self, *_):
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{one.name}", asked
        server.shutdown()


@pytest.mark.parametrize("where", ["file", "server"])
def test_nothing_is_fetched_but_the_page(browser, one, served, where):
    address, asked = served
    wanted = f"file://{one}" if where == "file" else address
    browser.visit(wanted)
    browser.one("#query").send_keys("培训")
    assert len(browser.texts("#results li")) > 5
    assert [each for each in browser.requests() if not each.startswith("data:")] == [wanted]
    assert asked == ([] if where == "file" else [f"/{one.name}"])
    assert browser.complaints() == []


# ---- hostile bases


def test_no_text_of_a_base_is_markup(browser, folder, odd):
    path = written(folder, "odd.html", odd)
    browser.open(path)
    browser.one("#query").send_keys("号")
    hit = "return [window.hit, document.images.length, document.querySelectorAll('script').length]"
    assert browser.run(hit) == [None, 0, 3]
    assert browser.run("return document.querySelectorAll('svg[onload], [onerror]').length") == 0
    shown = browser.texts("article b:first-child, h2, blockquote q")
    assert {*MARKUP[:2]} <= {*shown}
    assert {f"{label}号{number}" for number, label in enumerate(LABELS)} <= {*shown}
    assert browser.complaints() == []
    data = browser.run("return JSON.parse(document.querySelector('[type*=ld]').textContent)")
    assert data["@graph"][0]["name"] == MARKUP[0]


def test_a_script_that_came_in_would_not_run(browser, folder, one):
    """Were a text not escaped, the page's own policy would still refuse it."""
    path = folder / "injected.html"
    bad = "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'></body>"
    path.write_text(one.read_text(encoding="utf-8").replace("</body>", bad), encoding="utf-8")
    browser.open(path)
    assert browser.run("return window.hit") is None
    assert any("Content Security Policy" in each for each in browser.complaints())


def test_controls_and_directions_are_made_visible(browser, folder):
    """Reading refuses them; the page would show them."""
    text = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")
    tables = toml.parse("", text.replace("在校生", "在\\u202e校\\u001b生"))
    bases = Loaded([FactBase("", tables)])
    path = written(folder, "controls.html", bases)
    assert "\u202e" not in path.read_text(encoding="utf-8")
    browser.open(path)
    for lang in ("en", "zh"):
        browser.one(f"[data-lang={lang}]").click()
    assert "在\\u202e校\\x1b生" in browser.texts("article b:first-child")
