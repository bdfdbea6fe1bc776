"use strict";
(() => {
// ---- Texts as they are compared: the steps of text/normalise.py and text/numerals.py, with their patterns.

let D; // what the page ships, once it has been unpacked
const ROW = "\0";
const pattern = (name, flags = "g") => new RegExp(D.patterns[name], flags);
const cached = (make) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
};

/** A text that knows which characters of the original each of its characters stands for. */
class Traced {
  constructor(text, spans) {
    this.text = text;
    this.spans = spans;
  }

  static of(text) {
    return new Traced(text, Array.from({ length: text.length }, (_, at) =>
      [at, at + Number(/[\ud800-\udbff]/.test(text[at]))]));
  }

  translate(folded) {
    let text = "";
    const spans = [];
    let at = 0;
    for (const character of this.text) {
      const plain = folded(character);
      text += plain;
      for (let n = 0; n < plain.length; n += 1) spans.push(this.spans[at]);
      at += character.length;
    }
    return new Traced(text, spans);
  }

  sub(expression, written) {
    let text = "";
    const spans = [];
    let done = 0;
    const keep = (from, to) => {
      text += this.text.slice(from, to);
      for (let at = from; at < to; at += 1) spans.push(this.spans[at]);
    };
    for (const match of this.text.matchAll(expression)) {
      const whole = typeof written === "string" ? written : written(match);
      const start = match.index, end = start + match[0].length;
      if (start === end) continue;
      keep(done, start);
      text += whole;
      const kept = inside(match[0], whole);
      const first = this.spans[start][0], last = this.spans[end - 1][1];
      const stood = (kept || Array.from({ length: whole.length }, () => null)).map(
        (place) => place === null ? [first, last] : this.spans[start + place]);
      if (kept && stood.length) { // the first and last also stand for dropped ends
        stood[0] = [first, stood[0][1]];
        stood[stood.length - 1] = [stood[stood.length - 1][0], last];
      }
      spans.push(...stood);
      done = end;
    }
    keep(done, this.text.length);
    return new Traced(text, spans);
  }
}

/** The offsets in `old` of the characters of `fresh`; null if it is not a part. */
function inside(old, fresh) {
  const places = [];
  let place = -1;
  for (const character of fresh) {
    place = old.indexOf(character, place + 1);
    if (place < 0) return null;
    places.push(place);
  }
  return places;
}

const ascii = (text) => /^[\0-\x7f]*$/.test(text);
const digit = (text) => /^[0-9]$/.test(text);
const simplified = (text) => Array.from(text, (each) => D.traditional[each] || each).join("");

const character = cached((each) => {
  if (D.quotes.includes(each)) return "'";
  if (D.invisible.includes(each)) return "";
  if (each === "−") return "-";
  if (each <= "\x7f") return each.toLowerCase();
  const plain = simplified(each.normalize("NFKC").toLowerCase().replace("ß", "ss"));
  return /\p{No}/u.test(each) ? ` ${plain} ` : plain;
});
const wordCharacter = cached((each) =>
  each === "'" ? "" : /[\p{L}\p{N}.\-%‰°\0]/u.test(each) ? each : " ");

function steps(text) {
  const chinese = !ascii(text.text);
  let found = text.translate(character);
  if (chinese) found = found.sub(pattern("loose"), "");
  found = found.sub(pattern("numbers"), oneNumber).sub(pattern("range"), " ");
  found = found.sub(pattern("stray"), " ").translate(wordCharacter);
  if (chinese) found = found.sub(pattern("numeral"), numeral);
  return found.sub(/ %/g, "%");
}

function oneNumber(match) {
  let numbers = match[0].replaceAll("'", " ");
  if (/^[0-9]+$/.test(numbers.replace(".", ""))) return numbers;
  numbers = numbers.replace(pattern("thousands"), (each) => each.replace(/[ ,]/g, ""));
  const end = match.index + match[0].length;
  const after = match.input.slice(end, end + 2).replace(/^ +/, "").slice(0, 1);
  return after === "%" || !(after >= "\x01" && after <= "\xff")
    ? numbers.replace(pattern("decimal"), ".") : numbers;
}

function trace(text) {
  const row = Traced.of(text.replaceAll(ROW, " "));
  return steps(new Traced(row.text + ROW, [...row.spans, [0, 0]]))
    .sub(/\s+/g, " ").sub(/^ | ?\0$/g, "");
}

const fold = cached((text) => trace(text.normalize("NFC")).text);

// ---- Chinese numerals

const FRACTION = 60n; // decimals that a number is counted with
const fixed = (token) => {
  const [whole, decimals = ""] = token.split(".");
  return BigInt(whole + decimals.padEnd(Number(FRACTION), "0"));
};
const written = (number) => {
  const digits = number.toString().padStart(Number(FRACTION) + 1, "0");
  const at = digits.length - Number(FRACTION);
  return `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/\.?0+$/, "");
};

/** The number that a numeral means; null if it is malformed or colloquial. */
function value(text) {
  const N = D.numerals;
  if (text.length > N.most) return null;
  const [whole, fraction = ""] = split(text, N.point);
  const found = wholeValue(whole);
  if (found === null || !fraction) return found;
  let end = fraction.length;
  while (end && N.large.includes(fraction[end - 1])) end -= 1;
  const decimals = Array.from(fraction.slice(0, end), (each) => N.digits[each] ?? (digit(each) ? each : ""));
  if (!end || decimals.includes("")) return null;
  let sum = found + fixed(`0.${decimals.join("")}`);
  for (const each of fraction.slice(end)) sum *= BigInt(N.scales[each]);
  return sum;
}

function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

function wholeValue(text) {
  const N = D.numerals, groups = [], one = fixed("1");
  let section = 0n, number = null, before = 0, tail = 0, small = 10000;
  for (const token of text.match(/[0-9]+(?:\.[0-9]+)?|[^]/gu) || []) {
    const scale = N.scales[token];
    if (scale === undefined) {
      if (number) return null;
      tail = N.digits[token] ? before : 0;
      number = fixed(String(N.digits[token] ?? token));
      before = 0;
      continue;
    }
    before = scale;
    if (scale < small) {
      section += (number || one) * BigInt(scale);
      small = scale;
    } else if (scale < 10000) {
      return null;
    } else {
      section += number || 0n;
      while (groups.length && (groups[groups.length - 1][1] < scale || !section)) section += groups.pop()[0];
      if (!section || (groups.length && groups[groups.length - 1][1] <= scale)) return null;
      groups.push([section * BigInt(scale), scale]);
      section = 0n;
      small = 10000;
    }
    number = null;
  }
  if (number && tail > 10) return null;
  return groups.reduce((sum, [group]) => sum + group, section + (number || 0n));
}

function numeral(match) {
  const digits = digitsOf(match), text = match.input;
  const end = match.index + match[0].length;
  const before = digit(digits[0]) && digit(text.slice(match.index - 1, match.index) || " ") ? " " : "";
  const after = digit(digits.slice(-1)) && digit(text.slice(end, end + 1)) ? " " : "";
  return before + digits + after;
}

function digitsOf(match) {
  const N = D.numerals, text = match.input, whole = match[0], end = match.index + whole.length;
  const begins = (words, at) => words.some((each) => text.startsWith(each, at));
  const prefix = [N.ordinal, N.hundredth].find((each) => whole.startsWith(each)) || "";
  const body = whole.slice(prefix.length), [count, fraction] = split(body, N.point);
  const point = body.slice(count.length);
  if (prefix) {
    const number = value(prefix === N.hundredth ? count + point : count);
    if (number === null) return whole;
    return prefix === N.hundredth ? `${written(number)}%` : `${prefix}${written(number)}${point}`;
  }
  const each = Array.from(count);
  if (each.length === 4 && !fraction && each.every((one) => one in N.digits) && begins(N.year, end)) {
    return each.map((one) => N.digits[one]).join("");
  }
  const large = ascii(whole[0]) && N.large.includes(whole.slice(-1));
  if (!(begins(N.measures, end) || large) || N.words.includes(whole + text.slice(end, end + 1))
      || (whole.length === 1 && N.ending.includes(text.slice(match.index - 1, match.index) || " "))
      || N.start.includes(whole[0])) return whole;
  const number = value(count + point);
  return number === null ? whole : written(number);
}

