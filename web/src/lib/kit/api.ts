/**
 * The calls of the server, typed by its own OpenAPI document (`schema.d.ts`, made by `npm run api`).
 *
 *     const clip = await body(api.GET('/stories/item/{clip_id}', { params: { path: { clip_id } } }));
 *     const story = await data(api.GET('/api/stories/{story_id}', …));   // what the envelope holds
 *
 * Both throw a `Problem`. A call that got no answer is made again: what creates carries an
 * Idempotency-Key, so that it happens once; what takes away is done where the second try finds
 * nothing; and where a refusal may be due to the first try, the `Problem` says so (`isSecond`).
 */
import createClient from 'openapi-fetch';

import { hearTime } from './clock.svelte';
import { connection } from './connection.svelte';
import { newId } from './ids';
import { Problem, problemOf, unreachable } from './problems';
import type { paths, components } from './schema';

/** A shape of the document: `Schema<'Clip'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What signs calls in: the session of the page, or nobody's. */
export interface Credentials {
  /** The access token, fresh for the next call; null for nobody. */
  token(): Promise<string | null>;
  /** A token was refused: get another one. Null when the session is over. */
  renewed(refused: string): Promise<string | null>;
}

/** Waits between tries of a call that got no answer, in milliseconds. */
const WAITS = [400, 1200, 3000, 6000];
/** Proxies answer these while the server behind them starts. */
const AWAY = new Set([502, 504]);
/** What is answered to the deletion of what is there no more. */
const GONE = new Set([404, 410]);
/** Answers to calls of which an earlier try got none. */
const second = new WeakSet<Response>();

let credentials: Credentials | null = null;

/** From now on calls are signed by `given`. */
export function signWith(given: Credentials): void {
  credentials = given;
}

export const api = createClient<paths>({
  fetch: signed,
  querySerializer: { array: { style: 'form', explode: true } },
});

/** What a call answered. Throws the `Problem` that it told of. */
export async function body<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data: answered, response } = await call;
  if (!response.ok) throw new Problem(response.status, {});
  return answered as T;
}

/** What the envelope of an answer holds. Throws the `Problem` that the call told of. */
export async function data<T extends { data: unknown }>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<T['data']> {
  return (await body(call)).data;
}

/** `fetch` of this server, signed in, tried again while nobody answers. Throws a `Problem`. */
export async function signed(request: Request): Promise<Response> {
  if (request.method === 'POST' && !request.headers.has('idempotency-key'))
    request.headers.set('idempotency-key', newId());
  const token = (await credentials?.token()) ?? null;
  let response = await persistent(withToken(request, token));
  if (response.status === 401 && token !== null && credentials !== null) {
    const renewed = await credentials.renewed(token);
    if (renewed !== null) response = await persistent(withToken(request, renewed));
  }
  if (request.method === 'DELETE' && second.has(response) && GONE.has(response.status))
    return Response.json({ data: {} });
  if (!response.ok && response.status !== 304) throw await refusal(response);
  return response;
}

/** The problem that an answer tells of. */
export function refusal(response: Response): Promise<Problem> {
  return problemOf(response, second.has(response));
}

/** `fetch` that comes again while the server is away, and says so to whoever looks. */
export async function persistent(request: Request): Promise<Response> {
  let isSecond = false;
  for (const wait of [...WAITS, null]) {
    const response = await fetch(request.clone()).catch((error: unknown) => {
      if (request.signal.aborted) throw error;
      return null;
    });
    if (response !== null && !AWAY.has(response.status)) {
      hearTime(response.headers.get('date'));
      connection.answered();
      if (isSecond) second.add(response);
      return response;
    }
    isSecond = true;
    connection.failed();
    if (wait === null) break;
    await connection.pause(wait);
  }
  throw unreachable();
}

function withToken(request: Request, token: string | null): Request {
  const copy = request.clone();
  if (token !== null && !copy.headers.has('authorization'))
    copy.headers.set('authorization', `Bearer ${token}`);
  return copy;
}
