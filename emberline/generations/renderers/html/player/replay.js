// A play again, from its seed and its moves. A log is what is saved, exported and taken back.

const MOVES_MOST = 100_000;

/** The state that the moves of `log` lead to. RefusedError for a log that does not fit the story. */
function replayLog(playable, log) {
  let state = startPlay(playable, log.protagonist, log.seed);
  for (const move of log.moves) {
    state = makeMove(playable, state, move).state;
  }
  return state;
}

/** What a move of a log leads to. RefusedError `not_here`, `locked`, and as `answerPuzzle`. */
function makeMove(playable, state, move) {
  if (move.node !== state.node) {
    throw new RefusedError("not_here", `The play stands at ${state.node}, not ${move.node}.`);
  }
  if (move.choice === null) {
    return answerPuzzle(playable, state, move.answer);
  }
  const open = openChoices(sceneOf(playable, state), state);
  const choice = open.find((each) => each.key === move.choice);
  if (choice === undefined) {
    throw new RefusedError("locked", `The choice ${move.choice} is not open there.`);
  }
  return takeChoice(playable, state, choice, move.outcome);
}

/** A log out of what was parsed from somewhere. RefusedError `no_log` for anything else. */
function readLog(parsed) {
  const isLog =
    typeof parsed === "object" &&
    parsed !== null &&
    /^[0-9a-f]{32}$/.test(parsed.seed) &&
    Array.isArray(parsed.moves) &&
    parsed.moves.length <= MOVES_MOST &&
    parsed.moves.every((move) => typeof move?.node === "string");
  if (!isLog) {
    throw new RefusedError("no_log", "This is no saved game.");
  }
  return {
    seed: parsed.seed,
    protagonist: typeof parsed.protagonist === "string" ? parsed.protagonist : null,
    moves: parsed.moves.map(readMove),
  };
}

function readMove({ node, choice, answer, outcome }) {
  if (typeof choice !== "string") {
    return { node, choice: null, answer };
  }
  return outcome === "lapsed" ? { node, choice, outcome } : { node, choice };
}
