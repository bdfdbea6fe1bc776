// ---- Texts, searched for words: text/matcher.py and text/lexicon.py

const [EXACT, START, BEGINNING, WORD, PART, FORM] = [0, 1, 2, 3, 4, 5];
const letter = (each) => each >= "a" && each <= "z";
const literally = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
const blurred = (pinyin) => pinyin.replace(/(?<=[zcs])h|(?<=n)g/g, "");

function held(text, start, end) {
  const before = text[start - 1] ?? ROW, after = text[end] ?? ROW, first = text[start], last = text[end - 1];
  if (digit(first) && (digit(before) || before === "." || before === "-")) return null;
  if (digit(last) && (digit(after) || after === ".")) return null;
  if (letter(first) && letter(before)) return null;
  const unfinished = letter(last) && letter(after);
  if (before === ROW) return unfinished ? BEGINNING : after === ROW ? EXACT : START;
  return unfinished ? PART : WORD;
}

class Texts {
  /** `uses` are rows of a text's number in the strings, and its fields and holders. */
  constructor(uses) {
    this.uses = uses.map(([number, ...pairs]) => ({
      raw: D.strings[number], text: fold(D.strings[number]), length: Array.from(D.strings[number]).length, pairs,
    }));
    this.other = this.uses.filter((use) => !ascii(use.raw));
    this.literal = cached((word) => this.found(word));
    this.stemmed = cached((stem) => this.forms(stem));
    this.words = cached(() => [...new Set(this.uses.flatMap((use) => use.text.match(/[a-z]+/g) || []))].sort());
    this.sounds = cached((blur) => this.runs().map((run) => {
      const pinyin = spell(run);
      return { run, pinyin: blur ? blurred(pinyin) : pinyin };
    }));
  }

  found(word) {
    const hits = new Map();
    if (!word) return hits;
    if (Array.from(word).every((each) => each > "\u2e80")) return this.characters(word);
    for (const use of ascii(word) ? this.uses : this.other) {
      let best = null;
      for (const at of places(use.text, word)) {
        const how = held(use.text, at, at + word.length);
        if (how !== null && (best === null || how < best)) best = how;
      }
      if (best !== null) hits.set(use, best);
    }
    return hits;
  }

  characters(word) {
    const hits = new Map();
    for (const use of this.other) {
      const at = use.text.indexOf(word);
      if (at >= 0) hits.set(use, at ? WORD : use.text.length === word.length ? EXACT : START);
    }
    if (!hits.size && word.length > 1 && word.length <= D.settings.longest) {
      const spaced = new RegExp(Array.from(word, literally).join(" ?"));
      for (const use of this.other) if (spaced.test(use.text)) hits.set(use, WORD);
    }
    return hits;
  }

  forms(stem) {
    const found = [];
    for (const use of this.uses) {
      for (const at of places(use.text, stem)) {
        if (letter(use.text[at - 1] ?? ROW)) continue;
        const [rest] = use.text.slice(at + stem.length).match(/^[a-z]*/);
        if (D.words.suffixes.includes(rest)) {
          found.push(use);
          break;
        }
      }
    }
    return found;
  }

  holds(form) {
    return this.literal(form).size > 0;
  }

  english(word) {
    return [...this.literal(word).values()].some((how) => how === EXACT || how === START || how === WORD)
      || stems(word).some((stem) => this.stemmed(stem).length > 0);
  }

