// How a reader wants the page to be.

const SETTINGS = {
  size: ["85", "100", "115", "130", "150", "175"],
  theme: ["auto", "light", "dark"],
  timers: ["on", "2", "10", "off"],
  keys: ["on", "off"],
};
const SETTINGS_AT_FIRST = { size: "100", theme: "auto", timers: "on", keys: "on" };

/** The settings, kept for all stories of this player. */
class Settings {
  constructor(storage) {
    this.storage = storage;
    const kept = storage.read("emberline.settings") ?? {};
    for (const [name, values] of Object.entries(SETTINGS)) {
      this[name] = values.includes(kept[name]) ? kept[name] : SETTINGS_AT_FIRST[name];
    }
    this.show();
  }

  set(name, value) {
    this[name] = value;
    const kept = Object.fromEntries(Object.keys(SETTINGS).map((each) => [each, this[each]]));
    this.storage.write("emberline.settings", kept);
    this.show();
  }

  /** Let the page be as they say. */
  show() {
    const page = document.documentElement;
    page.dataset.theme = this.theme;
    page.style.setProperty("--size", `${this.size}%`);
  }
}

/** The form of the settings; `changed` is called after each change. */
function settingsForm(settings, changed) {
  const rows = Object.entries(SETTINGS).map(([name, values]) => {
    const options = values.map((value) => {
      const text = name === "size" ? `${value} %` : say(`${name}_${value}`);
      return make("option", { value, selected: settings[name] === value }, text);
    });
    const choose = (event) => {
      settings.set(name, event.target.value);
      changed();
    };
    const field = make("select", { id: `setting-${name}`, onchange: choose }, options);
    return make("p", { class: "row" }, make("label", { for: field.id }, say(name)), field);
  });
  return make("div", { class: "form" }, rows);
}
