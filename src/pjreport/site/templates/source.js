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
  return { found, offsets };
}

/** The places of a fact's evidence, first in its lines, else anywhere, as pairs of offsets. */
function evidenceIn(text, starts, record) {
  const { found, offsets } = text;
  const lines = JSON.parse(record.lines || "[]");
  const at = (offset) => {
    let low = 0, high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle] < offset) low = middle + 1; else high = middle;
    }
    return low;
  };
  const places = [];
  for (const fragment of record.evidence) {
    const needle = dense(fragment).found;
    const ranges = lines.filter((line) => line < starts.length).map((line) => [at(starts[line - 1]), at(starts[line])]);
    const tried = [...ranges, [0, found.length]];
    for (const [low, high] of needle ? tried : []) {
      const place = found.indexOf(needle, low);
      if (place >= 0 && place < high) {
        places.push([offsets[place], offsets[place + needle.length - 1] + 1]);
        break;
      }
    }
  }
  return places;
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
  const plain = dense(text), spans = [];
  for (const fact of facts) {
    for (const [start, end] of evidenceIn(plain, starts, fact)) spans.push({ start, end, fact });
  }
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
  return { body, found: spans.length };
}

async function digestOf(bytes) {
  if (!globalThis.crypto?.subtle) return "";
  const found = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(found), (each) => each.toString(16).padStart(2, "0")).join("");
}

