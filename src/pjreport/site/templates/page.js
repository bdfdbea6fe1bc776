// ---- The page

const $ = (id) => document.getElementById(id);
const MOST = 20; // results that are shown
const english = () => document.documentElement.lang === "en";
const say = (key, ...values) => {
  let text = D.said[key][Number(english())];
  for (const each of values) text = text.replace("{}", () => each);
  return text;
};
const put = (format, ...values) => {
  let rest = format, text = "";
  for (const each of values) {
    const at = rest.indexOf("{}");
    text += rest.slice(0, at) + each;
    rest = rest.slice(at + 2);
  }
  return text + rest;
};

const rowOf = (number) => {
  const [kind, ...cells] = D.rows[number];
  return D.fields[kind].map((name, at) => [name, cells[at]]);
};
const textOf = (cell) => typeof cell === "number" ? D.strings[cell]
  : Array.isArray(cell) ? cell.map((each) => D.strings[each]) : cell;
const record = (number) => Object.fromEntries(rowOf(number).map(([name, cell]) => [name, textOf(cell)]));
const labelOf = (number, lang) => record(number)[lang];

/** A fact as the command line's JSON has it: numbers keep their printed digits. */
function json(number) {
  const quoted = (text) => JSON.stringify(text);
  return `{${rowOf(number).map(([name, cell]) => {
    const value = cell === null || cell === undefined ? "null" : typeof cell === "number" ? quoted(textOf(cell))
      : Array.isArray(cell) ? `[${textOf(cell).map(quoted).join(", ")}]` : cell;
    return `${quoted(name)}: ${value}`;
  }).join(", ")}}`;
}

const read = (element) => element.textContent.trim();

function about(article) {
  const number = D.numbers.get(article.id), fact = record(number), lang = english() ? "en" : "zh";
  const of = D.reports[fact.report], F = D.formats[lang], quotes = article.querySelector("blockquote");
  const evidence = quotes ? Array.from(quotes.querySelectorAll("q"), (each) => each.textContent).join(F.between) : "";
  const quoted = quotes ? put(F.says, evidence.includes("“") ? `「${evidence}」` : `“${evidence}”`)
    : read(article.querySelector(".summed"));
  const at = article.querySelector(".from span");
  return { number, quoted, of, F, lang, lines: at ? read(at) : "", state: quotes && read(article.querySelector(".from b")) };
}

/** The sentence of a fact, as `ask` answers it. */
function sentence(article) {
  const { F, of, lang, quoted, lines, state } = about(article), report = put(F.report, of[lang]);
  const place = lines ? report + (lang === "en" ? ", " : "") + lines : report;
  const parts = [quoted, place, state].filter(Boolean);
  return put(F.whole, read(article.querySelector("h4, h5")), parts.join(F.comma));
}

/** The citation of a fact, as `cite` prints it. */
function citation(article) {
  const { F, of, lang, quoted, lines } = about(article), cited = of[`cite_${lang}`], at = cited.lastIndexOf("{}");
  return cited.slice(0, at) + (lines ? put(F.within, quoted, lines) : quoted) + cited.slice(at + 2);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea"), before = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    if (!done) return tell(say("failed"));
  }
  tell(say("copied"));
}

function tell(text) {
  $("copied").textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { $("copied").textContent = ""; }, 2000);
}

function button(key, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.say = key;
  made.textContent = say(key);
  made.addEventListener("click", act);
  return made;
}

/** The buttons of a fact. */
function tools(article) {
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "group");
  bar.append(
    button("sentence", () => copy(sentence(article))),
    button("citation", () => copy(citation(article))),
    button("json", () => copy(json(about(article).number))));
  article.append(bar);
  const link = document.createElement("a"), id = article.querySelector("code");
  link.href = `#${article.id}`;
  id.replaceWith(link);
  link.append(id);
}

// ---- Search as you type

function look() {
  const words = $("query").value.split(/\s+/).filter(Boolean);
  const answer = words.length ? search(words) : null;
  const list = $("results").querySelector("ol");
  list.replaceChildren();
  $("results").hidden = !answer;
  $("found").textContent = answer ? heading(answer) : "";
  for (const each of answer ? answer.facts.slice(0, MOST) : []) list.append(result(each.number, answer));
}

function heading({ facts, unknown }) {
  const names = unknown.map((each) => say("quote", each)).join(say("between"));
  if (!facts.length) return say("none", names);
  const parts = unknown.length ? [say("near", names)] : [];
  return [...parts, say("found", facts.length) + (facts.length > MOST ? say("shown", MOST) : "")].join(" · ");
}

