// An edition made ready to be played: looked up by keys, as `Playable` is.

/** A move that cannot be made. code: a stable slug. */
class RefusedError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** A story to play. edition: as `edition.py` writes it. */
class Playable {
  constructor(edition) {
    this.edition = edition;
    this.nodes = new Map(edition.nodes.map((node) => [node.key, node]));
    this.items = new Map(edition.items);
    this.achievements = new Map(edition.achievements);
    this.protagonists = new Map(edition.protagonists);
    this.variables = new Map(edition.variables.map(([name, each]) => [name, readVariable(each)]));
    this.watchedNodes = new Set(edition.watched.nodes);
    this.watchedChoices = new Set(edition.watched.choices);
  }

  get start() {
    return this.edition.start;
  }

  /** The values of the variables where a play begins. */
  get initial() {
    return new Map([...this.variables].map(([name, each]) => [name, each.initial]));
  }

  /** The variables that are the character's stats. */
  get shown() {
    return [...this.variables].filter(([, each]) => each.shown).map(([name]) => name);
  }

  /** The values that a protagonist brings. */
  initialOf(protagonist) {
    return readValues(this.protagonists.get(protagonist).initial);
  }

  /** The items that a protagonist brings. */
  itemsOf(protagonist) {
    return readValues(this.protagonists.get(protagonist).items);
  }

  /** The node `key`. RefusedError `missing_target` if there is none. */
  scene(key) {
    const node = this.nodes.get(key);
    if (node === undefined) {
      throw new RefusedError("missing_target", `The story has no node ${key}.`);
    }
    return node;
  }
}

function readVariable(declared) {
  const range = "low" in declared;
  return {
    ...declared,
    initial: readValue(declared.initial),
    low: range ? readValue(declared.low) : undefined,
    high: range ? readValue(declared.high) : undefined,
  };
}

function readValues(pairs) {
  return new Map(pairs.map(([name, value]) => [name, readValue(value)]));
}
