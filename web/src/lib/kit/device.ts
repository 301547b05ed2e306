/**
 * What this browser keeps beside the pages: the names that pages and the service worker share.
 * It imports nothing, for the worker has no document.
 */

/** The cache of what the worker must know of this device. */
export const DEVICE = 'emberline-device';
/** Where in it the language stands. */
export const LANGUAGE = '/language';
/** The cache of pictures of published stories. */
export const PICTURES = 'emberline-pictures';
/** The database of the pages that were read last. */
export const READING = 'emberline-reading';
/** Where it stands in `localStorage` how far narrations were heard. */
export const LISTENING = 'emberline.listening';

/** A page has settled after so many milliseconds: its worker, which fetches the whole app, can wait. */
const SETTLED = 4000;

/** The worker, installed now where it is not yet. Throws what the browser throws where it has none. */
export function worker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register('/service-worker.js');
}

/** Have the worker installed once the page has settled. Returns how to take it back. */
export function keepLater(): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  // A browser may forbid it: the app is as well without, it does not open without a network.
  const timer = setTimeout(() => void worker().catch(() => undefined), SETTLED);
  return () => clearTimeout(timer);
}

/** Let the worker speak `language` too. Does nothing where pages may keep nothing. */
export async function keepLanguage(language: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  const kept = await caches.open(DEVICE);
  await kept.put(LANGUAGE, new Response(language));
}

/**
 * Whoever was signed in has left: nothing is pushed here for them, and no page or picture says what
 * they read. What a browser forbids it has not kept either: throws nothing.
 */
export async function leaveDevice(): Promise<void> {
  await Promise.allSettled([forgetPictures(), forgetPlaces(), endPush()]);
}

async function forgetPictures(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PICTURES);
}

async function forgetPlaces(): Promise<void> {
  indexedDB.deleteDatabase(READING);
  localStorage.removeItem(LISTENING);
}

async function endPush(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  // Browsers without push have no manager.
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** `open` is called with the path of a notification that was clicked. Returns how to take it back. */
export function onOpened(open: (place: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const hear = ({ data }: MessageEvent<unknown>) => {
    const place = placeIn(data);
    if (place !== null) open(place);
  };
  navigator.serviceWorker.addEventListener('message', hear);
  return () => navigator.serviceWorker.removeEventListener('message', hear);
}

function placeIn(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  const isPlace = message.type === 'emberline.open' && 'place' in message;
  return isPlace && typeof message.place === 'string' ? message.place : null;
}