function result(number, answer) {
  const article = $(D.anchors[number]), item = document.createElement("li"), link = document.createElement("a");
  link.href = `#${article.id}`;
  link.append(...marked(read(article.querySelector("h4, h5")), answer));
  item.append(link);
  const reports = Object.keys(D.reports), fact = record(number);
  if (reports.length > 1) {
    const of = document.createElement("small"), report = D.reports[fact.report];
    of.textContent = english() ? `${report.publisher_en}, ${report.en}` : `${report.publisher_zh}《${report.zh}》`;
    item.append(" ", of);
  }
  const quotes = Array.from(article.querySelectorAll("q"), (each) => each.textContent);
  if (quotes.length) {
    const said = document.createElement("q");
    said.lang = article.querySelector("blockquote").lang;
    said.append(...marked(quotes.join("……"), answer));
    if (said.textContent.includes("“")) said.className = "inner";
    item.append(said);
  }
  return item;
}

/** A text with what was searched in `mark` elements. */
function marked(text, answer) {
  const parts = [];
  let done = 0;
  for (const [start, end] of marks(text, answer)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    parts.push(text.slice(done, start), mark);
    done = end;
  }
  return [...parts, text.slice(done)];
}

/** Arrow keys go from the words to the results and through them; Escape goes back. */
function move(event) {
  const links = [$("query"), ...$("results").querySelectorAll("li a")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.isComposing) return;
  if (step && links[at + step]) {
    links[at + step].focus();
    event.preventDefault();
  } else if (event.key === "Escape" && at) $("query").focus();
  else if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    links[1]?.click();
  }
}

// ---- Languages and places

function speak(lang) {
  document.documentElement.lang = lang;
  for (const each of document.querySelectorAll("[data-lang]")) each.setAttribute("aria-pressed", each.dataset.lang === lang);
  for (const each of document.querySelectorAll(".tools")) {
    each.setAttribute("aria-label", read(each.closest("article").querySelector("b")));
  }
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of document.querySelectorAll("[data-n]")) {
    each.textContent = D.strings[D.pairs[each.dataset.n][Number(english())]];
  }
  document.title = read(document.querySelector("h1"));
  look();
}

/** An address without the report finds the fact of the first report that has it. */
function arrive() {
  const id = decodeURIComponent(location.hash.slice(1));
  let target = $(id);
  if (!target && id) {
    const anchor = D.anchors.find((each) => each.endsWith(`/${id}`));
    if (anchor) {
      location.replace(`#${anchor}`);
      return;
    }
  }
  target = target?.closest("article");
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// ---- The source

async function open(file) {
  if (file.size > MOST_BYTES) {
    $("opened").textContent = say("large");
    return;
  }
  const bytes = await file.arrayBuffer(), digest = await digestOf(bytes);
  const text = new TextDecoder().decode(bytes), reports = Object.entries(D.reports);
  const same = reports.filter(([, of]) => of.sha256 === digest).map(([id]) => id);
  const facts = D.anchors.map((anchor, number) => ({ ...record(number), anchor }))
    .filter((fact) => !same.length || same.includes(fact.report));
  const { body, found, lost } = shown(text, facts);
  $("text").replaceChildren(body);
  $("text").hidden = false;
  $("opened").textContent = say(same.length ? "same" : "other", found) + (lost ? say("lost", lost) : "");
  for (const each of document.querySelectorAll(".tools [data-say=place]")) each.remove();
  const seen = new Map();
  for (const mark of $("text").querySelectorAll("mark")) for (const anchor of mark.facts) {
    if (!seen.has(anchor)) seen.set(anchor, []);
    seen.get(anchor).push(mark);
  }
  for (const [anchor, placed] of seen) {
    $(anchor).querySelector(".tools").append(button("place", () => {
      for (const mark of $("text").querySelectorAll(".on")) mark.classList.remove("on");
      for (const mark of placed) mark.classList.add("on");
      placed[0].scrollIntoView({ block: "center" });
      placed[0].querySelector("a").focus({ preventScroll: true });
    }));
  }
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  // No word that is looked up is one that every object of JavaScript has: constructor.
  return JSON.parse(await new Response(stream).text(), (_, each) =>
    each && typeof each === "object" && !Array.isArray(each) ? Object.assign(Object.create(null), each) : each);
}

async function start() {
  D = await unpacked(JSON.parse($("data").textContent));
  const syllables = new Map(Object.entries(D.readings).flatMap(([syllable, all]) => Array.from(all, (each) => [each, syllable])));
  D.numbers = new Map(D.anchors.map((anchor, number) => [anchor, number]));
  D.syllableOf = (each) => syllables.get(each) || "";
  for (const each of document.querySelectorAll("article")) tools(each);
  for (const each of document.querySelectorAll("header [hidden], #opening")) each.hidden = false;
  for (const each of document.querySelectorAll("[data-lang]")) each.addEventListener("click", () => speak(each.dataset.lang));
  $("query").form.addEventListener("submit", (event) => event.preventDefault());
  $("query").addEventListener("input", look);
  document.addEventListener("keydown", move);
  $("file").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
  addEventListener("hashchange", arrive);
  speak(document.documentElement.lang);
  arrive();
  document.documentElement.dataset.ready = "";
  globalThis.pjreport = { fold, search, sentence, citation, json };
}

start();
})();
