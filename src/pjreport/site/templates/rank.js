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

