// Values of the language: whole numbers are BigInt, others Number, so that both stay what they are.

const NUMBER_MOST = 2n ** 53n;
const TEXT_MOST = 10_000;

/** A value as the edition writes it: `3`, `{"f": 3.0}`, `{"i": "3…"}`, a text, true or false. */
function readValue(written) {
  if (typeof written === "number") {
    return BigInt(written);
  }
  if (typeof written === "object") {
    return "f" in written ? Number(written.f) : readWhole(written.i);
  }
  return written;
}

function readWhole(text) {
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
}

/** Whether a value counts as true: a number does unless it is 0. */
function isTrue(value) {
  return typeof value === "number" ? value !== 0 : Boolean(value);
}

/** Whether two values are equal; 2 and 2.0 are. */
function areEqual(a, b) {
  return typeof a === typeof b || !isNumber(a) || !isNumber(b) ? a === b : a == b;
}

function isNumber(value) {
  return typeof value === "bigint" || typeof value === "number";
}

/** `value`, or the end of the range that it lies beyond. */
function bounded(value, low, high) {
  return value < low ? low : least([value, high]);
}

/** The least of `values`; the first of those that are equal. */
function least(values) {
  return values.reduce((best, value) => (value < best ? value : best));
}

/** The greatest of `values`; the first of those that are equal. */
function greatest(values) {
  return values.reduce((best, value) => (value > best ? value : best));
}

const OPERATORS = {
  "+": (a, b) => (areWhole(a, b) ? a + b : Number(a) + Number(b)),
  "-": (a, b) => (areWhole(a, b) ? a - b : Number(a) - Number(b)),
  "*": (a, b) => withinMost(areWhole(a, b) ? a * b : Number(a) * Number(b)),
  "/": (a, b) => (isAlmostZero(b) ? 0n : withinMost(quotient(a, b))),
  "//": (a, b) => (isAlmostZero(b) ? 0n : withinMost(floorDivided(a, b)[0])),
  "%": (a, b) => (b == 0 ? 0n : floorDivided(a, b)[1]),
  joined: (a, b) => cutText(a + b),
};

const COMPARISONS = {
  "==": areEqual,
  "!=": (a, b) => !areEqual(a, b),
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function areWhole(a, b) {
  return typeof a === "bigint" && typeof b === "bigint";
}

function withinMost(value) {
  return bounded(value, -NUMBER_MOST, NUMBER_MOST);
}

function isAlmostZero(value) {
  return !(magnitude(value) > 1e-300);
}

/** A number without its sign. */
function magnitude(value) {
  return value < 0 || Object.is(value, -0) ? -value : value;
}

/** a by b, rounded once, however long whole numbers are. */
function quotient(a, b) {
  if (!areWhole(a, b) || (magnitude(a) <= NUMBER_MOST && magnitude(b) <= NUMBER_MOST)) {
    return Number(a) / Number(b);
  }
  // Scaled to a quotient of 65 bits or more, with a last bit that says whether anything is left.
  const shift = Math.max(0, bitLength(b) - bitLength(a) + 66);
  const scaled = magnitude(a) << BigInt(shift);
  const whole = scaled / magnitude(b);
  const rest = scaled % magnitude(b) ? 1n : 0n;
  const size = Number((whole << 1n) | rest) * 2 ** (-shift - 1);
  return a < 0n === b < 0n ? size : -size;
}

function bitLength(whole) {
  return magnitude(whole).toString(2).length;
}

/** a by b rounded down, and what is left over, which has the sign of b; both as Python has them. */
function floorDivided(a, b) {
  if (areWhole(a, b)) {
    const rest = ((a % b) + b) % b;
    return [(a - rest) / b, rest];
  }
  const [x, y] = [Number(a), Number(b)];
  let rest = x % y;
  let times = (x - rest) / y;
  if (rest === 0) {
    rest = y < 0 || Object.is(y, -0) ? -0 : 0;
  } else if (y < 0 !== rest < 0) {
    rest += y;
    times -= 1;
  }
  if (times === 0) {
    return [x / y < 0 || Object.is(x / y, -0) ? -0 : 0, rest];
  }
  const floor = Math.floor(times);
  return [times - floor > 0.5 ? floor + 1 : floor, rest];
}

/** A text cut where texts have their end, counted in code points. */
function cutText(text) {
  return text.length <= TEXT_MOST ? text : Array.from(text).slice(0, TEXT_MOST).join("");
}

/** A value as a reader sees it: of a number that is not whole, 15 digits count. */
function shownValue(value) {
  return typeof value === "number" ? shownNumber(value) : String(value);
}

function shownNumber(number) {
  if (number === 0 || !Number.isFinite(number)) {
    return Object.is(number, -0) ? "-0" : String(number);
  }
  const sign = number < 0 ? "-" : "";
  const [digits, exponent] = roundedDigits(Math.abs(number));
  if (exponent < -4 || exponent >= 15) {
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${withPoint(digits, 1)}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  return sign + withPoint("0".repeat(Math.max(0, -exponent)) + digits, Math.max(1, exponent + 1));
}

function withPoint(digits, whole) {
  return `${digits.slice(0, whole)}.${digits.slice(whole)}`.replace(/\.?0*$/, "");
}

/** The 15 digits of a number and its decimal exponent; halves are rounded to even. */
function roundedDigits(number) {
  const exponent = Number(number.toExponential(20).split("e")[1]);
  let [above, below] = fractionOf(number);
  if (exponent > 14) {
    below *= 10n ** BigInt(exponent - 14);
  } else {
    above *= 10n ** BigInt(14 - exponent);
  }
  let digits = above / below;
  const rest = 2n * (above % below);
  if (rest > below || (rest === below && digits % 2n)) {
    digits += 1n;
  }
  // Rounded up to one digit more: 10…0, whose last zero says nothing.
  const isLonger = digits === 10n ** 15n;
  return [String(digits).slice(0, 15), isLonger ? exponent + 1 : exponent];
}

/** A positive number as two whole ones, exactly. */
function fractionOf(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  const bits = view.getBigUint64(0);
  const power = Number(bits >> 52n);
  const fraction = bits & (2n ** 52n - 1n);
  const significand = power ? fraction + 2n ** 52n : fraction;
  const shift = BigInt(Math.max(power, 1) - 1075);
  return shift < 0n ? [significand, 1n << -shift] : [significand << shift, 1n];
}
