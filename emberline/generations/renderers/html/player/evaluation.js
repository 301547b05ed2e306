// Conditions, effects and texts, as the edition has them: trees that were parsed and checked.

const EVALUATIONS = {
  value: ([, value]) => readValue(value),
  variable: ([, name], state) => state.variables.get(name),
  not: ([, of], state) => !isTrue(evaluate(of, state)),
  negative: ([, of], state) => -evaluate(of, state),
  and: ([, ...parts], state) => parts.every((part) => isTrue(evaluate(part, state))),
  or: ([, ...parts], state) => parts.some((part) => isTrue(evaluate(part, state))),
  compare: ([, first, ...rest], state) => compareInARow(first, rest, state),
  one_of: ([, value, ...among], state) => {
    const [wanted, ...offered] = [value, ...among].map((each) => evaluate(each, state));
    return offered.some((each) => areEqual(wanted, each));
  },
  within: ([, part, whole], state) => {
    const sought = evaluate(part, state);
    return evaluate(whole, state).includes(sought);
  },
  calculate: ([, first, ...rest], state) => calculateChain(first, rest, state),
  has: ([, key, amount], state) =>
    amount === undefined
      ? state.items.has(key)
      : (state.items.get(key) ?? 0n) >= evaluate(amount, state),
  count: ([, key], state) => state.items.get(key) ?? 0n,
  visited: ([, key], state) => state.visits.has(key),
  times: ([, key], state) => BigInt(state.visits.get(key) ?? 0),
  chosen: ([, key], state) => state.taken.has(key),
  roll: ([, dice], turn) => turn.fall(dice).total,
  random: ([, low, high], turn) => turn.random(evaluate(low, turn), evaluate(high, turn)),
  min: ([, ...parts], state) => least(parts.map((part) => evaluate(part, state))),
  max: ([, ...parts], state) => greatest(parts.map((part) => evaluate(part, state))),
  abs: ([, of], state) => magnitude(evaluate(of, state)),
};

const EFFECTS = {
  assign: ([, name, value], turn) => turn.assign(name, evaluate(value, turn)),
  give: ([, key, amount], turn) => turn.give(key, amountOf(amount, turn)),
  take: ([, key, amount], turn) => turn.take(key, amountOf(amount, turn)),
  unlock: ([, key], turn) => turn.unlock(key),
  protagonist: ([, key], turn) => turn.switchTo(key),
};

/** The value of an expression in a state, or in a turn where it may be left to chance. */
function evaluate(tree, state) {
  return EVALUATIONS[tree[0]](tree, state);
}

/** Change a turn as an effect says. */
function applyEffect(effect, turn) {
  EFFECTS[effect[0]](effect, turn);
}

/** Whether a condition holds; one that is not there does, one that could not be read does not. */
function holds(condition, state) {
  if (typeof condition === "boolean" || condition === undefined) {
    return condition !== false;
  }
  return isTrue(evaluate(condition, state));
}

/** A text as a state has it. parts: a text, or the parts of one that changes. */
function filledText(parts, state) {
  if (typeof parts === "string") {
    return parts;
  }
  return parts.map((part) => filledPart(part, state)).join("");
}

function filledPart(part, state) {
  if (typeof part === "string") {
    return part;
  }
  if (part[0] === "show") {
    return shownValue(state.variables.get(part[1]));
  }
  const [, condition, then, otherwise] = part;
  return filledText(holds(condition, state) ? then : otherwise, state);
}

function compareInARow(first, rest, state) {
  let left = evaluate(first, state);
  for (const [sign, part] of rest) {
    const right = evaluate(part, state);
    if (!COMPARISONS[sign](left, right)) {
      return false;
    }
    left = right;
  }
  return true;
}

function calculateChain(first, rest, state) {
  // All values are looked at before they are calculated with, as chance is drawn in that order.
  const values = [first, ...rest.map(([, part]) => part)].map((part) => evaluate(part, state));
  return rest.reduce((left, [sign], place) => OPERATORS[sign](left, values[place + 1]), values[0]);
}

function amountOf(amount, turn) {
  return amount === undefined ? 1n : evaluate(amount, turn);
}
