// A move being made: a state that may be changed, until it becomes the next one.

/** The working copy of a state; that stays as it is. */
class Turn {
  constructor(playable, before) {
    this.playable = playable;
    this.before = before;
    this.variables = new Map(before.variables);
    this.items = new Map(before.items);
    this.visits = before.visits;
    this.taken = before.taken;
    this.protagonist = before.protagonist;
    this.achievements = before.achievements;
    this.own = before.own;
    this.fate = fateOf(before.seed, before.drawn);
  }

  /** Change it as `effects` say, in their order. */
  apply(effects) {
    (effects ?? []).forEach((effect) => applyEffect(effect, this));
  }

  /** Remember that the choice `name` (`node/choice`) was taken, if the story ever asks. */
  takeChoice(name) {
    if (this.playable.watchedChoices.has(name)) {
      this.taken = new Map(this.taken).set(name, (this.taken.get(name) ?? 0) + 1);
    }
  }

  /** Remember the visit to `node`, if the story ever asks, and do what happens there. */
  enter(node) {
    if (this.playable.watchedNodes.has(node)) {
      this.visits = new Map(this.visits).set(node, (this.visits.get(node) ?? 0) + 1);
    }
    this.apply(this.playable.scene(node).on_enter);
  }

  /** The achievements that are new since `before`. */
  unlocked() {
    return this.achievements.slice(this.before.achievements.length);
  }

  /** The state that it became, at `node`. */
  state(node) {
    return Object.freeze({
      node,
      seed: this.before.seed,
      drawn: this.fate.drawn,
      turn: this.before.turn + 1,
      protagonist: this.protagonist,
      variables: this.variables,
      items: this.items,
      visits: this.visits,
      taken: this.taken,
      achievements: this.achievements,
      own: this.own,
      attempts: 0,
    });
  }

  /** Put a value into a variable; numbers stay in its range. */
  assign(name, value) {
    const { low, high } = this.playable.variables.get(name);
    this.variables.set(name, low === undefined ? value : bounded(value, low, high));
  }

  /** Put so many of `item` into the inventory; fewer than one is none. */
  give(item, number) {
    if (number > 0n) {
      this.items.set(item, least([(this.items.get(item) ?? 0n) + number, NUMBER_MOST]));
    }
  }

  /** Take so many of `item` away, or all where there are fewer. */
  take(item, number) {
    const left = (this.items.get(item) ?? 0n) - greatest([number, 0n]);
    if (left > 0n) {
      this.items.set(item, left);
    } else {
      this.items.delete(item);
    }
  }

  /** Unlock `achievement`, once. */
  unlock(achievement) {
    if (!this.achievements.includes(achievement)) {
      this.achievements = [...this.achievements, achievement];
    }
  }

  /** Make the reader be `protagonist`, with the values that are theirs. */
  switchTo(protagonist) {
    if (protagonist === this.protagonist) {
      return;
    }
    const own = new Map(this.own);
    if (this.protagonist !== null) {
      const names = [...this.playable.initialOf(this.protagonist).keys()];
      own.set(this.protagonist, new Map(names.map((name) => [name, this.variables.get(name)])));
    }
    this.protagonist = protagonist;
    if (own.has(protagonist)) {
      own.get(protagonist).forEach((value, name) => this.variables.set(name, value));
      own.delete(protagonist);
    } else {
      this.become(protagonist);
    }
    this.own = own;
  }

  /** Take over the initial values and the items of `protagonist`. */
  become(protagonist) {
    this.protagonist = protagonist;
    this.playable.initialOf(protagonist).forEach((value, name) => this.variables.set(name, value));
    this.playable.itemsOf(protagonist).forEach((number, item) => this.give(item, number));
  }

  /** How dice fall. */
  fall(dice) {
    return rollDice(this.fate, dice);
  }

  /** A whole number between two, both included. */
  random(low, high) {
    return drawBetween(this.fate, least([low, high]), greatest([low, high]));
  }
}
