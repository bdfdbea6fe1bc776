// ---- A query as it is weighed: search/query.py. A set of positions is a BigInt with a bit for each.

const span = (start, end) => (1n << BigInt(end)) - (1n << BigInt(start));
const has = (mask, place) => Boolean(mask >> BigInt(place) & 1n);
const size = (mask) => mask.toString(2).replaceAll("0", "").length;
const every = (spans) => spans.reduce((all, each) => all | each, 0n);

function* places(line, word) {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) yield at;
}

/** A word in pinyin without its tones; any other word as it is. */
function toneless(word) {
  if (ascii(word) && !/[0-9]$/.test(word)) return word;
  const plain = word.normalize("NFD").replaceAll("u\u0308", "v").replace(/[\u0300\u0301\u0304\u030c]/g, "")
    .replace(/(?<=[a-z])[0-5]/g, "");
  return /^[a-z]+$/.test(plain) && new RegExp(`^(?:${D.syllables.join("|")})+$`).test(plain) ? plain : word;
}

class Query {
  constructor(typed) {
    this.typed = typed.filter((word) => fold(word));
    this.folded = this.typed.map((word) => toneless(fold(word.replace(/(?<=[ln])u:/gi, "ü"))));
    this.line = this.folded.join(" ");
    let at = 0;
    this.offsets = this.folded.map((word) => { at += word.length + 1; return at - word.length - 1; });
    this.tokens = Array.from(this.line.matchAll(pattern("query")), (found) => {
      const [text] = found, start = found.index, end = start + text.length;
      const latin = /^[a-z]+$/i.test(text);
      return { text, start, end, latin, number: ascii(text) && !latin, span: span(start, end) };
    });
    const all = every(this.tokens.map((token) => token.span));
    const asking = this.asking(), light = this.light(asking) & ~asking;
    this.content = (all & ~asking & ~light) || (all & ~asking) || all;
    this.searched = (all & ~asking) || all;
    this.one = this.tokens.filter((token) => token.span & this.content).length === 1;
    this.han = !this.tokens.some((token) => ascii(token.text));
  }

  asking() {
    let found = this.standing("filler");
    for (const match of ascii(this.line) ? [] : this.line.matchAll(pattern("counted"))) {
      found |= span(match.index, match.index + match[0].length);
    }
    return found;
  }

  light(asking) {
    let found = this.standing("light");
    const padded = ` ${this.line} `;
    for (const name of D.given) {
      for (const start of places(padded, ascii(name) ? ` ${name} ` : name)) {
        found |= span(start, start + name.length + (ascii(name) ? 2 : 0)) >> 1n;
      }
    }
    for (const token of this.tokens) {
      const left = token.span & ~asking & ~found;
      if (size(left) === 1 && D.words.alone.includes(this.line[left.toString(2).length - 1])) found |= left;
    }
    return found;
  }

  standing(group) {
    let found = 0n;
    for (const word of ascii(this.line) ? [] : D.words[group].zh) {
      for (const start of places(this.line, word)) found |= span(start, start + word.length);
    }
    for (const token of this.tokens) {
      if (token.latin && D.words[group].en.includes(token.text)) found |= token.span;
    }
    return found;
  }

  *unheld(mask) {
    const lacking = this.content & ~mask;
    for (const token of this.tokens) {
      if (!(token.span & lacking)) continue;
      if (ascii(token.text)) {
        yield [token.start, token.end];
        continue;
      }
      const alone = (token.span & this.content) === (token.span & lacking);
      let start = null;
      for (let place = token.start; place <= token.end; place += 1) {
        if (place < token.end && has(lacking, place)) {
          if (start === null) start = place;
        } else if (start !== null) {
          if (place - start > 1 || alone || this.telling(start, token.end)) yield [start, place];
          start = null;
        }
      }
    }
  }

  telling(place, end) {
    return this.tokens.some((token) => token.number && token.end === place)
      || (place === end - 1 && this.line[place] in D.words.sorts);
  }

  missing(mask) {
    const found = new Set();
    for (const [start, end] of this.unheld(mask)) {
      const number = this.tokens.find((token) => token.number && token.end === start);
      found.add(this.asTyped(number ? number.start : start, end));
    }
    const listed = [...found];
    return listed.filter((each) => !listed.some((more) => more !== each && more.includes(each)));
  }

  wordsAt(spans) {
    const all = every(spans);
    return this.tokens.filter((token) => token.span & all).map((token) => this.asTyped(token.start, token.end));
  }

  asTyped(start, end) {
    let number = 0;
    while (number + 1 < this.offsets.length && this.offsets[number + 1] <= start) number += 1;
    const word = this.typed[number], at = this.offsets[number], traced = trace(word);
    if (traced.text !== this.folded[number]) return word;
    return word.slice(traced.spans[start - at][0], traced.spans[end - at - 1][1] + 1);
  }
}

// ---- What of a query is searched: search/features.py

const feature = (span, covers, forms, more = {}) =>
  ({ span, covers, forms, stems: [], weight: 1, tier: 0, other: false, ...more });

function features(query, lexicon) {
  const found = [...synonyms(query)];
  const together = spelledApart(query, lexicon);
  found.push(...together);
  for (const token of query.tokens) {
    if (together.length && token.latin) continue;
    found.push(...(token.latin ? latin(query, token, lexicon)
      : token.number ? number(query, token) : han(query, token)));
  }
  found.push(...nearly(query, found, lexicon));
  const merged = new Map();
  for (const each of found) {
    const key = JSON.stringify([each.forms, each.stems, each.weight, each.tier, each.other]);
    const known = merged.get(key);
    if (known) {
      known.span |= each.span;
      known.covers |= each.covers;
    } else if (merged.size < D.settings.features) merged.set(key, each);
  }
  return [...merged.values()].sort((a, b) =>
    a.other - b.other || a.tier - b.tier || size(b.span) - size(a.span));
}

