// The page of live events: who listens, how the line is, and what was heard.

import { Line, post } from "./line.js";
import { describe } from "./words.js";

const SHOWN_MOST = 500;
const STATES = {
  closed: "Disconnected", waiting: "Waiting", open: "Connected", stopped: "Stopped",
};

const at = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** A token that was pasted: there is no other when it is over. */
class PastedToken {
  constructor(token) {
    this.token = token;
  }

  async renew() {
    return false;
  }

  async leave() {
    // It is whoever's who pasted it.
  }
}

/** A session made by signing in here. */
class Session {
  constructor(session) {
    this.#take(session);
  }

  #take(session) {
    this.token = session.token;
    this.refreshToken = session.refresh_token;
  }

  async renew() {
    try {
      const answer = await post("/api/auth/refresh-token", { refresh_token: this.refreshToken });
      this.#take(answer.data);
      return true;
    } catch (error) {
      // 400 and 401 are final; whatever else it was may pass.
      if (error.status === 400 || error.status === 401) return false;
      throw error;
    }
  }

  async leave() {
    if (await this.renew()) await post("/api/auth/logout", null, this.token);
  }
}

let credentials = null;
let state = "closed";
let heard = 0;
let greeted = 0;

const line = new Line({
  state(name, why) {
    state = name;
    at("lamp").dataset.state = name;
    at("state").textContent = STATES[name];
    at("why").textContent = why;
    showButtons();
    if (name === "stopped") note(`Stopped. ${why}`);
  },
  message(message) {
    if (message.type === "hello") {
      greeted += 1;
      at("returns").textContent = Math.max(0, greeted - 1);
      at("epoch").textContent = message.data.epoch;
      at("who").textContent = `Listening for user ${message.data.user_id}.`;
    } else if (message.type !== "sync.lost") {
      heard += 1;
      at("count").textContent = heard;
    }
    at("last").textContent = line.last ?? "–";
    show(message);
  },
});

at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = { username: at("name").value, password: at("password").value };
  begin(event.submitter, async () => new Session(await post("/login", body)));
});
at("paste").addEventListener("submit", (event) => {
  event.preventDefault();
  begin(event.submitter, async () => new PastedToken(at("token").value.trim()));
});
at("leave").addEventListener("click", async () => {
  const gone = credentials;
  credentials = null;
  line.forget();
  [heard, greeted] = [0, 0];
  for (const id of ["count", "returns"]) at(id).textContent = 0;
  for (const id of ["last", "epoch"]) at(id).textContent = "–";
  showWho();
  at("name").focus();
  // A session that the server cannot end now ends by itself.
  await gone.leave().catch(() => {});
});
at("connect").addEventListener("click", () => mayConnect() && connect());
at("disconnect").addEventListener("click", () => isUp() && line.close());
at("clear").addEventListener("click", () => at("log").replaceChildren());
for (const control of [...document.getElementsByName("kind"), at("client")]) {
  // Nothing is lost by it: the new connection goes on where the old one stood.
  control.addEventListener("change", () => isUp() && connect());
}
showButtons();

async function begin(button, open) {
  at("problem").textContent = "";
  button.setAttribute("aria-disabled", "true");
  try {
    credentials = await open();
  } catch (error) {
    at("problem").textContent = error.status ? error.message : "The server does not answer.";
    return;
  } finally {
    button.removeAttribute("aria-disabled");
  }
  at("password").value = at("token").value = "";
  showWho();
  connect();
  at("disconnect").focus();
}

function connect() {
  if (!at("client").reportValidity()) return;
  const { value: kind } = document.querySelector("input[name=kind]:checked");
  line.open(credentials, { kind, client: at("client").value });
}

function isUp() {
  return state === "open" || state === "waiting";
}

function mayConnect() {
  return credentials !== null && !isUp();
}

function showButtons() {
  // Not `disabled`, which would take the focus from whoever pressed one.
  at("connect").setAttribute("aria-disabled", !mayConnect());
  at("disconnect").setAttribute("aria-disabled", !isUp());
}

function showWho() {
  at("signed-out").hidden = credentials !== null;
  at("signed-in").hidden = credentials === null;
  at("who").textContent = "";
  showButtons();
}

/** Something that the page itself has to say, among what was heard. */
function note(sentence) {
  const entry = newEntry(new Date(), "", sentence);
  entry.className = "own";
  keep(entry);
}

function show(message) {
  const entry = newEntry(new Date(message.timestamp), message.type, describe(message));
  const whole = document.createElement("details");
  whole.append(
    withText("summary", "whole message"),
    withText("pre", JSON.stringify(message, null, 2)),
  );
  entry.append(whole);
  keep(entry);
}

function newEntry(instant, type, told) {
  const entry = document.createElement("li");
  const time = document.createElement("time");
  if (!Number.isNaN(instant.valueOf())) {
    time.dateTime = instant.toISOString();
    time.textContent = clock.format(instant);
  }
  const words = withText("div", told);
  words.className = "told";
  entry.append(time, withText("strong", type), words);
  return entry;
}

function withText(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function keep(entry) {
  const log = at("log");
  log.prepend(entry);
  while (log.childElementCount > SHOWN_MOST) log.lastElementChild.remove();
}
