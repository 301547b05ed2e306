// What the browser keeps for the reader: saved games, what was found, and settings.

const SLOTS_MOST = 100;
const AUTOMATIC = "automatic";

/** A keeper of texts by name: the browser's, or one that forgets where that is denied or full. */
class Storage {
  constructor() {
    this.forgetful = new Map();
    this.isLasting = true;
    try {
      localStorage.setItem("emberline.try", "1");
      localStorage.removeItem("emberline.try");
    } catch {
      this.isLasting = false;
    }
  }

  /** What is kept under `name`, or null; also for what is no JSON. */
  read(name) {
    try {
      const text = this.forgetful.get(name) ?? (this.isLasting ? localStorage.getItem(name) : null);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  write(name, value) {
    const text = JSON.stringify(value);
    try {
      if (this.isLasting) {
        localStorage.setItem(name, text);
        this.forgetful.delete(name);
        return;
      }
    } catch {
      // Full or denied since: what was kept stays, and this lasts as long as the page.
      this.isLasting = false;
    }
    this.forgetful.set(name, text);
  }

  remove(name) {
    this.forgetful.delete(name);
    if (this.isLasting) {
      localStorage.removeItem(name);
    }
  }
}

/** The saved games of one publication: one that is always up to date, and named ones. */
class Saves {
  constructor(storage, identifier) {
    this.storage = storage;
    this.name = `emberline.${identifier}`;
  }

  get automatic() {
    return readSave(this.storage.read(`${this.name}.${AUTOMATIC}`));
  }

  keep(save) {
    this.storage.write(`${this.name}.${AUTOMATIC}`, save);
  }

  forget() {
    this.storage.remove(`${this.name}.${AUTOMATIC}`);
  }

  /** The named ones, the newest first. */
  get slots() {
    const kept = this.storage.read(`${this.name}.slots`);
    return Array.isArray(kept) ? kept.filter((each) => readSave(each) !== null) : [];
  }

  /** Save under a name; what had that name is replaced. */
  put(name, save) {
    const others = this.slots.filter((each) => each.name !== name);
    const slots = [{ ...save, name }, ...others].slice(0, SLOTS_MOST);
    this.storage.write(`${this.name}.slots`, slots);
  }

  delete(name) {
    const others = this.slots.filter((each) => each.name !== name);
    this.storage.write(`${this.name}.slots`, others);
  }

  /** Endings (their nodes) and achievements that were found in any play. */
  get found() {
    const kept = this.storage.read(`${this.name}.found`);
    const keys = (name) => new Set(Array.isArray(kept?.[name]) ? kept[name] : []);
    return { endings: keys("endings"), achievements: keys("achievements") };
  }

  /** Note what a state has found. */
  note(playable, state) {
    const { endings, achievements } = this.found;
    state.achievements.forEach((key) => achievements.add(key));
    if (playable.scene(state.node).ending) {
      endings.add(state.node);
    }
    const found = { endings: [...endings], achievements: [...achievements] };
    this.storage.write(`${this.name}.found`, found);
  }
}

/** A save out of what was parsed from somewhere, or null: `{log, elapsed, place, at}`. */
function readSave(parsed) {
  try {
    const elapsed = Number(parsed.elapsed);
    return {
      log: readLog(parsed.log),
      elapsed: elapsed > 0 ? elapsed : 0,
      place: String(parsed.place ?? ""),
      at: String(parsed.at ?? ""),
    };
  } catch {
    return null;
  }
}