function stems(word) {
  const ending = D.words.endings.find((each) => word.endsWith(each)
    && word.length - each.length > 2 && /[aeiouy]/.test(word.slice(0, -each.length))
    && word[word.length - each.length - 1] !== "s");
  if (!ending) return [];
  const stem = word.slice(0, -ending.length);
  const doubled = stem.slice(-1) === stem.slice(-2, -1) && ["ing", "ed"].includes(ending);
  return doubled ? [stem, stem.slice(0, -1)] : [stem];
}

function* latin(query, token, lexicon) {
  const S = D.settings, word = token.text, forms = [word, ...(D.words.spellings[word] || [])];
  const held = forms.some((form) => lexicon.holds(form)), english = lexicon.english(word);
  if (held || english) yield feature(token.span, token.span, forms, { stems: forms.flatMap(stems) });
  if (!(token.span & query.content) || word.length > S.longest || english) return;
  const spelled = lexicon.spelled(word);
  if (spelled.length) yield feature(token.span, token.span, spelled.slice(0, S.forms), { tier: S.spelled });
  else if (!held) {
    const short = lexicon.abbreviated(word);
    if (short.length) yield feature(token.span, token.span, short.slice(0, S.forms), { tier: S.initials });
  }
}

function spelledApart(query, lexicon) {
  const S = D.settings, words = query.tokens.filter((token) => token.latin);
  if (words.length < 2 || words.length < query.tokens.length) return [];
  const joined = words.map((token) => token.text).join("");
  if (joined.length > S.longest || words.some((token) => lexicon.english(token.text))) return [];
  const all = span(words[0].start, words[words.length - 1].end);
  const forms = lexicon.spelled(joined).slice(0, S.forms);
  return forms.length ? [feature(all, all, forms, { tier: S.spelled })] : [];
}

function* number(query, token) {
  const weight = D.settings.number;
  const rest = query.line.slice(token.end).split(" ")[0];
  const unit = D.words.measures.find((each) => rest.startsWith(each));
  if (unit) {
    const all = span(token.start, token.end + unit.length);
    yield feature(all, all, (D.words.alike[unit] || [unit]).map((each) => token.text + each), { weight });
    if (D.words.year.includes(unit)) {
      yield feature(token.span, all, [token.text]);
      return;
    }
  }
  yield feature(token.span, token.span, [token.text], { weight });
}

function* han(query, token) {
  const unit = token.start && digit(query.line[token.start - 1])
    ? D.words.measures.find((each) => token.text.startsWith(each)) || "" : "";
  const start = token.start + unit.length, text = query.line.slice(start, token.end);
  const asked = span(start, token.end) & query.content;
  for (let place = start; place < token.end; place += 1) {
    const one = span(place, place + 1);
    if (asked & one && !(asked & (one << 1n | one >> 1n))) yield feature(one, one, [query.line[place]]);
  }
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = span(start + at, start + at + 2);
    if (pair & query.searched) yield feature(pair, pair, [text.slice(at, at + 2)]);
  }
  const names = text.length > 1 && D.words.sorts[text.slice(-1)];
  if (names) {
    const last = span(token.end - 1, token.end);
    yield feature(last, last, names, { weight: D.settings.synonym, other: true });
  }
}

function* synonyms(query) {
  const padded = ` ${query.line} `;
  for (const lang of ["zh", "en"]) {
    if (!query.tokens.some((token) => !token.number && token.latin === (lang === "en"))) continue;
    for (const entries of D.words.synonyms[lang]) {
      for (const word of entries) {
        for (const start of lang === "en" ? places(padded, ` ${word} `) : places(query.line, word)) {
          const all = span(start, start + word.length);
          const others = entries.filter((each) => each !== word);
          yield feature(all, all, others, { weight: D.settings.synonym, other: true });
        }
      }
    }
  }
}

function* nearly(query, exact, lexicon) {
  const S = D.settings;
  let held = 0n, tried = 0;
  for (const each of exact) {
    if (each.covers & ~held && [...each.forms, ...each.stems].some((form) => lexicon.holds(form))) held |= each.covers;
  }
  for (const token of query.tokens) {
    const unheld = token.span & query.content & ~held;
    if (!unheld || token.number || tried === S.near || token.text.length > S.longest) continue;
    tried += 1;
    if (token.latin) {
      const forms = D.words.known.includes(token.text) ? [] : lexicon.misspelled(token.text);
      if (forms.length) yield feature(token.span, token.span, forms.slice(0, S.forms), { tier: S.approximate });
      continue;
    }
    for (let place = token.start; place < token.end; place += 1) {
      if (has(unheld, place)) yield feature(span(place, place + 1), 0n, [query.line[place]], { weight: S.character });
    }
    for (const [start, end] of windows(token, unheld).slice(0, S.windows)) {
      const forms = lexicon.sounding(query.line.slice(start, end));
      const all = span(start, end);
      if (forms.length) yield feature(all, all, forms.slice(0, S.forms), { tier: S.approximate });
    }
  }
}

function windows(token, unheld) {
  const found = [];
  for (let place = token.start; place < token.end;) {
    const start = place;
    while (place < token.end && has(unheld, place)) place += 1;
    if (place === start) place += 1;
    else if (place - start > 1) found.push([start, place]);
    else {
      for (const first of [start - 1, start]) {
        if (token.start <= first && first + 2 <= token.end) found.push([first, first + 2]);
      }
    }
  }
  return found;
}

