// What opens above the page: saved games and settings.

/** Open a panel with a title; it closes by its button, by Escape, and gives the focus back. */
function openPanel(title, ...children) {
  const close = () => panel.close();
  const heading = make("h2", { id: "panel-title" }, title);
  const button = makeButton("✕", close, { "aria-label": say("close"), class: "close" });
  const panel = make(
    "dialog",
    { "aria-labelledby": "panel-title", onclose: () => panel.remove(), ...pageTongue() },
    make("header", {}, heading, button),
    children,
  );
  document.body.append(panel);
  panel.showModal();
  return panel;
}

/**
 * Open the saved games.
 *
 * acts: `{save(), load(save)}`: what to keep now, or null where no play is open; `load` goes on from a
 * save and throws a RefusedError where it does not fit.
 */
function openSaves(saves, acts) {
  const list = make("ul", { class: "slots", role: "list" });
  const notice = make("p", { class: "notice", role: "status" });
  const panel = openPanel(
    say("saves"),
    saves.storage.isLasting ? null : note(say("not_kept")),
    saveForm(saves, acts, () => show()),
    list,
    exportPart(acts),
    importPart((save) => load(save)),
    notice,
  );
  const load = (save) => {
    try {
      acts.load(save);
      panel.close();
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      notice.textContent = say("save_refused");
    }
  };
  const show = () => list.replaceChildren(...saves.slots.map((slot) => slotItem(saves, slot, load, show)));
  show();
}

function saveForm(saves, acts, saved) {
  const save = acts.save();
  if (save === null) {
    return null;
  }
  const name = make("input", {
    type: "text",
    id: "slot-name",
    maxlength: 50,
    required: true,
    value: save.place.slice(0, 50) || say("saved_game"),
  });
  const put = (event) => {
    event.preventDefault();
    saves.put(name.value.trim(), save);
    saved();
    announce(say("saved"));
  };
  const label = make("label", { for: "slot-name" }, say("slot_name"));
  const button = make("button", { class: "main", type: "submit" }, say("save"));
  return make("form", { class: "row", onsubmit: put }, label, name, button);
}

function slotItem(saves, slot, load, changed) {
  const remove = () => {
    saves.delete(slot.name);
    changed();
  };
  const at = new Date(slot.at);
  const when = Number.isNaN(at.getTime()) ? "" : at.toLocaleString(publication.page_language);
  const turns = say("turns", { n: slot.log.moves.length });
  return make(
    "li",
    {},
    make("div", {}, make("strong", {}, slot.name), make("small", {}, `${turns} · ${when}`)),
    makeButton(say("load"), () => load(readSave(slot))),
    makeButton(say("delete"), remove, { "aria-label": `${say("delete")}: ${slot.name}` }),
  );
}

function exportPart(acts) {
  const save = acts.save();
  if (save === null) {
    return null;
  }
  const text = JSON.stringify(save);
  const field = make("textarea", { readonly: true, rows: 3, id: "export", dir: "ltr" }, text);
  field.addEventListener("focus", () => field.select());
  const label = make("label", { for: "export" }, say("export"));
  return make("details", {}, make("summary", {}, say("export_title")), label, field);
}

function importPart(load) {
  const field = make("textarea", { rows: 3, id: "import", dir: "ltr", required: true });
  const read = (event) => {
    event.preventDefault();
    load(readSave(parsedOrNull(field.value)));
  };
  const label = make("label", { for: "import" }, say("import"));
  const button = make("button", { type: "submit" }, say("load"));
  const form = make("form", { onsubmit: read }, label, field, button);
  return make("details", {}, make("summary", {}, say("import_title")), form);
}

function parsedOrNull(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Open the settings; `changed` is called after each change. */
function openSettings(settings, changed) {
  openPanel(say("settings"), settingsForm(settings, changed), make("p", { class: "about" }, say("keys_help")));
}
