// Whether an answer solves a puzzle, and in which order its parts are shown.

const ANSWER_MOST = 1_000;
const NUMBER_LENGTH_MOST = 40;

// What is a space to the engine; browsers count one character more and some fewer.
const SPACES = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACE = new RegExp(`[${SPACES}]+`);
const OUTER_SPACES = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "g");
const SIGNS = "\\.,;:!?\"'()\\[\\]\\-\\u2013\\u2014\\u2018\\u2019\\u201c\\u201d\\u201e\\u2026\\xab\\xbb";
const OUTER_SIGNS = new RegExp(`^[${SIGNS}]+|[${SIGNS}]+$`, "g");
const NUMBER = /^[+-]?(?:(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:e[+-]?\d(?:_?\d)*)?)$/i;
const NO_FINITE_NUMBER = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/**
 * Whether `answer` solves `puzzle`: a text, a list of texts or a map of them, by its kind.
 *
 * folding: of the edition. RefusedError `bad_answer` for an answer of another shape.
 */
function isCorrect(puzzle, answer, folding) {
  const plain = (text) => plainText(text, puzzle.case_sensitive ? null : foldingTable(folding));
  switch (puzzle.kind) {
    case "text": {
      const given = plain(textAnswer(answer));
      return puzzle.answers.some((each) => plain(each) === given);
    }
    case "number": {
      const number = numberAnswer(answer);
      return puzzle.answers.some((each) => each !== null && readValue(each) === number);
    }
    case "order": {
      const parts = partsOfAnswer(answer).map(plain);
      const wanted = puzzle.answers.map(plain);
      return parts.length === wanted.length && parts.every((part, at) => part === wanted[at]);
    }
    default: {
      const pairs = pairsOfAnswer(answer);
      const isRight = ([left, right]) => pairs.has(left) && plain(pairs.get(left)) === plain(right);
      return pairs.size === puzzle.answers.length && puzzle.answers.every(isRight);
    }
  }
}

/** `parts` in an order that the seed and the node decide, and never in the given one. */
function shuffled(parts, seed, node) {
  const key = bytesOfHex(seed);
  const ranked = parts.map((part) => {
    const bytes = new TextEncoder().encode(`${node}\n${part}`);
    return [part, Array.from(blake2b(bytes, key, 64), (byte) => String.fromCharCode(byte)).join("")];
  });
  const order = ranked.sort(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0));
  const mixed = order.map(([part]) => part);
  const isAsGiven = mixed.every((part, at) => part === parts[at]);
  return isAsGiven ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

/** A text without spaces, signs around words and, with a table, capitals. */
function plainText(text, table) {
  const trimmed = text.replace(OUTER_SPACES, "");
  const words = trimmed.split(SPACE).map((word) => word.replace(OUTER_SIGNS, ""));
  const plain = words.filter(Boolean).join(" ") || trimmed;
  return table ? Array.from(plain, (each) => table.get(each) ?? each).join("") : plain;
}

const foldingTables = new WeakMap();

/** What each character is without its case. folding: runs `[first, count, step, shift]`, texts. */
function foldingTable(folding) {
  if (!foldingTables.has(folding)) {
    const table = new Map(folding.texts);
    for (const [first, count, step, shift] of folding.runs) {
      for (let place = 0; place < count; place += 1) {
        const code = first + place * step;
        table.set(String.fromCodePoint(code), String.fromCodePoint(code + shift));
      }
    }
    foldingTables.set(folding, table);
  }
  return foldingTables.get(folding);
}

function textAnswer(answer) {
  if (typeof answer !== "string" || Array.from(answer).length > ANSWER_MOST) {
    throw badAnswer(`Answer with a text of at most ${ANSWER_MOST} characters.`);
  }
  return answer;
}

/** The number that a text writes, as Python reads it: `1_000`, ` 7 `, `٧`. */
function numberAnswer(answer) {
  const isShort = typeof answer === "string" && Array.from(answer).length <= NUMBER_LENGTH_MOST;
  const text = isShort ? withPlainDigits(answer.replace(OUTER_SPACES, "")) : "";
  const named = text.match(NO_FINITE_NUMBER);
  if (named) {
    return named[2] ? Number(`${named[1]}Infinity`) : NaN;
  }
  if (!NUMBER.test(text)) {
    throw badAnswer("Answer with a number.");
  }
  return Number(text.replaceAll("_", ""));
}

/** A text with the digits of every script as 0 to 9. */
function withPlainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    // Scripts have their digits in runs of ten, and some runs follow one another.
    let before = digit.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(before - 1))) {
      before -= 1;
    }
    return String((digit.codePointAt(0) - before) % 10);
  });
}

function partsOfAnswer(answer) {
  if (!Array.isArray(answer) || answer.length > ANSWER_MOST) {
    throw badAnswer("Answer with a list: the parts in their order.");
  }
  return answer.map(textAnswer);
}

function pairsOfAnswer(answer) {
  const isMap = typeof answer === "object" && answer !== null && !Array.isArray(answer);
  if (!isMap || Object.keys(answer).length > ANSWER_MOST) {
    throw badAnswer("Answer with a map: to each left side its right one.");
  }
  return new Map(Object.entries(answer).map((pair) => pair.map(textAnswer)));
}

function badAnswer(message) {
  return new RefusedError("bad_answer", message);
}