  runs() {
    const found = new Set();
    for (const use of this.other) {
      if (use.pairs.every((each, at) => at % 2 || each >= D.settings.note)) continue;
      const text = Array.from(use.raw, (each) => D.quotes.includes(each) || D.invisible.includes(each) ? "" : each);
      for (const run of text.join("").match(/[\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu) || []) found.add(run);
    }
    return [...found];
  }

  spelled(word) {
    return this.spoken(" " + Array.from(word, (each) => "uv".includes(each) ? "[uv]" : each).join(" ?"), false);
  }

  abbreviated(word) {
    return word.length > 1 ? this.spoken(" " + Array.from(word, literally).join(D.patterns.jump), false) : [];
  }

  sounding(word) {
    return this.spoken(`${literally(blurred(spell(word)))}(?![a-z])`, true);
  }

  spoken(expression, blur) {
    const found = new Set(), matcher = new RegExp(expression, "g");
    const syllables = (text) => text.split(" ").length - 1;
    for (const { run, pinyin } of this.sounds(blur)) {
      for (const match of pinyin.matchAll(matcher)) {
        const start = syllables(pinyin.slice(0, match.index));
        found.add(part(run, start, start + syllables(match[0])));
      }
    }
    return [...found];
  }

  misspelled(word) {
    if (word.length <= 3) return [];
    const sizes = [word.length - 1, word.length, word.length + 1];
    return this.words("").filter((each) => (word.length > 4 || each[0] === word[0])
      && sizes.some((length) => oneEdit(word, each.slice(0, length))));
  }
}

/** A part of a run, folded as in the whole run. */
function part(run, start, end) {
  if (!Array.from(run).some((each) => each in D.numerals.digits || each in D.numerals.scales)) {
    return fold(run.slice(start, end));
  }
  const traced = trace(run);
  return Array.from(traced.text).filter((_, at) =>
    traced.spans[at][0] < end && traced.spans[at][1] >= start).join("");
}

/** A text in pinyin, a space before each syllable. */
function spell(text) {
  const simple = simplified(text);
  return Array.from(text, (each, at) => {
    const [phrases, own] = [D.phrases[simple[at]], D.syllableOf(each)];
    for (let length = 4; phrases && length > 1; length -= 1) {
      for (let start = Math.max(0, at - length + 1); start <= at; start += 1) {
        const read = phrases[simple.slice(start, start + length)];
        if (read) return ` ${read}`;
      }
    }
    return own ? ` ${own}` : each.toLowerCase();
  }).join("");
}

function oneEdit(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  if (a.length < b.length) return a.slice(start) === b.slice(start + 1);
  if (a.length > b.length) return a.slice(start + 1) === b.slice(start);
  return a.slice(start + 1) === b.slice(start + 1)
    || (a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2));
}

// ---- Facts, ranked: search/bm25.py and search/ranking.py

const lexicons = cached((all) => new Texts(D.uses.filter(([number]) => all || !ascii(D.strings[number]))));

function holding(texts, each) {
  const S = D.settings, gains = new Map(), more = new Map(), tiers = new Map(), hits = new Map();
  for (const form of each.forms) {
    for (const [use, how] of texts.literal(form)) if (!(hits.get(use) <= how)) hits.set(use, how);
  }
  for (const stem of each.stems) {
    for (const use of texts.stemmed(stem)) if (!hits.has(use)) hits.set(use, FORM);
  }
  const usual = S.lengths[each.forms.every(ascii) ? 0 : 1], short = each.forms.every((form) => form.length === 1);
  const levels = each.tier ? S.loose : S.tiers;
  for (const [use, how] of hits) {
    const length = 1 - S.b + S.b * use.length / usual;
    eachUse(use, (field, numbers) => {
      if (short && field === S.heading) return;
      const gain = S.weights[field] / length, tier = levels[field][how];
      for (const number of numbers) {
        const best = gains.get(number) || 0;
        if (best) more.set(number, (more.get(number) || 0) + Math.min(gain, best));
        if (gain > best) gains.set(number, gain);
        if (tier < (tiers.get(number) ?? 999) && !S.unproved.includes(field)) tiers.set(number, tier);
      }
    });
  }
  for (const [number, rest] of more) gains.set(number, gains.get(number) + S.ties * rest);
  return [gains, tiers];
}

function eachUse(use, act) {
  for (let at = 0; at < use.pairs.length; at += 2) {
    const holder = use.pairs[at + 1];
    act(use.pairs[at], holder >= 0 ? [holder] : D.groups[-1 - holder]);
  }
}

function phraseIn(texts, line) {
  const found = new Map();
  for (const [use, how] of texts.literal(line)) {
    eachUse(use, (field, numbers) => {
      if (D.settings.unproved.includes(field)) return;
      const tier = D.settings.tiers[field][how];
      for (const number of numbers) if (!(found.get(number) <= tier)) found.set(number, tier);
    });
  }
  return found;
}

function scored(texts, query, searched) {
  const S = D.settings, found = new Map(), total = D.rows.length;
  for (const each of searched) {
    const [gains, tiers] = holding(texts, each);
    let weight = each.weight * Math.log(1 + (Math.max(total, gains.size) - gains.size + 0.5) / (gains.size + 0.5));
    if (!(each.span & query.content)) weight *= S.light;
    for (const [number, gain] of gains) {
      if (!found.has(number)) found.set(number, { score: 0, mask: 0n, held: 0n, tier: 0 });
      const one = found.get(number), fresh = each.covers & ~one.mask;
      if (each.other && !fresh) continue;
      one.score += weight * gain / (gain + S.k1);
      one.held |= each.covers;
      if (fresh && tiers.has(number)) {
        one.mask |= each.covers;
        one.tier = Math.max(one.tier, each.tier + tiers.get(number));
      }
    }
  }
  for (const [number, one] of found) {
    one.score *= S.least + (1 - S.least) * size(one.mask & query.content) / size(query.content);
    if (!(one.held & query.content)) found.delete(number);
  }
  return found;
}

