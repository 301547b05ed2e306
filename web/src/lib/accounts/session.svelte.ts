/**
 * Who is signed in on this page.
 *
 * The refresh token is in a cookie that no script can read; the access token lives in this module
 * and nowhere else. A mark in the browser's storage says whether asking for a session makes sense.
 */
import { goto } from '$app/navigation';

import { persistent, signWith, type Schema } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { leaveDevice } from '$lib/kit/device';
import { problemOf } from '$lib/kit/problems';

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
  #endsAt = 0;
  #renewal: Promise<string | null> | null = null;
  #begun: Promise<void> | null = null;
  readonly #leaving = new Set<() => void>();

  /**
   * Go on with the session of the cookie, if there is one. Once a page; where the server does not
   * answer nobody waits: `isUnsure` says so, and the next call of `begin` asks again.
   */
  begin(): Promise<void> {
    this.#begun ??= this.#continue();
    return this.#begun;
  }

  async #continue(): Promise<void> {
    if (localStorage.getItem(MARK) === null) return;
    try {
      await this.#renew(fetch);
      this.isUnsure = false;
    } catch {
      this.isUnsure = true;
      this.#begun = null;
      connection.failed();
    }
  }

  /** Something was played here as a guest: an account that is made now takes it over. */
  get hasGuestPlays(): boolean {
    return localStorage.getItem(PLAY_TOKEN) !== null;
  }

  /** Sign in with a username or an email. Throws a `Problem`. */
  async signIn(name: string, password: string): Promise<void> {
    const named = name.includes('@') ? { email: name } : { username: name };
    await this.#open('/login', { ...named, password });
  }

  /** Make an account; what was played as a guest becomes its own. Throws a `Problem`. */
  async signUp(form: {
    email: string;
    username: string;
    password: string;
    invite?: string;
  }): Promise<void> {
    await this.#open('/signup', form);
    localStorage.removeItem(PLAY_TOKEN);
  }

  /** End the session here and on the server. */
  async signOut(): Promise<void> {
    if (this.#token !== null)
      await persistent(
        new Request('/api/auth/logout', {
          method: 'POST',
          headers: { ...BY_COOKIE, authorization: `Bearer ${this.#token}` },
        }),
      );
    this.#close();
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

  /** `refused` is good no more: the next token, or null, and then the session is over. */
  async renewed(refused: string): Promise<string | null> {
    return this.#token === refused ? await this.#renew() : this.#token;
  }

  #renew(send: (request: Request) => Promise<Response> = persistent): Promise<string | null> {
    this.#renewal ??= this.#ask(send).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #ask(send: (request: Request) => Promise<Response>): Promise<string | null> {
    const request = new Request('/api/auth/refresh-token', { method: 'POST', headers: BY_COOKIE });
    const response = await send(request);
    if (response.ok) {
      const envelope = (await response.json()) as { data: Opened };
      this.#take(envelope.data);
    } else if (response.status === 401 || response.status === 403) {
      if (this.user === null) this.#close();
      else this.end();
    } else throw await problemOf(response);
    return this.#token;
  }

  async #open(path: string, form: object): Promise<void> {
    const played = localStorage.getItem(PLAY_TOKEN);
    const headers = {
      ...BY_COOKIE,
      'content-type': 'application/json',
      ...(played === null || path !== '/signup' ? {} : { 'X-Play-Token': played }),
    };
    const request = new Request(path, { method: 'POST', headers, body: JSON.stringify(form) });
    const response = await persistent(request);
    if (!response.ok) throw await problemOf(response);
    this.#take((await response.json()) as Opened);
    this.wasEnded = false;
  }

  #take(opened: Opened): void {
    this.#token = opened.access_token;
    this.#endsAt = Date.now() + opened.expires_in * 1000;
    this.user = opened.user;
    localStorage.setItem(MARK, '1');
  }

  #close(): void {
    if (this.user !== null) void leaveDevice();
    this.#token = null;
    this.user = null;
    localStorage.removeItem(MARK);
    for (const leave of this.#leaving) leave();
  }
}

export const session = new Session();
signWith(session);
