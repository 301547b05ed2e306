// Playing: a state and a move give the next state.

/** The state where a play begins. protagonist: a key; null is the first one, if there is any. */
function startPlay(playable, protagonist, seed) {
  const first = protagonist ?? playable.protagonists.keys().next().value ?? null;
  if (first !== null && !playable.protagonists.has(first)) {
    throw new RefusedError("no_protagonist", `Nobody is called ${first} in this story.`);
  }
  const turn = new Turn(playable, {
    node: playable.start,
    seed,
    drawn: 0,
    turn: -1,
    protagonist: null,
    variables: playable.initial,
    items: new Map(),
    visits: new Map(),
    taken: new Map(),
    achievements: [],
    own: new Map(),
  });
  if (first !== null) {
    turn.become(first);
  }
  turn.enter(playable.start);
  return turn.state(playable.start);
}

/**
 * What a choice leads to.
 *
 * elapsed: seconds since the reader first saw this node; timers: "on", "off", "2" or "10".
 * RefusedError: `over`, `no_choice`, `locked`, `lapsed`, `missing_target`, `broken_dice`.
 */
function choose(playable, state, key, elapsed = 0, timers = "on") {
  const scene = sceneOf(playable, state);
  const choice = choicesOf(scene).find((each) => each.key === key);
  if (choice === undefined) {
    throw new RefusedError("no_choice", `There is no choice ${key} here.`);
  }
  const lapsed = elapsed ? lapse(playable, state, elapsed, timers) : null;
  if (lapsed !== null) {
    return lapsed;
  }
  if (elapsed && choice.timer && isOver(choice.timer, elapsed, timers)) {
    throw new RefusedError("lapsed", "The time for this choice is over.");
  }
  if (!openChoices(scene, state).includes(choice)) {
    throw new RefusedError("locked", "This choice is not open to you.");
  }
  return takeChoice(playable, state, choice);
}

/** What time itself leads to after so many seconds at this node; null while nothing lapsed. */
function lapse(playable, state, elapsed, timers = "on") {
  const open = openChoices(sceneOf(playable, state), state);
  const running = open.filter((each) => each.timer).map((each) => each.timer);
  for (const timer of running.sort((one, other) => one.seconds - other.seconds)) {
    const byDefault = open.find((each) => each.key === (timer.default ?? ""));
    if (byDefault !== undefined && isOver(timer, elapsed, timers)) {
      return takeChoice(playable, state, byDefault, "lapsed");
    }
  }
  return null;
}

/**
 * What an answer (a text, a list or a map, by the kind) to the puzzle of this node leads to.
 *
 * A wrong one stays here until the attempts are used.
 * RefusedError: `over`, `no_puzzle`, `bad_answer`, `missing_target`.
 */
function answerPuzzle(playable, state, given) {
  const puzzle = openPuzzle(sceneOf(playable, state), state);
  if (puzzle === null) {
    throw new RefusedError("no_puzzle", "There is nothing to answer here.");
  }
  const move = { node: state.node, choice: null, answer: given };
  if (isCorrect(puzzle, given, playable.edition.folding)) {
    return arrive(new Turn(playable, state), puzzle.success, move, true);
  }
  const attempts = state.attempts + 1;
  if (attempts === puzzle.attempts && puzzle.failure !== undefined) {
    return arrive(new Turn(playable, state), puzzle.failure, move, false);
  }
  const stays = Object.freeze({ ...state, attempts, turn: state.turn + 1 });
  return { state: stays, move, consequences: "", roll: null, unlocked: [], correct: false };
}

/** What an open choice leads to. outcome: "lapsed" where time has taken it. */
function takeChoice(playable, state, choice, outcome) {
  const turn = new Turn(playable, state);
  turn.takeChoice(`${state.node}/${choice.key}`);
  turn.apply(choice.effects);
  const roll = choice.roll ? rolled(choice.roll, turn) : null;
  const target = roll ? (roll.success ? choice.roll.success : choice.roll.failure) : choice.to;
  const after = entered(turn, target);
  return {
    state: after,
    move: { node: state.node, choice: choice.key, ...(outcome ? { outcome } : {}) },
    consequences: filledText(choice.consequences ?? "", after),
    roll,
    unlocked: turn.unlocked(),
    correct: null,
  };
}

/** The choices of a scene, the first of each key. */
function choicesOf(scene) {
  return scene.choices ?? [];
}

/** The choices that are open in `state`, in their order; a fallback only where no other is. */
function openChoices(scene, state) {
  const open = choicesOf(scene).filter((choice) => isOpen(scene, choice, state));
  const usual = open.filter((choice) => !choice.fallback);
  return usual.length ? usual : open;
}

/** The puzzle of a scene while it may be answered, or null. */
function openPuzzle(scene, state) {
  const { puzzle } = scene;
  const isSpent = puzzle?.attempts !== undefined && state.attempts >= puzzle.attempts;
  return puzzle === undefined || isSpent ? null : puzzle;
}

/** The scene where the play stands. RefusedError `over` at an ending. */
function sceneOf(playable, state) {
  const scene = playable.scene(state.node);
  if (scene.ending) {
    throw new RefusedError("over", "The story is over.");
  }
  return scene;
}

/** How long a reader with this setting has, in seconds; null is for ever. */
function allowedSeconds(timer, timers) {
  return timers === "off" ? null : timer.seconds * (timers === "on" ? 1 : Number(timers));
}

/** Whether a choice with this `once` was taken in this play. */
function isUsed(scene, choice, state) {
  return Boolean(choice.once) && state.taken.has(`${scene.key}/${choice.key}`);
}

function isOpen(scene, choice, state) {
  return !isUsed(scene, choice, state) && holds(choice.condition, state);
}

function isOver(timer, elapsed, timers) {
  const allowed = allowedSeconds(timer, timers);
  return allowed !== null && elapsed > allowed;
}

function arrive(turn, target, move, correct) {
  const state = entered(turn, target);
  return { state, move, consequences: "", roll: null, unlocked: turn.unlocked(), correct };
}

function entered(turn, target) {
  turn.playable.scene(target);
  turn.enter(target);
  return turn.state(target);
}

function rolled(roll, turn) {
  if (!roll.terms) {
    throw new RefusedError("broken_dice", "The dice of this choice cannot be read.");
  }
  const modifier = roll.modifier ? evaluate(roll.modifier, turn) : 0n;
  const fallen = turn.fall(roll);
  const total = fallen.total + modifier;
  const target = readValue(roll.target);
  return { dice: roll.dice, rolls: fallen.rolls, total, target, success: total >= target };
}
