// ---- The reader's own copy of the text, with the evidence in its places. It is read here and goes nowhere.

const MOST_BYTES = 50000000;

/** A text without spaces, and the offset of each of its characters. */
function dense(text) {
  const offsets = [];
  let found = "";
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/.test(text[at])) continue;
    found += text[at];
    offsets.push(at);
  }
  return { found, ends: offsets.map((at) => at + 1), offsets };
}

/** A dense text as texts are compared, for evidence that is not there letter by letter. */
function alike({ found, offsets }) {
  const traced = trace(found), kept = Array.from(traced.text, (_, at) => at).filter((at) => traced.text[at] !== " ");
  return {
    found: kept.map((at) => traced.text[at]).join(""),
    offsets: kept.map((at) => offsets[traced.spans[at][0]]),
    ends: kept.map((at) => offsets[traced.spans[at][1]] + 1),
  };
}

/** The first place of a fragment in some ranges, as a pair of offsets; null if it is nowhere. */
function placeOf(needle, { found, offsets, ends }, ranges) {
  for (const [from, to] of needle ? ranges : []) {
    let low = 0, high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle] < from) low = middle + 1; else high = middle;
    }
    const place = found.indexOf(needle, low);
    if (place >= 0 && offsets[place] < to) return [offsets[place], ends[place + needle.length - 1]];
  }
  return null;
}

/** The places of a fact's evidence, first in its lines; null for each fragment that is nowhere. */
function evidenceIn(texts, starts, fact) {
  const lines = typeof fact.lines === "string" ? JSON.parse(fact.lines) : [];
  const own = lines.filter((line) => line < starts.length).map((line) => [starts[line - 1], starts[line]]);
  return fact.evidence.map((fragment) => {
    const literal = dense(fragment).found, needles = [literal, fold(literal).replaceAll(" ", "")];
    for (const ranges of [own, [[0, Infinity]]]) {
      for (const number of [0, 1]) {
        const place = placeOf(needles[number], texts[number], ranges);
        if (place) return place;
      }
    }
    return null;
  });
}

/** The text as elements, a `div` for each line, with a `mark` wherever facts have evidence. */
function shown(text, facts) {
  const lines = text.split("\n"), starts = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  starts.push(at);
  const plain = dense(text), texts = [plain, alike(plain)];
  const places = facts.flatMap((fact) => evidenceIn(texts, starts, fact).map((place) => ({ place, fact })));
  const spans = places.filter(({ place }) => place).map(({ place: [start, end], fact }) => ({ start, end, fact }));
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const cuts = [...new Set([...starts, ...spans.flatMap((each) => [each.start, each.end])])].sort((a, b) => a - b);
  const body = document.createDocumentFragment();
  let active = [], next = 0, row = null, line = 0;
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const [from, to] = [cuts[n], cuts[n + 1]];
    if (from === starts[line]) {
      row = document.createElement("div");
      line += 1;
      row.dataset.line = line;
      row.append(document.createElement("p"));
      body.append(row);
    }
    active = active.filter((each) => each.end > from);
    while (next < spans.length && spans[next].start <= from) active.push(spans[next++]);
    const piece = text.slice(from, to).replace(/\r?\n$/, "");
    if (!piece) continue;
    if (!active.length) {
      row.lastChild.append(piece);
      continue;
    }
    const mark = document.createElement("mark"), link = document.createElement("a");
    link.href = `#${active[0].fact.anchor}`;
    link.textContent = piece;
    mark.title = [...new Set(active.map((each) => each.fact.id))].join("\n");
    mark.facts = new Set(active.map((each) => each.fact.anchor));
    mark.append(link);
    row.lastChild.append(mark);
  }
  return { body, found: spans.length, lost: places.length - spans.length };
}

async function digestOf(bytes) {
  if (!globalThis.crypto?.subtle) return "";
  const found = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(found), (each) => each.toString(16).padStart(2, "0")).join("");
}

