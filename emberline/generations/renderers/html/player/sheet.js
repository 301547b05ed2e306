// What the reader carries and has become: stats, inventory, achievements.

/** The sheet of a view. found: what was found in any play. */
function sheetOf(game, view, found) {
  const { playable } = game;
  const parts = [
    protagonistPart(playable, game.state.protagonist),
    view.stats.size ? statsPart(playable, view.stats) : null,
    playable.items.size || view.inventory.size ? inventoryPart(playable, view.inventory) : null,
    playable.achievements.size ? achievementsPart(playable, game.state, found) : null,
  ].filter(Boolean);
  return parts.length ? make("div", { class: "sheet-parts" }, parts) : null;
}

function sheetPart(title, ...children) {
  return make("section", {}, make("h2", pageTongue(), title), children);
}

function protagonistPart(playable, key) {
  const who = playable.protagonists.get(key);
  const name = who && make("p", { class: "who", ...storyTongue() }, who.name || key);
  return who ? sheetPart(say("you_are"), name) : null;
}

function statsPart(playable, stats) {
  const rows = [...stats].flatMap(([name, value]) => [
    make("dt", storyTongue(), playable.variables.get(name).label || name),
    make("dd", {}, typeof value === "boolean" ? say(value ? "yes" : "no") : shownValue(value)),
  ]);
  return sheetPart(say("stats"), make("dl", {}, rows));
}

function inventoryPart(playable, inventory) {
  const items = [...inventory].map(([key, number]) => {
    const item = playable.items.get(key) ?? {};
    const count = number === 1n ? null : make("span", { class: "number" }, ` × ${number}`);
    return make(
      "li",
      storyTongue(),
      item.image ? makePicture(item.image, "") : null,
      make(
        "div",
        {},
        make("p", { class: "name" }, item.name || key, count),
        item.description ? make("p", { class: "about" }, item.description) : null,
      ),
    );
  });
  const list = make("ul", { class: "items", role: "list" }, items);
  return sheetPart(say("inventory"), items.length ? list : note(say("nothing")));
}

function achievementsPart(playable, state, found) {
  const all = [...playable.achievements];
  const isMet = (key) => state.achievements.includes(key) || found.achievements.has(key);
  const items = all
    .filter(([key, each]) => isMet(key) || !each.secret)
    .map(([key, each]) =>
      make(
        "li",
        { class: isMet(key) ? "is-met" : null, ...storyTongue() },
        make("p", { class: "name" }, each.name || key, isMet(key) ? null : makeHidden(`, ${say("not_yet")}`)),
        each.description ? make("p", { class: "about" }, each.description) : null,
      ),
    );
  const count = say("achievements_found", {
    found: all.filter(([key]) => isMet(key)).length,
    all: all.length,
  });
  const list = make("ul", { class: "achievements", role: "list" }, items);
  return sheetPart(say("achievements"), list, make("p", { class: "count", ...pageTongue() }, count));
}
