/**
 * Who is signed in on this page.
 *
 * The refresh token is in a cookie that no script can read; the access token lives in this module
 * and nowhere else. A mark in the browser's storage, the same for all windows, says whose session the
 * cookie is: whether asking for one makes sense, and whether this page is still theirs. A page that
 * was opened by one person never acts as another.
 */
import { goto } from '$app/navigation';

import { persistent, refusal, signed, signWith, type Schema } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { leaveDevice } from '$lib/kit/device';
import { asProblem } from '$lib/kit/problems';
import { storage } from '$lib/kit/storage';

export type Account = Schema<'Account'>;
type Opened = Schema<'SessionAnswer'>;

const MARK = 'emberline.signed-in';
/** The header by which the server keeps the refresh token in the cookie. */
const BY_COOKIE = { 'X-Refresh-Token': 'cookie' } as const;
/** A token is renewed so long before its end, in milliseconds. */
const EARLY = 30_000;
const PLAY_TOKEN = 'emberline.play-token';

class Session {
  /** The account, or null for a guest. */
  user = $state.raw<Account | null>(null);
  /** The session ended elsewhere while this page was open. */
  wasEnded = $state(false);
  /** There may be a session, but the server could not be asked. */
  isUnsure = $state(false);
  #token: string | null = null;
  /** The token of theirs before it: calls may still be under way with it. */
  #former: string | null = null;
  #endsAt = 0;
  #renewal: Promise<string | null> | null = null;
  #begun: Promise<void> | null = null;
  readonly #leaving = new Set<() => void>();

  constructor() {
    addEventListener('storage', ({ key, newValue }) => {
      if (this.user === null || (key !== MARK && key !== null)) return;
      if (newValue === null) this.end();
      else if (newValue !== this.user.user_id) this.#yield();
    });
  }

  /**
   * Go on with the session of the cookie, if there is one. Once a page; where the server does not
   * answer nobody waits: `isUnsure` says so, and the next call of `begin` asks again.
   */
  begin(): Promise<void> {
    this.#begun ??= this.#continue();
    return this.#begun;
  }

  /** Somebody was signed in here, and is still as far as this browser knows. */
  get isExpected(): boolean {
    return storage.get(MARK) !== null;
  }

  async #continue(): Promise<void> {
    if (!this.isExpected) return;
    try {
      await this.#renew(early);
      this.isUnsure = false;
    } catch {
      this.isUnsure = true;
      this.#begun = null;
      connection.failed();
    }
  }

  /** Something was played here as a guest: an account that is made now takes it over. */
  get hasGuestPlays(): boolean {
    return storage.get(PLAY_TOKEN) !== null;
  }

  /** Sign in with a username or an email. Throws a `Problem`. */
  async signIn(name: string, password: string): Promise<void> {
    const named = name.includes('@') ? { email: name } : { username: name };
    await this.#open('/login', { ...named, password });
  }

  /**
   * Make an account; what was played as a guest becomes its own. Where the first try made it and its
   * answer was lost, sign in with it. Throws a `Problem`.
   */
  async signUp(form: {
    email: string;
    username: string;
    password: string;
    invite?: string;
  }): Promise<void> {
    try {
      await this.#open('/signup', form);
    } catch (failure) {
      const { status, isSecond } = asProblem(failure);
      if (status !== 409 || !isSecond) throw failure;
      await this.signIn(form.email, form.password).catch(() => Promise.reject(failure));
    }
    storage.set(PLAY_TOKEN, null);
  }

  /** End the session here and on the server. Throws a `Problem`, and then it goes on. */
  async signOut(): Promise<void> {
    try {
      await signed(new Request('/api/auth/logout', { method: 'POST', headers: BY_COOKIE }));
      this.#close();
    } catch (failure) {
      // Where it turned out to be over there is none to end.
      if (this.user !== null) throw failure;
    }
    this.wasEnded = false;
  }

  /** Nobody is signed in here any more, and the server knows: the account is gone. */
  forget(): void {
    this.#close();
  }

  /** The session is over, wherever that was decided: sign in again, and come back. */
  end(): void {
    if (this.user === null) return;
    this.#close();
    this.wasEnded = true;
    const back = location.pathname + location.search;
    void goto(`/sign-in?next=${encodeURIComponent(back)}`);
  }

  /** Take in a changed account (a new name, another picture). */
  update(user: Account): void {
    this.user = user;
  }

  /** `leave` is called when whoever is signed in leaves. Returns how to take it back. */
  onLeave(leave: () => void): () => void {
    this.#leaving.add(leave);
    return () => this.#leaving.delete(leave);
  }

  /** The access token for the next call; null for a guest. */
  async token(): Promise<string | null> {
    // A page that is opened asks before it is known who opens it.
    await this.begin();
    if (this.#token === null) return null;
    return Date.now() > this.#endsAt - EARLY ? await this.#renew() : this.#token;
  }

  /** `refused` is good no more: the next token, or null, and then whose it was is gone. */
  async renewed(refused: string): Promise<string | null> {
    if (refused === this.#token) return await this.#renew();
    return refused === this.#former ? this.#token : null;
  }

  #renew(send: (request: Request) => Promise<Response> = persistent): Promise<string | null> {
    this.#renewal ??= this.#ask(send).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #ask(send: (request: Request) => Promise<Response>): Promise<string | null> {
    const who = this.user?.user_id;
    const request = new Request('/api/auth/refresh-token', { method: 'POST', headers: BY_COOKIE });
    const response = await send(request);
    if (response.ok) {
      const { data } = (await response.json()) as { data: Opened };
      // They left meanwhile: whoever the session is of, it is not for the call that asked.
      if (this.user?.user_id !== who) return null;
      if (who === undefined || who === data.user.user_id) this.#take(data);
      else this.#yield();
    } else if (response.status === 401 || response.status === 403) {
      if (this.user === null) this.#close();
      else this.end();
    } else throw await refusal(response);
    return this.#token;
  }

  async #open(path: string, form: object): Promise<void> {
    const played = storage.get(PLAY_TOKEN);
    const headers = {
      ...BY_COOKIE,
      'content-type': 'application/json',
      ...(played === null || path !== '/signup' ? {} : { 'X-Play-Token': played }),
    };
    const request = new Request(path, { method: 'POST', headers, body: JSON.stringify(form) });
    const response = await persistent(request);
    if (!response.ok) throw await refusal(response);
    this.#take((await response.json()) as Opened);
    this.wasEnded = false;
  }

  #take(opened: Opened): void {
    this.#former = this.#token;
    this.#token = opened.access_token;
    this.#endsAt = Date.now() + opened.expires_in * 1000;
    this.user = opened.user;
    storage.set(MARK, opened.user.user_id);
  }

  /** Nobody is signed in on this device any more. */
  #close(): void {
    this.#empty();
    storage.set(MARK, null);
    void leaveDevice();
  }

  /** Somebody else signed in on this device: the page is opened anew, as theirs. */
  #yield(): void {
    this.#empty();
    location.reload();
  }

  /** Nobody's page: nothing of whoever it was is left in it. */
  #empty(): void {
    this.#token = this.#former = null;
    this.user = null;
    for (const leave of this.#leaving) leave();
  }
}

/** What `early.js` has asked already, once; then and elsewhere as ever. */
function early(request: Request): Promise<Response> {
  const asked = globalThis.askedEarly;
  delete globalThis.askedEarly;
  return asked ?? fetch(request);
}

export const session = new Session();
signWith(session);
