// For tests and tools: plays told from outside, with the engine of this page and without it seen.

/**
 * What a play comes to: its state and view at the start and after each act.
 *
 * edition: as `edition.py` writes it. play: `{seed, protagonist, acts}`; an act is
 * `{choose, elapsed, timers}` or `{answer}`. Whole numbers of the story are told as `{i: "3"}`. `again`
 * says whether the log of the play, replayed, gives the state that the play ended in.
 */
function toldPlay(edition, play) {
  const playable = new Playable(edition);
  const log = { seed: play.seed, protagonist: play.protagonist, moves: [] };
  let state = startPlay(playable, play.protagonist, play.seed);
  const steps = [{ state: toldState(state), view: toldView(viewOf(playable, state)) }];
  for (const act of play.acts) {
    const step = toldStep(playable, state, act);
    steps.push(step.told);
    if (step.made) {
      state = step.made.state;
      log.moves.push(step.made.move);
    }
  }
  const again = toldState(replayLog(playable, readLog(JSON.parse(JSON.stringify(log)))));
  return { steps, again: JSON.stringify(again) === JSON.stringify(toldState(state)) };
}

function toldStep(playable, state, act) {
  const timers = act.timers ?? "on";
  try {
    const made =
      "answer" in act
        ? answerPuzzle(playable, state, act.answer)
        : choose(playable, state, act.choose, act.elapsed ?? 0, timers);
    const view = viewOf(playable, made.state, timers);
    const told = { ...toldTree(made), state: toldState(made.state), view: toldView(view) };
    return { made, told };
  } catch (error) {
    if (!(error instanceof RefusedError)) {
      throw error;
    }
    return { made: null, told: { refused: error.code } };
  }
}

function toldState(state) {
  return toldTree({ ...state });
}

function toldView(view) {
  return toldTree(view);
}

/** Maps as lists of pairs, so that their order is told, and whole numbers apart from others. */
function toldTree(tree) {
  if (tree instanceof Map) {
    return [...tree].map(([name, each]) => [name, toldTree(each)]);
  }
  if (Array.isArray(tree)) {
    return tree.map(toldTree);
  }
  if (typeof tree === "object" && tree !== null) {
    return Object.fromEntries(Object.entries(tree).map(([name, each]) => [name, toldTree(each)]));
  }
  return typeof tree === "bigint" ? { i: String(tree) } : tree;
}

/** Markdown as the HTML of what this page makes of it. */
function toldMarkdown(markdown) {
  const holder = document.createElement("div");
  holder.append(markdownOf(markdown));
  return holder.innerHTML;
}
