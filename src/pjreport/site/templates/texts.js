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

