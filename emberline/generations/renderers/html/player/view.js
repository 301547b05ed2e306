// What a reader sees of a state.

/** What a reader with this setting of timers sees of `state`; texts are Markdown. */
function viewOf(playable, state, timers = "on") {
  const scene = playable.scene(state.node);
  return {
    node: scene.key,
    title: scene.title ?? "",
    content: filledText(scene.content ?? "", state),
    type: scene.type,
    choices: scene.ending ? [] : offeredChoices(scene, state, timers),
    puzzle: scene.ending ? null : questionOf(scene, state),
    ending: scene.ending ?? null,
    media: scene.media ?? [],
    stats: new Map(playable.shown.map((name) => [name, state.variables.get(name)])),
    inventory: state.items,
    turn: state.turn,
  };
}

function offeredChoices(scene, state, timers) {
  const open = new Set(openChoices(scene, state));
  return choicesOf(scene).flatMap((choice) => {
    if (open.has(choice)) {
      return [openChoice(choice, state, timers)];
    }
    return isShownLocked(scene, choice, state) ? [lockedChoice(choice, state)] : [];
  });
}

function isShownLocked(scene, choice, state) {
  return choice.locked !== undefined && !isUsed(scene, choice, state) && !choice.fallback;
}

function openChoice(choice, state, timers) {
  return {
    key: choice.key,
    letter: choice.letter,
    text: filledText(choice.text, state),
    available: true,
    timer_seconds: choice.timer ? allowedSeconds(choice.timer, timers) : null,
    dice: choice.roll ? choice.roll.dice : null,
    target: choice.roll ? readValue(choice.roll.target) : null,
  };
}

function lockedChoice(choice, state) {
  return {
    key: choice.key,
    letter: choice.letter,
    text: filledText(choice.text, state),
    available: false,
    locked_text: filledText(choice.locked, state),
  };
}

function questionOf(scene, state) {
  const puzzle = openPuzzle(scene, state);
  if (puzzle === null) {
    return null;
  }
  const isMatch = puzzle.kind === "match";
  const parts = isMatch ? puzzle.answers.map(([, right]) => right) : puzzle.answers;
  const isMixed = isMatch || puzzle.kind === "order";
  return {
    kind: puzzle.kind,
    prompt: filledText(puzzle.prompt ?? "", state),
    options: isMixed ? shuffled(parts, state.seed, state.node) : [],
    lefts: isMatch ? puzzle.answers.map(([left]) => left) : [],
    hints: (puzzle.hints ?? []).slice(0, state.attempts),
    attempts_left: puzzle.attempts === undefined ? null : puzzle.attempts - state.attempts,
  };
}
