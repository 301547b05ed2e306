import { beforeEach, describe, expect, it, vi } from 'vitest';

import { api, body, data, signWith } from './api';
import { connection } from './connection.svelte';
import { asProblem } from './problems';

/** What the server does with each call: answers, or (null) nobody hears of it. */
type Answer = Response | null;
const sent: Request[] = [];

function answerWith(...answers: Answer[]): void {
  sent.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'));
  });
}

const ok = (value: unknown) => Response.json(value);
const refused = (status: number) => Response.json({ message: `No: ${status}.` }, { status });
const clip = { params: { path: { clip_id: 'c1' } } };

/** What a call comes to, with all its waits. */
async function outcome<T>(call: Promise<T>): Promise<T | string> {
  const ended = call.catch((failure: unknown) => asProblem(failure).message);
  await vi.advanceTimersByTimeAsync(20_000);
  return ended;
}

beforeEach(() => {
  vi.useFakeTimers();
  signWith({ token: () => Promise.resolve(null), renewed: () => Promise.resolve(null) });
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

describe('a call', () => {
  it('gives what was answered, or throws the problem in the words of the server', async () => {
    answerWith(ok({ data: { id: 'c1' } }), refused(403));
    expect(await outcome(data(api.GET('/api/auth/profile')))).toEqual({ id: 'c1' });
    expect(await outcome(data(api.GET('/api/auth/profile')))).toBe('No: 403.');
  });

  it('is made again while nobody answers, by the same key, and the page says so', async () => {
    answerWith(null, refused(502), ok({ id: 'c1' }));
    const call = body(api.POST('/stories/{clip_id}/publish', clip));
    await vi.advanceTimersByTimeAsync(100);
    expect(connection.isLost).toBe(true);
    expect(await outcome(call)).toEqual({ id: 'c1' });
    expect(connection.isLost).toBe(false);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('is given up at last, in words', async () => {
    answerWith();
    expect(await outcome(body(api.GET('/api/auth/profile')))).toContain('does not answer');
    expect(sent).toHaveLength(5);
    connection.answered();
  });

  it('that takes away is done where the second try finds nothing any more', async () => {
    answerWith(null, refused(404));
    expect(await outcome(body(api.DELETE('/stories/{clip_id}', clip)))).toEqual({ data: {} });
    answerWith(refused(404));
    expect(await outcome(body(api.DELETE('/stories/{clip_id}', clip)))).toBe('No: 404.');
  });

  it('tells of a refusal whether it may be due to the try before it', async () => {
    const told: boolean[] = [];
    const publish = () =>
      outcome(
        body(api.POST('/stories/{clip_id}/publish', clip)).catch((failure: unknown) =>
          told.push(asProblem(failure).isSecond),
        ),
      );
    answerWith(refused(409));
    await publish();
    answerWith(null, refused(409));
    await publish();
    expect(told).toEqual([false, true]);
  });

  it('is signed anew once where its token is refused, and fails where there is no other', async () => {
    const tokens = new Map([['old', 'new']]);
    signWith({
      token: () => Promise.resolve('old'),
      renewed: (token) => Promise.resolve(tokens.get(token) ?? null),
    });
    answerWith(refused(401), ok({ data: {} }));
    expect(await outcome(data(api.GET('/api/auth/profile')))).toEqual({});
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
    tokens.clear();
    answerWith(refused(401));
    expect(await outcome(data(api.GET('/api/auth/profile')))).toBe('No: 401.');
  });
});
