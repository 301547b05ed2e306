// Dice, and chance that a seed and a counter decide: what was drawn is never drawn again.

const DRAW_BITS = 128n;

/** The chance of one play after `drawn` draws. seed: 32 hexadecimal digits. */
function fateOf(seed, drawn) {
  return { key: bytesOfHex(seed), drawn };
}

/** A whole number from `low` to `high`, both included. */
function drawBetween(fate, low, high) {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(fate.drawn));
  fate.drawn += 1;
  const digest = blake2b(new Uint8Array(counter.buffer), fate.key, Number(DRAW_BITS) / 8);
  const bits = digest.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  return low + ((bits * (high - low + 1n)) >> DRAW_BITS);
}

/** How dice fall: each die, and the total with their bonus. dice: `{terms: [[count, sides]…]}`. */
function rollDice(fate, dice) {
  const rolls = [];
  for (const [count, sides] of dice.terms) {
    for (let die = 0; die < count; die += 1) {
      rolls.push(drawBetween(fate, 1n, BigInt(sides)));
    }
  }
  return { rolls, total: rolls.reduce((sum, fallen) => sum + fallen, BigInt(dice.bonus)) };
}

function bytesOfHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
