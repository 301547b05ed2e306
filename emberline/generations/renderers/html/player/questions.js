// The puzzle of a scene: a field, parts to put in order, or pairs to find.

/** The form of a question. answer: called with what was given; draft: as `Draft` keeps it. */
function questionForm(game, question, answer, draft) {
  const kinds = { text: fieldOf, number: fieldOf, order: orderOf, match: matchOf };
  const { parts, given } = kinds[question.kind](question, draft);
  const submit = (event) => {
    event.preventDefault();
    answer(given());
  };
  return make(
    "form",
    { class: "question", onsubmit: submit, autocomplete: "off" },
    make("div", { class: "prose", id: "prompt" }, markdownOf(question.prompt)),
    parts,
    game.hasStayed ? note(say("wrong")) : null,
    question.attempts_left === null
      ? null
      : make("p", { class: "count", ...pageTongue() }, say("attempts", { n: question.attempts_left })),
    question.hints.length ? hintList(question.hints) : null,
    make("p", { class: "actions" }, make("button", { class: "main", type: "submit" }, say("answer"))),
  );
}

function hintList(hints) {
  const items = hints.map((hint) => make("li", {}, markdownOf(hint)));
  return make("div", { class: "hints" }, make("p", pageTongue(), say("hints")), make("ul", {}, items));
}

function fieldOf(question, draft) {
  const field = make("input", {
    type: "text",
    id: "answer",
    inputmode: question.kind === "number" ? "decimal" : "text",
    autocapitalize: "off",
    spellcheck: "false",
    maxlength: question.kind === "number" ? NUMBER_LENGTH_MOST : ANSWER_MOST,
    "aria-describedby": "prompt",
    dir: "auto",
    value: typeof draft.given === "string" ? draft.given : "",
    oninput: () => {
      draft.given = field.value;
    },
  });
  const label = make("label", { for: "answer", ...pageTongue() }, say(`answer_${question.kind}`));
  return { parts: make("p", { class: "field" }, label, field), given: () => field.value };
}

function orderOf(question, draft) {
  const order = Array.isArray(draft.given) ? draft.given : [...question.options];
  draft.given = order;
  const list = make("ol", { class: "parts", "aria-describedby": "prompt" });
  const move = (from, to, button) => {
    if (to < 0 || to >= order.length) {
      return;
    }
    [order[from], order[to]] = [order[to], order[from]];
    show();
    const place = list.children[to];
    (place.querySelector(`.${button}:not([disabled])`) ?? place.querySelector("button")).focus();
    announce(say("moved", { part: order[to], place: to + 1, all: order.length }));
  };
  const show = () => list.replaceChildren(...order.map((part, at) => orderItem(part, at, order, move)));
  show();
  return { parts: [note(say("answer_order")), list], given: () => [...order] };
}

function orderItem(part, at, order, move) {
  const up = makeButton("↑", () => move(at, at - 1, "up"), {
    class: "up",
    disabled: at === 0,
    "aria-label": say("move_up", { part }),
  });
  const down = makeButton("↓", () => move(at, at + 1, "down"), {
    class: "down",
    disabled: at === order.length - 1,
    "aria-label": say("move_down", { part }),
  });
  const byArrows = (event) => {
    const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (steps) {
      event.preventDefault();
      move(at, at + steps, steps < 0 ? "up" : "down");
    }
  };
  return make("li", { onkeydown: byArrows }, make("span", { class: "text" }, part), up, down);
}

function matchOf(question, draft) {
  const pairs = draft.given instanceof Map ? draft.given : new Map();
  draft.given = pairs;
  const rows = question.lefts.map((left, at) => {
    const options = [...new Set(question.options)].map((right) =>
      make("option", { value: right, selected: pairs.get(left) === right }, right),
    );
    const nothing = make("option", { value: "", disabled: true, selected: !pairs.has(left) }, "…");
    const field = make("select", { id: `pair-${at}`, required: true }, nothing, options);
    field.addEventListener("change", () => pairs.set(left, field.value));
    return make("p", { class: "row" }, make("label", { for: field.id }, left), field);
  });
  const form = make("div", { class: "pairs" }, note(say("answer_match")), rows);
  return { parts: form, given: () => Object.fromEntries(pairs) };
}
