import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { session as Session } from './session.svelte';

const { goto, leaveDevice } = vi.hoisted(() => ({
  goto: vi.fn(() => Promise.resolve()),
  leaveDevice: vi.fn(() => Promise.resolve()),
}));
vi.mock('$app/navigation', () => ({ goto }));
vi.mock('$lib/kit/device', () => ({ leaveDevice }));

const MARK = 'emberline.signed-in';
const MINUTE = 60_000;

/** A server at which the cookie is somebody's session; its tokens name them, and are counted. */
class Server {
  /** Whose session the cookie is. */
  cookie: string | null = null;
  /** The paths that were called, with who called: `POST /stories juno`. */
  readonly calls: string[] = [];
  /** Tokens that are good. */
  readonly good = new Set<string>();
  /** What happens to the next calls of a path instead. */
  readonly fates = new Map<string, (Response | null)[]>();
  #count = 0;

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    this.calls.push(`${request.method} ${pathname} ${token.split(' ')[0] ?? ''}`.trim());
    const fate = this.fates.get(pathname)?.shift();
    if (fate === null) throw new TypeError('Failed to fetch');
    if (fate) return fate;
    if (pathname === '/login') return Response.json(this.#open(await nameIn(request)));
    if (pathname === '/api/auth/refresh-token')
      return this.cookie === null ? refused(401) : Response.json({ data: this.#open(this.cookie) });
    if (!this.good.has(token)) return refused(401);
    if (pathname === '/api/auth/logout') this.end();
    return Response.json({ data: {} });
  };

  /** The session is over, and so are its tokens. */
  end(): void {
    this.cookie = null;
    this.good.clear();
  }

  #open(name: string) {
    this.cookie = name;
    const access_token = `${name} ${(this.#count += 1)}`;
    this.good.add(access_token);
    return { access_token, expires_in: 900, user: { user_id: name } };
  }
}

const refused = (status: number) => Response.json({ message: 'No.' }, { status });
const nameIn = async (request: Request) =>
  ((await request.json()) as { username?: string }).username ?? 'juno';
const toStatus = (failure: unknown) => (failure as { status: number }).status;

/** What other windows are told when one of them keeps `value` there. */
function elsewhere(value: string | null): void {
  dispatchEvent(new StorageEvent('storage', { key: MARK, newValue: value }));
}

describe('who is signed in', () => {
  let server: Server;
  let session: typeof Session;
  let post: () => Promise<string>;
  const reload = vi.fn();
  const leave = vi.fn();

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    localStorage.clear();
    server = new Server();
    vi.stubGlobal('fetch', server.fetch);
    vi.stubGlobal('location', {
      origin: 'http://localhost',
      pathname: '/compose',
      search: '',
      reload,
    });
    await openPage();
    session.onLeave(leave);
    return () => {
      session.forget();
      vi.unstubAllGlobals();
      vi.useRealTimers();
    };
  });

  async function openPage(): Promise<void> {
    vi.resetModules();
    ({ session } = await import('./session.svelte'));
    const { signed } = await import('$lib/kit/api');
    post = () => signed(new Request('/stories', { method: 'POST' })).then(() => 'posted');
  }

  it('is who the cookie says, where this browser knows of a session', async () => {
    server.cookie = 'juno';
    await session.begin();
    expect(session.user).toBeNull();
    expect(server.calls).toEqual([]);
    localStorage.setItem(MARK, 'juno');
    await openPage();
    await session.begin();
    expect(session.user?.user_id).toBe('juno');
  });

  it('signs its calls, with another token before one is over', async () => {
    await session.begin();
    await session.signIn('juno', 'secret');
    await post();
    vi.advanceTimersByTime(16 * MINUTE);
    server.good.clear();
    expect(await post()).toBe('posted');
    expect(server.calls).toEqual([
      'POST /login',
      'POST /stories juno',
      'POST /api/auth/refresh-token',
      'POST /stories juno',
    ]);
  });

