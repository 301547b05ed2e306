/**
 * The lower edge of the window, and what stands there: bars, the words below a clip. Notes keep
 * clear of them by `--taken`, the height up to which the edge is taken.
 */
const standing = new Set<Element>();
const sizes = new ResizeObserver(measure);
addEventListener('resize', measure);

/** An attachment of what stands at the lower edge; while it stands elsewhere it takes nothing. */
export function atLowerEdge(element: Element): () => void {
  standing.add(element);
  sizes.observe(element);
  return () => {
    standing.delete(element);
    sizes.unobserve(element);
    measure();
  };
}

function measure(): void {
  const heights = [...standing]
    .map((element) => innerHeight - element.getBoundingClientRect().top)
    // A bar that stands above on wide windows; a text that would drive notes off the window.
    .filter((height) => height < innerHeight / 2);
  document.documentElement.style.setProperty('--taken', `${Math.max(0, ...heights)}px`);
}
