// The page: it shows the title page or a play, and does what the reader asks for.

/** The player of one publication, in the elements of `page.html`. */
class Player {
  constructor(playable, storage) {
    this.playable = playable;
    this.saves = new Saves(storage, publication.identifier);
    this.settings = new Settings(storage);
    this.clock = new Clock(() => this.tick());
    this.game = null;
    this.draft = {};
    this.main = document.getElementById("main");
    document.addEventListener("keydown", (event) => this.press(event));
    window.addEventListener("pagehide", () => this.keep());
    this.showBar();
    this.showCover();
  }

  showBar() {
    const buttons = [
      makeButton(say("back"), () => this.back(), { id: "back" }),
      makeButton(say("saves"), () => openSaves(this.saves, this.acts()), { id: "saves" }),
      makeButton(say("settings"), () => openSettings(this.settings, () => this.refresh()), {
        id: "settings",
      }),
    ];
    const title = makeButton(this.playable.edition.title, () => this.leave(), {
      class: "title",
      ...storyTongue(),
    });
    document.getElementById("bar").replaceChildren(title, make("span", pageTongue(), buttons));
  }

  showCover() {
    this.clock.stop();
    this.game = null;
    const save = this.saves.automatic;
    const acts = { begin: (key) => this.begin(key), resume: () => this.resume(save) };
    this.main.replaceChildren(coverArticle(this.playable, save, this.saves.found, acts));
    document.getElementById("back").disabled = true;
    document.title = this.playable.edition.title;
  }

  begin(protagonist) {
    this.open(Game.begin(this.playable, protagonist), 0);
  }

  /** Go on from a save. RefusedError where it is none of this story. */
  load(save) {
    if (save === null) {
      throw new RefusedError("no_log", "This is no saved game.");
    }
    this.open(new Game(this.playable, save.log), save.elapsed);
  }

  resume(save) {
    try {
      this.load(save);
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      this.saves.forget();
      this.showCover();
      announce(say("save_refused"));
    }
  }

  open(game, elapsed) {
    this.game = game;
    this.arrive(elapsed);
  }

  leave() {
    if (this.game) {
      this.keep();
      this.showCover();
      this.focusHeading();
    }
  }

  back() {
    if (this.game?.log.moves.length) {
      this.game.back();
      this.arrive(0);
    }
  }

  choose(key) {
    const button = this.main.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (button?.getAttribute("aria-disabled")) {
      announce(button.textContent);
      return;
    }
    this.make(() => this.game.choose(key, this.clock.elapsed, this.settings.timers));
  }

  answer(given) {
    this.make(() => this.game.answer(given, this.clock.elapsed, this.settings.timers));
  }

  make(move) {
    try {
      move();
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      announce(say(error.code === "bad_answer" ? "bad_answer" : "refused"));
      return;
    }
    this.moved();
  }

  /** Show what a move came to. A wrong answer leaves the clock running. */
  moved() {
    if (this.game.hasStayed) {
      this.show();
      this.keep();
      announce(this.main.querySelector(".question")?.textContent ?? say("wrong"));
      this.main.querySelector("#answer, .question select, .question button, .choice")?.focus();
      return;
    }
    this.arrive(0);
  }

  arrive(elapsed) {
    this.draft = {};
    this.clock.start(elapsed, false);
    this.saves.note(this.playable, this.game.state);
    this.show();
    this.keep();
    announce(toldAftermath(this.game));
    this.focusHeading();
    window.scrollTo(0, 0);
  }

  /** Show the scene as it is now; the clock goes on. */
  show() {
    const { game, settings } = this;
    this.view = viewOf(this.playable, game.state, settings.timers);
    const found = this.saves.found;
    const acts = { ...this.acts(), found };
    const sheet = sheetOf(game, this.view, found);
    const article = sceneArticle(game, this.view, acts, this.draft);
    this.main.replaceChildren(article, sheet ? this.sheetAside(sheet) : "");
    this.clock.start(this.clock.elapsed, this.view.choices.some((each) => each.timer_seconds));
    showTimers(this.main, this.view, this.clock.elapsed);
    document.getElementById("back").disabled = game.log.moves.length === 0;
    document.title = [this.view.title, this.playable.edition.title].filter(Boolean).join(" · ");
  }

  sheetAside(sheet) {
    const isWide = matchMedia("(min-width: 64rem)").matches;
    const summary = make("summary", pageTongue(), say("sheet"));
    const isOpen = this.main.querySelector(".sheet details")?.open ?? isWide;
    const details = make("details", { open: isOpen }, summary, sheet);
    return make("aside", { class: "sheet", "aria-label": say("sheet") }, details);
  }

  acts() {
    return {
      choose: (key) => this.choose(key),
      answer: (given) => this.answer(given),
      again: () => this.begin(this.game.log.protagonist),
      back: () => this.back(),
      leave: () => this.leave(),
      save: () => this.game && this.saved(),
      load: (save) => this.load(save),
    };
  }

  saved() {
    return this.game.save(this.clock.elapsed, new Date().toISOString());
  }

  keep() {
    if (this.game) {
      this.saves.keep(this.saved());
    }
  }

  refresh() {
    if (this.game) {
      this.show();
    }
  }

  tick() {
    if (this.game.lapse(this.clock.elapsed, this.settings.timers)) {
      this.moved();
      return;
    }
    showTimers(this.main, this.view, this.clock.elapsed);
    // A reload gives nobody more time than a second.
    if (Math.floor(this.clock.elapsed) !== this.keptSecond) {
      this.keptSecond = Math.floor(this.clock.elapsed);
      this.keep();
    }
  }

  press(event) {
    const isWriting = event.target.closest?.("input, textarea, select, dialog, audio");
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (!this.game || isWriting || isOther || this.settings.keys === "off") {
      return;
    }
    const pressed = event.key.toUpperCase();
    const { choices } = this.view;
    const choice =
      choices.find((each) => each.letter.toUpperCase() === pressed) ??
      (/^[1-9]$/.test(pressed) ? choices[Number(pressed) - 1] : undefined);
    if (choice) {
      event.preventDefault();
      this.choose(choice.key);
    }
  }

  focusHeading() {
    document.getElementById("heading").focus({ preventScroll: true });
  }
}