  it('ends on the server also when the token is over, and leaves nothing on the device', async () => {
    await session.signIn('juno', 'secret');
    vi.advanceTimersByTime(16 * MINUTE);
    server.good.clear();
    await session.signOut();
    expect(server.cookie).toBeNull();
    expect(session.user).toBeNull();
    expect(localStorage.getItem(MARK)).toBeNull();
    expect(leave).toHaveBeenCalledTimes(1);
    expect(leaveDevice).toHaveBeenCalledTimes(1);
  });

  it('stays where the server does not end it, and says so', async () => {
    await session.signIn('juno', 'secret');
    server.fates.set('/api/auth/logout', [refused(503)]);
    expect(await session.signOut().catch(toStatus)).toBe(503);
    expect(session.user?.user_id).toBe('juno');
    expect(leaveDevice).not.toHaveBeenCalled();
  });

  it('ends quietly where it was over already, and as nobody else', async () => {
    await session.signIn('juno', 'secret');
    server.end();
    await session.signOut();
    expect([session.user, session.wasEnded]).toEqual([null, false]);
    await session.signIn('juno', 'secret');
    localStorage.setItem(MARK, 'bert');
    server.end();
    server.cookie = 'bert';
    await session.signOut();
    expect(session.user).toBeNull();
    expect(localStorage.getItem(MARK), 'they are signed in').toBe('bert');
    expect(server.cookie).toBe('bert');
  });

  it('is nobody where the session turns out to be over: one signs in, and comes back', async () => {
    await session.signIn('juno', 'secret');
    server.end();
    expect(await post().catch(toStatus)).toBe(401);
    expect(session.wasEnded).toBe(true);
    expect(goto).toHaveBeenCalledWith('/sign-in?next=%2Fcompose');
    expect(leaveDevice).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing on the device where a page that is opened finds the session dead', async () => {
    localStorage.setItem(MARK, 'juno');
    await session.begin();
    expect(session.user).toBeNull();
    expect(localStorage.getItem(MARK)).toBeNull();
    expect(leaveDevice).toHaveBeenCalledTimes(1);
    expect(goto).not.toHaveBeenCalled();
  });

  it('is never somebody else in the same page: it is opened anew', async () => {
    await session.signIn('juno', 'secret');
    server.end();
    server.cookie = 'bert';
    expect(await post().catch(toStatus)).toBe(401);
    expect(server.calls.filter((call) => call.endsWith('bert'))).toEqual([]);
    expect(session.user).toBeNull();
    expect(leave).toHaveBeenCalledTimes(1);
    expect(reload).toHaveBeenCalledTimes(1);
    expect(leaveDevice, 'it is the device of the other now').not.toHaveBeenCalled();
  });

  it('makes no call as the next one whose former try was as the one before', async () => {
    await session.signIn('juno', 'secret');
    const token = await session.token();
    await session.signOut();
    await session.signIn('bert', 'secret');
    expect(await session.renewed(token ?? '')).toBeNull();
  });

  it('takes no session that was asked for before they left', async () => {
    await session.signIn('juno', 'secret');
    vi.advanceTimersByTime(16 * MINUTE);
    const asked = session.token();
    elsewhere(null);
    expect(await asked).toBeNull();
    expect(session.user).toBeNull();
  });

  it('is told by other windows who left, and who came', async () => {
    await session.signIn('juno', 'secret');
    elsewhere('juno');
    expect(session.user?.user_id).toBe('juno');
    elsewhere('bert');
    expect(session.user).toBeNull();
    expect(reload).toHaveBeenCalledTimes(1);
    await session.signIn('juno', 'secret');
    elsewhere(null);
    expect(session.user).toBeNull();
    expect(goto).toHaveBeenCalledTimes(1);
  });

  it('is the new account also where the answer to its making was lost', async () => {
    const form = { email: 'juno@example.org', username: 'juno', password: 'secret' };
    server.fates.set('/signup', [null, refused(409)]);
    const made = session.signUp(form);
    await vi.advanceTimersByTimeAsync(1000);
    await made;
    expect(session.user?.user_id).toBe('juno');
    server.fates.set('/signup', [refused(409)]);
    expect(await session.signUp(form).catch(toStatus)).toBe(409);
  });
});
