// A line to the live events: takes tickets, comes back after a cut, and gives up where it must.
// Knows nothing of the page; tells everything through the `tell` it was given.

const LONGEST_PAUSE = 30_000;
// A connection that held for so long was a good one: the next cut is met without delay again.
const GOOD = 5_000;
// Answers that another try may turn; every other refusal is final.
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

const FINAL = new Map([
  [4001, "Another connection with this device name took its place, or there are more than five."
    + " It stays there: connect again to take it back."],
  [4403, "The account is suspended."],
]);
const CUT = new Map([
  [1008, "The server heard too much from this page."],
  [1012, "The server restarts."],
  [1013, "The server has no room at the moment."],
  [4408, "No pong arrived in time."],
  [4413, "A message from this page was too large."],
  [4429, "This page read too slowly."],
]);
const OVER = 4401;

/** Nothing will change by trying again; the message says why. */
export class Final extends Error {}

/** A call that the server refused. */
class Refused extends Error {
  constructor(status, detail, seconds) {
    super(detail);
    this.status = status;
    this.wait = 1000 * seconds;
  }
}

/** POST `body` as JSON; the answer's JSON. Refused for an error, TypeError without an answer. */
export async function post(path, body, token) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  if (token) headers.Authorization = `Bearer ${token}`;
  const signal = AbortSignal.timeout(15_000);
  const answer = await fetch(path, {
    method: "POST", headers, signal, body: body && JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const seconds = Number(answer.headers.get("Retry-After")) || 0;
  throw new Refused(answer.status, said.detail ?? `The server answers ${answer.status}.`, seconds);
}

/**
 * One line at a time.
 *
 * tell: `state(name, why)` with the names closed, waiting, open, stopped; `message(message)`.
 * credentials: `token`, and `renew()` that tells whether there is another one now.
 */
export class Line {
  #tell;
  #credentials = null;
  #options = {};
  #connection = null;
  #timer = 0;
  #attempt = 0;
  #began = 0;
  // Each `open` and `close` begins a new round; what still arrives of an older one is dropped.
  #round = 0;
  last = null;
  epoch = null;

  constructor(tell) {
    this.#tell = tell;
    addEventListener("online", () => this.#timer && this.#tryNow());
  }

  /** Connect; goes on until `close`, or until the server has said something final. */
  open(credentials, { kind, client }) {
    this.#end();
    this.#credentials = credentials;
    this.#options = { kind, client };
    this.#attempt = 0;
    this.#tryNow();
  }

  /** Disconnect. What happens meanwhile is asked for at the next `open`. */
  close() {
    this.#end();
    this.#tell.state("closed", "");
  }

  /** Begin with nobody's events: for somebody else. */
  forget() {
    this.close();
    this.last = this.epoch = this.#credentials = null;
  }

  #end() {
    this.#round += 1;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#connection?.close();
    this.#connection = null;
  }

  async #tryNow() {
    this.#end();
    const round = this.#round;
    this.#began = performance.now();
    this.#tell.state("waiting", "Connecting …");
    try {
      const ticket = await this.#ticket();
      if (round === this.#round) this.#connect(ticket, round);
    } catch (error) {
      if (round !== this.#round) return;
      if (error instanceof Final || (error instanceof Refused && !PASSING.has(error.status))) {
        this.#stop(error.message);
      } else if (error instanceof Refused) {
        this.#comeBack(error.message, error.wait);
      } else {
        this.#comeBack("The server does not answer.");
      }
    }
  }

  async #ticket() {
    try {
      return (await post("/ws/ticket", null, this.#credentials.token)).ticket;
    } catch (error) {
      if (error.status !== 401) throw error;
    }
    if (!await this.#credentials.renew()) throw new Final(
      "The session or token is over. Sign out here, and in again.");
    return (await post("/ws/ticket", null, this.#credentials.token)).ticket;
  }

  #connect(ticket, round) {
    const { kind, client } = this.#options;
    const asked = new URLSearchParams({ ticket });
    if (client && kind === "socket") asked.set("client", client);
    if (this.last !== null) {
      asked.set("since", this.last);
      asked.set("epoch", this.epoch);
    }
    const take = (text) => round === this.#round && this.#take(text);
    const ended = (code) => round === this.#round && this.#ended(code);
    this.#connection = kind === "socket"
      ? openSocket(asked, take, ended)
      : openStream(asked, take, ended);
  }

  #take(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message.type === "hello") {
      this.epoch = message.data.epoch;
      this.#tell.state("open", "");
    }
    if (Number.isInteger(message.id)) this.last = message.id;
    this.#tell.message(message);
  }

  async #ended(code) {
    this.#end();
    if (FINAL.has(code)) {
      this.#stop(FINAL.get(code));
    } else if (code === OVER) {
      // Whether there is another token shows when it asks for the next ticket.
      this.#comeBack("The session or token is over.");
    } else {
      this.#comeBack(CUT.get(code) ?? "The connection was cut.");
    }
  }

  #stop(why) {
    this.#end();
    this.#tell.state("stopped", why);
  }

  #comeBack(why, least = 0) {
    if (performance.now() - this.#began >= GOOD) this.#attempt = 0;
    const half = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(this.#attempt, 10)) / 2;
    const pause = Math.max(half + Math.random() * half, least);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#tryNow(), pause);
    this.#tell.state("waiting", `${why} Coming back in ${Math.ceil(pause / 1000)} s.`);
  }
}

function openSocket(asked, take, ended) {
  const socket = new WebSocket(new URL(`/ws?${asked}`, location.href.replace(/^http/, "ws")));
  socket.onmessage = (event) => take(event.data);
  socket.onclose = (event) => ended(event.code);
  return socket;
}

function openStream(asked, take, ended) {
  const stream = new EventSource(`/events?${asked}`);
  // By itself it would come back with the ticket that it has used.
  const end = (code) => {
    stream.close();
    ended(code);
  };
  stream.onmessage = (event) => take(event.data);
  stream.onerror = () => end(0);
  stream.addEventListener("close", (event) => end(JSON.parse(event.data).code));
  return stream;
}
