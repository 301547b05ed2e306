// Markdown inside of a block: a flat list of texts and of tags that open and close.

const PLAIN_RUN = /[^\\`*_~[\]<&\n]+/y;
const AUTOLINK = /^<([a-z][a-z0-9+.-]{1,31}:[^<>\0- ]*)>/i;
const MAIL_LINK =
  /^<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/i;
const SPACE_CHARACTER = /[\s\u0085]/;
const PUNCTUATION_CHARACTER = /[\p{P}\p{S}]/u;

/**
 * What stands in `text`: `{text}`, `{code}`, `{isBreak}`, and runs of signs or brackets whose
 * `closes` and `opens` are the tags around their own text.
 */
function readInlines(text, references) {
  return new InlineReader(text, references).read();
}

class InlineReader {
  constructor(text, references) {
    this.text = text;
    this.references = references;
    this.at = 0;
    this.parts = [];
    this.runs = [];
    this.brackets = [];
    this.missingTicks = new Set();
  }

  read() {
    const readers = {
      "\\": () => this.readEscape(),
      "`": () => this.readCode(),
      "*": () => this.readRun(),
      _: () => this.readRun(),
      "~": () => this.readRun(),
      "[": () => this.readBracket(),
      "]": () => this.readLink(),
      "<": () => this.readAutolink(),
      "&": () => this.readEntity(),
      "\n": () => this.readBreak(),
    };
    while (this.at < this.text.length) {
      PLAIN_RUN.lastIndex = this.at;
      const plain = PLAIN_RUN.exec(this.text);
      if (plain) {
        this.put({ text: plain[0] }, plain[0].length);
      } else {
        readers[this.text[this.at]]();
      }
    }
    this.pairRuns(0);
    return this.parts;
  }

  put(part, length) {
    this.parts.push(part);
    this.at += length;
  }

  readEscape() {
    const next = this.text[this.at + 1] ?? "";
    if (next === "\n") {
      this.put({ isBreak: true }, 2);
      this.skipSpaces();
    } else if (/[!-/:-@[-`{-~]/.test(next)) {
      this.put({ text: next }, 2);
    } else {
      this.put({ text: "\\" }, 1);
    }
  }

  readBreak() {
    const last = this.parts.at(-1);
    if (last?.text !== undefined) {
      last.text = last.text.replace(/ +$/, "");
    }
    this.put({ isBreak: true }, 1);
    this.skipSpaces();
  }

  skipSpaces() {
    while (/[ \t]/.test(this.text[this.at] ?? "")) {
      this.at += 1;
    }
  }

  readCode() {
    const ticks = this.runLength("`");
    const end = this.missingTicks.has(ticks) ? -1 : this.closingTicks(this.at + ticks, ticks);
    if (end < 0) {
      this.missingTicks.add(ticks);
      this.put({ text: "`".repeat(ticks) }, ticks);
      return;
    }
    const inside = this.text.slice(this.at + ticks, end).replaceAll("\n", " ");
    const isPadded = /^ [^]+ $/.test(inside) && /[^ ]/.test(inside);
    this.put({ code: isPadded ? inside.slice(1, -1) : inside }, end + ticks - this.at);
  }

  closingTicks(from, ticks) {
    const runs = /`+/g;
    runs.lastIndex = from;
    for (let run = runs.exec(this.text); run !== null; run = runs.exec(this.text)) {
      if (run[0].length === ticks) {
        return run.index;
      }
    }
    return -1;
  }

  runLength(sign) {
    let length = 0;
    while (this.text[this.at + length] === sign) {
      length += 1;
    }
    return length;
  }

  readRun() {
    const sign = this.text[this.at];
    const length = this.runLength(sign);
    const [mayOpen, mayClose] = this.flanks(sign, length);
    // One sign of an odd number of tildes is a text, as they strike in pairs.
    const odd = sign === "~" ? length % 2 : 0;
    const run = { text: sign.repeat(odd), sign, length, left: length - odd, closes: [], opens: [] };
    Object.assign(run, { mayOpen, mayClose });
    this.runs.push(run);
    this.put(run, length);
  }

  /** Whether a run of signs may open emphasis, and whether it may close it. */
  flanks(sign, length) {
    const before = lastCharacter(this.text.slice(Math.max(0, this.at - 2), this.at)) || " ";
    const after = String.fromCodePoint(this.text.codePointAt(this.at + length) ?? 32);
    const isLeft = isFlanking(after, before);
    const isRight = isFlanking(before, after);
    if (sign !== "_") {
      return [isLeft, isRight];
    }
    return [
      isLeft && (!isRight || PUNCTUATION_CHARACTER.test(before)),
      isRight && (!isLeft || PUNCTUATION_CHARACTER.test(after)),
    ];
  }

  readBracket() {
    const bracket = { text: "[", closes: [], opens: [] };
    this.brackets.push({ part: bracket, at: this.at, runs: this.runs.length });
    this.put(bracket, 1);
  }

  readLink() {
    const opened = this.brackets.pop();
    const target = opened ? this.targetAfter(opened) : null;
    if (target === null) {
      this.put({ text: "]" }, 1);
      return;
    }
    this.pairRuns(opened.runs);
    const { href, title } = target;
    Object.assign(opened.part, { text: "", opens: [{ tag: "a", href, title }] });
    this.put({ text: "", closes: ["a"], opens: [] }, 1 + target.length);
    // Links hold no links: brackets that are open around this one are text.
    this.brackets = [];
  }

  targetAfter(opened) {
    const after = this.text.slice(this.at + 1, this.at + 5_000);
    const target = readTarget(after);
    if (target !== null) {
      return target;
    }
    const inside = this.text.slice(opened.at + 1, this.at);
    const label = after.match(LABEL);
    const wanted = inside.length > 999 ? "" : normalLabel(label?.[1] || inside);
    const found = wanted ? this.references.get(wanted) : undefined;
    return found ? { ...found, length: label?.[0].length ?? 0 } : null;
  }

  readAutolink() {
    const rest = this.text.slice(this.at, this.at + 2_000);
    const mail = rest.match(MAIL_LINK);
    const link = mail ?? rest.match(AUTOLINK);
    const href = link && normalAddress(mail ? `mailto:${link[1]}` : link[1]);
    if (!link || !mayBeLinked(href)) {
      this.put({ text: "<" }, 1);
      return;
    }
    this.parts.push({ text: "", closes: [], opens: [{ tag: "a", href, title: "" }] });
    this.parts.push({ text: link[1] });
    this.put({ text: "", closes: ["a"], opens: [] }, link[0].length);
  }

  readEntity() {
    const entity = this.text.slice(this.at, this.at + 40).match(/^&(?:#x?[0-9a-f]+|[a-z0-9]+);/i);
    const stands = entity && entityText(entity[0]);
    this.put({ text: stands ?? "&" }, stands ? entity[0].length : 1);
  }

  /** Pair the runs of signs from `first` on, as closing ones are met, with the nearest before. */
  pairRuns(first) {
    const runs = this.runs.splice(first);
    // Where nothing was found for such a run once, nothing earlier will be found again.
    const floors = new Map();
    runs.forEach((closer, place) => {
      if (!closer.mayClose) {
        return;
      }
      const kind = `${closer.sign}${closer.mayOpen}${closer.length % 3}`;
      let at = place - 1;
      while (closer.left > 0 && at >= (floors.get(kind) ?? 0)) {
        if (mayPair(runs[at], closer)) {
          pairOnce(runs[at], closer);
          runs.slice(at + 1, place).forEach((between) => {
            between.mayOpen = false;
          });
        } else {
          at -= 1;
        }
      }
      if (closer.left > 0) {
        floors.set(kind, place);
      }
    });
    for (const run of runs) {
      run.text += run.sign.repeat(run.left);
    }
  }
}

function mayPair(opener, closer) {
  if (!opener.mayOpen || opener.sign !== closer.sign || !opener.left) {
    return false;
  }
  const isEither = opener.mayClose || closer.mayOpen;
  const isThree = (opener.length + closer.length) % 3 === 0;
  const areThrees = opener.length % 3 === 0 && closer.length % 3 === 0;
  return opener.sign === "~" || !isEither || !isThree || areThrees;
}

function pairOnce(opener, closer) {
  const used = opener.left > 1 && closer.left > 1 ? 2 : 1;
  const tag = opener.sign === "~" ? "s" : used === 2 ? "strong" : "em";
  opener.left -= used;
  closer.left -= used;
  opener.opens.unshift({ tag });
  closer.closes.push(tag);
}

function isFlanking(inner, outer) {
  if (SPACE_CHARACTER.test(inner)) {
    return false;
  }
  const isFree = SPACE_CHARACTER.test(outer) || PUNCTUATION_CHARACTER.test(outer);
  return !PUNCTUATION_CHARACTER.test(inner) || isFree;
}

function lastCharacter(text) {
  return Array.from(text).at(-1) ?? "";
}