function ranked(typed) {
  const S = D.settings, query = new Query(typed), texts = lexicons(!query.han), phrase = phraseIn(texts, query.line);
  const own = Math.min(S.apart, ...phrase.values()) < S.together;
  const single = own && query.one && query.tokens.length
    && (!query.tokens[0].latin || texts.english(query.line));
  const searched = single ? [feature(query.content, query.content, [query.line])] : features(query, texts);
  const found = scored(texts, query, searched), one = query.one || searched.length === 1;
  const missing = cached((mask) => query.missing(mask));
  const facts = [];
  for (const [number, each] of found) {
    let tier = phrase.get(number) ?? S.lacking;
    if (tier >= (one ? S.said : S.apart)) {
      tier = one && tier < S.lacking ? each.tier : Math.max(S.apart, each.tier);
      if (query.content & ~each.mask) tier = missing(each.mask).length ? S.lacking : S.partly;
    }
    const label = Array.from(labelOf(number, ascii(query.line) && each.tier < 70 ? "en" : "zh")).length;
    const whole = tier < S.apart || (one && !(query.content & ~each.mask) && tier !== S.apart);
    const place = tier > S.wrong && !whole ? Math.max(S.wrong, tier - tier % 50) : tier;
    const long = S.long[ascii(query.line) ? 1 : 0];
    const fit = 1 - Math.min(label, long) / long / 10 - each.tier / 600;
    const score = whole ? 0 : -Math.round(each.score * fit * 1e4) / 1e4;
    const named = tier === S.apart ? each.tier : tier;
    facts.push({ number, score: each.score, rank: [place, score, label, number], missing: missing(each.mask), approximate: named > S.exact });
  }
  facts.sort((a, b) => {
    const at = a.rank.findIndex((each, n) => each !== b.rank[n]);
    return at < 0 ? 0 : a.rank[at] - b.rank[at];
  });
  const best = Math.max(0, ...facts.map((each) => each.score));
  const chosen = facts.filter((each) => each.rank[0] < S.lacking || each.score >= S.nearest * best);
  const answered = chosen.length > 0 && !chosen[0].missing.length;
  let unknown = chosen.length ? chosen[0].missing : query.missing(0n);
  if (answered && chosen.some((each) => each.approximate)) {
    const similar = searched.filter((each) => each.tier >= S.wrong).map((each) => each.span);
    unknown = query.wordsAt(similar.length ? similar : [query.content]);
    if (!unknown.length && chosen[0].approximate) unknown = [typed.join(" ")];
  }
  return { facts: chosen, answered, unknown, query, searched };
}

/** The facts for some words, the best first, as the command `search` lists them. */
function search(typed) {
  if (!typed.some((word) => fold(word))) return null;
  const answer = ranked(typed), joined = [];
  for (const word of typed) {
    const last = joined[joined.length - 1];
    if (last && /^[0-9.,%]+$/.test(word) && /[0-9.,]$/.test(last)) joined[joined.length - 1] = `${last} ${word}`;
    else joined.push(word);
  }
  if (answer.answered || joined.length === typed.length) return answer;
  const other = ranked(joined);
  return other.answered ? other : answer;
}

/** Where a text holds what was searched, as pairs of offsets: search/marks.py. */
function marks(text, { query, searched }) {
  const traced = trace(text), found = [];
  const wanted = searched.filter((each) => each.covers & query.content);
  for (const each of wanted) {
    const words = each.forms.filter((form) => /^[a-z]+$/.test(form));
    for (const form of each.forms) {
      if (!words.includes(form)) for (const at of places(traced.text, form)) found.push([at, at + form.length]);
    }
    for (const match of words.length || each.stems.length ? traced.text.matchAll(pattern("query")) : []) {
      const word = match[0];
      const whole = words.includes(word) || [word, ...stems(word)].some((stem) => each.stems.includes(stem));
      if (whole || words.some((form) => form.length > 2 && word.startsWith(form))) {
        found.push([match.index, match.index + word.length]);
      }
    }
  }
  return joinedSpans(found.map(([start, end]) => [traced.spans[start][0], traced.spans[end - 1][1] + 1]));
}

function joinedSpans(spans) {
  const found = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = found[found.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

