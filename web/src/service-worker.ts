/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * What the browser keeps of the app, so that it opens without the server, and what it is told while
 * the app is closed.
 *
 * A newer worker waits until no page of the older one is open: pages and their parts are never of
 * two versions, and nothing is loaded anew under anybody's hands. Of what the server knows about
 * people nothing is kept: no answer of a call, no signed file. Pictures of published stories are,
 * for whoever reads on without a network.
 */
import { build, files, version } from '$service-worker';

import { DEVICE, LANGUAGE, PICTURES } from '$lib/kit/device';
import { placeOf } from '$lib/notifications/places';
import { sentenceOf } from '$lib/notifications/sentences';
import english from '$lib/notifications/sentences.words';
import german from '$lib/notifications/sentences.words.de';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

const PAGE = '/';
const SHELL = `emberline-shell-${version}`;
const IMMUTABLE = '/_app/immutable/';
/** Every address in the page whose content is in its name. */
const NAMED_BY_CONTENT = /\/_app\/immutable\/[\w./-]+/g;
/** Kept when it is needed: fonts of other scripts, and icons that the system has asked for itself. */
const RARE = /-(?:ext|cyrillic|greek|vietnamese)-.*\.woff2$|^\/(?:icon-(?!192)|badge-).*\.png$/;
/** What the server answers itself, and the app has no page for. */
const CALLS =
  /^\/(?:api|asyncapi\.json|docs|events|files|g|healthz|highlights|login|media|metrics|openapi\.json|readme|readyz|s|signup|stories|ws)(?:\/|$)/;
/** Proxies answer these while the server behind them starts. */
const AWAY = new Set([502, 504]);
/** Milliseconds after which the kept page is better than none. */
const PATIENCE = 5000;
const MOST_PICTURES = 80;

/** What a push holds: nothing private, for it goes through others' hands. */
interface Pushed {
  readonly id: string;
  readonly type: string;
  /** How they are called. */
  readonly actor?: string;
  readonly clip_id?: string;
  readonly story_id?: string;
}

worker.addEventListener('install', (event) => event.waitUntil(keepApp()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([forgetOlder(), worker.clients.claim()])),
);
worker.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(tell(event.data.json() as Pushed));
});
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { place } = event.notification.data as { place: string };
  event.waitUntil(open(place));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Without a build there is nothing to keep: `npm run dev`.
  if (request.method !== 'GET' || url.origin !== location.origin || !build.length) return;
  if (request.mode === 'navigate') {
    if (!CALLS.test(url.pathname)) event.respondWith(page(request));
  } else if (url.pathname.startsWith(IMMUTABLE) || files.includes(url.pathname)) {
    event.respondWith(kept(request));
  } else if (isPublicPicture(request, url)) {
    event.respondWith(picture(request));
  }
});

/** Keep the page and all that it is made of. */
async function keepApp(): Promise<void> {
  const shell = await caches.open(SHELL);
  const answer = await fetch(PAGE, { cache: 'reload', headers: { accept: 'text/html' } });
  if (!answer.ok) throw new Error(`The page was answered with ${answer.status}.`);
  const named = (await answer.clone().text()).match(NAMED_BY_CONTENT) ?? [];
  await shell.put(PAGE, answer);
  const parts = [...build, ...files, ...named].filter((path) => !RARE.test(path));
  await shell.addAll([...new Set(parts)]);
}

async function forgetOlder(): Promise<void> {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith('emberline-shell-') && name !== SHELL,
  );
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The page from the server; the kept one where that does not answer, or not in time. */
async function page(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const shell = await caches.match(PAGE, { cacheName: SHELL });
  if (!shell) return await fresh;
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([fresh.catch(() => null), late]);
  return answer === null || AWAY.has(answer.status) ? shell : answer;
}

/** What never changes under its name: the kept one, else the server's, which is kept then. */
async function kept(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  const found = await shell.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await shell.put(request, answer.clone());
  return answer;
}

/** A story's picture that everybody may see: no signature names a viewer. */
function isPublicPicture(request: Request, url: URL): boolean {
  return request.destination === 'image' && url.pathname.startsWith('/files/story/') && !url.search;
}

/** The server's picture, for it may be gone; the kept one where the server is. */
async function picture(request: Request): Promise<Response> {
  const pictures = await caches.open(PICTURES);
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await keepPicture(pictures, request, answer.clone());
    else await pictures.delete(request);
    return answer;
  } catch (failure) {
    const found = await pictures.match(request);
    if (found) return found;
    throw failure;
  }
}

async function keepPicture(pictures: Cache, request: Request, answer: Response): Promise<void> {
  // Deleted first, so that the order of the keys is that of their last use.
  await pictures.delete(request);
  await pictures.put(request, answer);
  const keys = await pictures.keys();
  const tooMany = keys.slice(0, Math.max(0, keys.length - MOST_PICTURES));
  await Promise.all(tooMany.map((key) => pictures.delete(key)));
}

/** Show what was pushed, in the language of this device. */
async function tell(pushed: Pushed): Promise<void> {
  const told = await caches.match(LANGUAGE, { cacheName: DEVICE });
  const language = (await told?.text()) ?? worker.navigator.language;
  const isGerman = language.startsWith('de');
  const { id, type, actor = null, clip_id: clip, story_id: story } = pushed;
  await worker.registration.showNotification(sentenceOf(isGerman ? german : english, type, actor), {
    tag: id,
    lang: isGerman ? 'de' : 'en',
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { place: placeOf({ type, clip, story }) ?? '/notifications' },
  });
}

/** Show `place` in a window of the app that is open already, the one in use before others; else in a new one. */
async function open(place: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window' });
  const ours = windows.filter(({ url }) => !CALLS.test(new URL(url).pathname));
  const window = ours.find(({ focused }) => focused) ?? ours[0];
  if (!window) {
    await worker.clients.openWindow(place);
    return;
  }
  // The page goes there itself: what is being written in it is its own to keep.
  window.postMessage({ type: 'emberline.open', place });
  await window.focus();
}
