// A scene on the page: what the last move came to, the text, the pictures and the choices.

/**
 * The scene of a view.
 *
 * acts: `{choose(key), answer(given), again(), back(), leave(), found}`; draft: what was put into the
 * puzzle before.
 */
function sceneArticle(game, view, acts, draft) {
  const heading = view.title || say("scene");
  return make(
    "article",
    { class: view.ending ? "scene is-ending" : "scene", ...storyTongue() },
    aftermath(game),
    make("h1", { tabindex: "-1", id: "heading", class: view.title ? "" : "hidden" }, heading),
    pictures(view),
    make("div", { class: "prose" }, markdownOf(view.content)),
    sounds(view),
    view.puzzle && questionForm(game, view.puzzle, acts.answer, draft),
    view.choices.length ? choiceList(view.choices, acts.choose) : null,
    view.ending && theEnd(view.ending, game, acts),
    isStuck(view) && make("p", { class: "stuck", ...pageTongue() }, say("stuck")),
  );
}

/** The language of the story's texts, and of the page's own. */
function storyTongue() {
  return { lang: publication.language, dir: publication.direction };
}

function pageTongue() {
  return { lang: publication.page_language, dir: "ltr" };
}

/** What the last move came to, in words for those who listen. */
function toldAftermath(game) {
  return aftermath(game)?.textContent ?? "";
}

function aftermath(game) {
  const { step, playable } = game;
  if (step === null || game.hasStayed) {
    return null;
  }
  const parts = [
    step.move.outcome === "lapsed" ? note(say("lapsed")) : null,
    step.correct === null ? null : note(say(step.correct ? "right" : "failed")),
    step.roll && rollNote(step.roll),
    step.consequences && make("div", { class: "prose" }, markdownOf(step.consequences)),
    ...step.unlocked.map((key) => unlockedNote(playable.achievements.get(key), key)),
  ].filter(Boolean);
  return parts.length ? make("div", { class: "aftermath" }, parts) : null;
}

function note(text) {
  return make("p", { class: "note", ...pageTongue() }, text);
}

function rollNote(roll) {
  const fallen = roll.rolls.map((die) => make("span", { class: "die" }, String(die), " "));
  const verdict = say(roll.success ? "roll_success" : "roll_failure");
  const sum = say("roll_told", { dice: roll.dice, total: roll.total, target: roll.target });
  const told = make("span", {}, `${sum} `, make("strong", {}, verdict));
  const kind = roll.success ? "note roll is-success" : "note roll";
  return make("p", { class: kind, ...pageTongue() }, make("span", { class: "dice" }, fallen), told);
}

function unlockedNote(achievement, key) {
  const name = make("strong", storyTongue(), achievement?.name || key);
  const label = make("span", pageTongue(), say("unlocked"), " ");
  const about = achievement?.description ? ` ${achievement.description}` : "";
  return make("p", { class: "note unlocked" }, label, name, about);
}

function pictures(view) {
  return view.media
    .filter((each) => each.kind === "image")
    .map((each) => makePicture(each.source, each.alt_text ?? ""))
    .filter(Boolean)
    .map((picture) => make("figure", {}, picture));
}

function sounds(view) {
  return view.media
    .filter((each) => each.kind === "audio")
    .filter((each) => publication.media[each.source]?.startsWith("data:audio/"))
    .map((each) => {
      const label = each.alt_text || say("sound");
      const player = make("audio", {
        controls: true,
        preload: "metadata",
        src: publication.media[each.source],
        "aria-label": label,
      });
      return make("figure", { class: "sound" }, make("figcaption", {}, label), player);
    });
}

function choiceList(choices, choose) {
  const items = choices.map((choice) => make("li", {}, choiceButton(choice, choose)));
  return make(
    "nav",
    { class: "choices", "aria-label": say("choices") },
    make("ol", { role: "list" }, items),
  );
}

function choiceButton(choice, choose) {
  const isTimed = choice.available && choice.timer_seconds !== null;
  const attributes = {
    class: "choice",
    "data-key": choice.key,
    "aria-disabled": choice.available ? null : "true",
  };
  const text = make("span", { class: "text" });
  putInlines(text, choice.text, new Map());
  text.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  const parts = [
    make("span", { class: "letter" }, choice.letter),
    text,
    choice.dice && diceBadge(choice),
    choice.available ? null : lockedNote(choice),
    isTimed && timerBadge(choice),
  ];
  return makeButton(parts, () => choose(choice.key), attributes);
}

function diceBadge(choice) {
  const told = say("roll_asked", { dice: choice.dice, target: choice.target });
  return make("span", { class: "badge", ...pageTongue() }, told);
}

function lockedNote(choice) {
  const about = choice.locked_text || say("locked");
  const label = choice.locked_text ? makeHidden(`${say("locked")}: `) : null;
  return make("span", { class: "locked" }, label, about);
}

function timerBadge(choice) {
  return make(
    "span",
    { class: "timer", "data-timer": choice.key, ...pageTongue() },
    make("span", { class: "bar" }, make("span", {})),
    make("span", { class: "seconds", role: "timer", "aria-live": "off" }),
  );
}

/** Show on the timers of a page how much time is left; those that are over close their choice. */
function showTimers(page, view, elapsed) {
  for (const choice of view.choices.filter((each) => each.available && each.timer_seconds !== null)) {
    const button = page.querySelector(`[data-key="${CSS.escape(choice.key)}"]`);
    const left = secondsLeft(choice, elapsed);
    const isOver = elapsed > choice.timer_seconds;
    const share = Math.max(0, 1 - elapsed / choice.timer_seconds);
    button.querySelector(".seconds").textContent = isOver ? say("time_over") : shownSeconds(left);
    button.querySelector(".bar span").style.setProperty("--left", String(share));
    button.toggleAttribute("data-over", isOver);
    if (isOver) {
      button.setAttribute("aria-disabled", "true");
    }
  }
}

function theEnd(ending, { playable }, { found, ...acts }) {
  return make(
    "footer",
    { class: "the-end" },
    make("p", { class: "label", ...pageTongue() }, say("the_end")),
    ending.name ? make("h2", {}, ending.name) : null,
    ending.tone ? make("p", { class: "tone" }, ending.tone) : null,
    make("p", { class: "count", ...pageTongue() }, foundEndings(found, playable)),
    make(
      "p",
      { class: "actions", ...pageTongue() },
      makeButton(say("again"), acts.again, { class: "main" }),
      makeButton(say("back_one"), acts.back),
      makeButton(say("title_page"), acts.leave),
    ),
  );
}

/** How many of a story's endings were found. */
function foundEndings(found, playable) {
  const all = [...playable.nodes].filter(([, node]) => node.ending).map(([key]) => key);
  const met = all.filter((key) => found.endings.has(key)).length;
  return say("endings_found", { found: met, all: all.length });
}

/** Whether nothing can be done at a scene that is no ending. */
function isStuck(view) {
  return !view.ending && view.puzzle === null && !view.choices.some((choice) => choice.available);
}
