/**
 * Where the focus goes when what had it is taken away: to what stands there now, else to the list's
 * heading. Browsers leave it on the body, and whoever works by keyboard begins again at the top.
 */
import { tick } from 'svelte';

const FOCUSABLE = ':is(a[href], button, input, select, textarea):not(:disabled, [hidden] *)';
/** What a list belongs to: it has the heading, or stands for one. */
const BELONGS_TO = 'section, dialog, [role="group"], main';

/** For what had the focus in a list: how to hand it on. */
const heirs = new WeakMap<Element, () => void>();

/**
 * An attachment of a list (each child is a row) or of anything else whose buttons come and go:
 * `<ul {@attach keepsFocus}>`, outside of the `{#if}` or `{#each}` that takes them away.
 */
export function keepsFocus(list: Element): () => void {
  const owners = ownersOf(list);
  let held: Element | null = null;

  const hold = ({ target }: Event) => {
    if (!(target instanceof Element)) return;
    held = target;
    const place = placeIn(list, target);
    heirs.set(target, () => focusFirst([...standingAt(list, place), ...headingOf(owners)]));
  };
  // It went elsewhere by itself: what happens to the row then is none of its business.
  const letGo = () =>
    queueMicrotask(() => {
      const isThere = held?.isConnected && !held.matches(':disabled');
      if (isThere && document.activeElement !== held) held = null;
    });
  const handOn = () => {
    if (held === null || held.isConnected || document.activeElement !== document.body) return;
    const gone = held;
    held = null;
    heirs.get(gone)?.();
  };

  list.addEventListener('focusin', hold);
  list.addEventListener('focusout', letGo);
  const changes = new MutationObserver(handOn);
  changes.observe(list, { childList: true, subtree: true });
  return () => {
    list.removeEventListener('focusin', hold);
    list.removeEventListener('focusout', letGo);
    changes.disconnect();
    // The last row may have taken the list with it.
    void tick().then(handOn);
  };
}

/** Give the focus back to `element`, or to whoever has its place if it was taken away meanwhile. */
export function giveFocusBack(element: HTMLElement): void {
  if (element.isConnected) element.focus();
  else heirs.get(element)?.();
}

interface Place {
  readonly row: number;
  /** Among what can be focused in the row. */
  readonly part: number;
}

function placeIn(list: Element, element: Element): Place {
  const row = [...list.children].findIndex((child) => child.contains(element));
  const parts = list.children[row] ? partsOf(list.children[row]) : [];
  return { row, part: parts.findIndex((part) => part === element) };
}

/** What stands at the place now; then what follows, then what comes before it. */
function standingAt(list: Element, { row, part }: Place): readonly HTMLElement[] {
  if (!list.isConnected) return [];
  const rows = [...list.children];
  const near = [...rows.slice(row), ...rows.slice(0, Math.max(0, row)).reverse()];
  return near.map(partsOf).flatMap((parts) => {
    const same = Math.max(0, Math.min(part, parts.length - 1));
    return [...parts.slice(same), ...parts.slice(0, same).reverse()];
  });
}

/** The first that takes it: what is not shown does not. */
function focusFirst(elements: readonly HTMLElement[]): void {
  elements.some((element) => {
    element.focus();
    return document.activeElement === element;
  });
}

function partsOf(row: Element): readonly HTMLElement[] {
  const inside = [...row.querySelectorAll<HTMLElement>(FOCUSABLE)];
  return row instanceof HTMLElement && row.matches(FOCUSABLE) ? [row, ...inside] : inside;
}

/** What the list belongs to, from within. */
function ownersOf(element: Element | null): readonly HTMLElement[] {
  const owner = element?.closest<HTMLElement>(BELONGS_TO);
  return owner ? [owner, ...ownersOf(owner.parentElement)] : [];
}

/** Of the nearest that is still there; nothing where the page itself is gone. */
function headingOf(owners: readonly HTMLElement[]): readonly HTMLElement[] {
  const owner = owners.find(({ isConnected }) => isConnected);
  const heading = owner?.querySelector<HTMLElement>('h1, h2, h3') ?? owner;
  if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  return heading ? [heading] : [];
}
