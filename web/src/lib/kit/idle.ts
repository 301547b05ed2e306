/** Waits at most so many milliseconds. */
const PATIENCE = 2000;
/** Milliseconds that pass where a browser does not tell when it is idle. */
const AFTERWARDS = 200;

/** `run` is called when the browser has nothing more urgent to do. Returns how to take it back. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, AFTERWARDS);
    return () => clearTimeout(timer);
  }
  const waiting = requestIdleCallback(run, { timeout: PATIENCE });
  return () => cancelIdleCallback(waiting);
}
