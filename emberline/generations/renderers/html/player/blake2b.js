// Keyed BLAKE2b (RFC 7693). A 64-bit word is a pair of 32-bit halves, the low one first.

const BLAKE2B_BLOCK = 128;

const BLAKE2B_START = Uint32Array.of(
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a,
  0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
);

const BLAKE2B_ORDERS = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

// Which four words are mixed: the columns of a square, then its diagonals.
const BLAKE2B_MIXED = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
].map((words) => words.map((word) => 2 * word));

/** The digest of `message` under `key`: `length` bytes, 1 to 64. A key has at most 64 bytes. */
function blake2b(message, key, length) {
  const hash = BLAKE2B_START.slice();
  hash[0] ^= 0x01010000 ^ (key.length << 8) ^ length;
  const start = key.length ? BLAKE2B_BLOCK : 0;
  const blocks = Math.max(1, Math.ceil((start + message.length) / BLAKE2B_BLOCK));
  const input = new Uint8Array(blocks * BLAKE2B_BLOCK);
  input.set(key);
  input.set(message, start);
  const words = new DataView(input.buffer);
  for (let block = 0; block < blocks; block += 1) {
    const isLast = block === blocks - 1;
    const counted = isLast ? start + message.length : (block + 1) * BLAKE2B_BLOCK;
    compressBlake2b(hash, words, block * BLAKE2B_BLOCK, counted, isLast);
  }
  const digest = new DataView(new ArrayBuffer(64));
  hash.forEach((half, place) => digest.setUint32(4 * place, half, true));
  return new Uint8Array(digest.buffer, 0, length);
}

function compressBlake2b(hash, words, at, counted, isLast) {
  const v = new Uint32Array(32);
  v.set(hash);
  v.set(BLAKE2B_START, 16);
  v[24] ^= counted;
  v[25] ^= counted / 2 ** 32;
  if (isLast) {
    v[28] = ~v[28];
    v[29] = ~v[29];
  }
  for (let round = 0; round < 12; round += 1) {
    const order = BLAKE2B_ORDERS[round % 10];
    BLAKE2B_MIXED.forEach((mixed, pair) => {
      mixBlake2b(v, mixed, words, at + 8 * order[2 * pair], at + 8 * order[2 * pair + 1]);
    });
  }
  for (let half = 0; half < 16; half += 1) {
    hash[half] ^= v[half] ^ v[half + 16];
  }
}

function mixBlake2b(v, [a, b, c, d], words, first, second) {
  add64(v, a, v[b], v[b + 1]);
  add64(v, a, words.getUint32(first, true), words.getUint32(first + 4, true));
  turn64(v, d, a, 32);
  add64(v, c, v[d], v[d + 1]);
  turn64(v, b, c, 24);
  add64(v, a, v[b], v[b + 1]);
  add64(v, a, words.getUint32(second, true), words.getUint32(second + 4, true));
  turn64(v, d, a, 16);
  add64(v, c, v[d], v[d + 1]);
  turn64(v, b, c, 63);
}

function add64(v, word, low, high) {
  const sum = v[word] + low;
  v[word + 1] += high + (sum > 0xffffffff ? 1 : 0);
  v[word] = sum;
}

/** `word` exclusive-or `other`, turned right by so many bits. */
function turn64(v, word, other, bits) {
  let low = v[word] ^ v[other];
  let high = v[word + 1] ^ v[other + 1];
  if (bits >= 32) {
    [low, high] = [high, low];
  }
  const by = bits % 32;
  v[word] = by ? (low >>> by) | (high << (32 - by)) : low;
  v[word + 1] = by ? (high >>> by) | (low << (32 - by)) : high;
}
