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

/** Let the worker speak `language` too. Does nothing where pages may keep nothing. */
export async function keepLanguage(language: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  const kept = await caches.open(DEVICE);
  await kept.put(LANGUAGE, new Response(language));
}

/** Whoever was signed in has left: nothing is pushed here for them, and no picture says what they read. */
export async function leaveDevice(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PICTURES);
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
