/**
 * Icons are drawn once, when the app is built: the package's components put each one together from
 * its parts in every page anew, which was a sixth of the work of showing the first page.
 */
const ICON = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DRAWING = /^const iconData = (\{.*\});$/m;
const IMPORTED = /^\s*import (\w+) from '@lucide\/svelte\/icons\//gm;

/**
 * Puts the markup of an icon in the place of the component that would make it.
 *
 * @returns {import('vite').Plugin}
 */
export function drawnIcons() {
  return {
    name: 'emberline:drawn-icons',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('.svelte')) refuseAttributes(code, id);
      if (!ICON.test(id)) return null;
      const drawing = DRAWING.exec(code);
      if (!drawing?.[1]) throw new Error(`The package writes its icons otherwise now: ${id}`);
      return { code: drawn(JSON.parse(drawing[1])), map: null };
    },
  };
}

/**
 * A drawn icon takes none: its size and colour come from styles, its words from what it stands in.
 *
 * @param {string} code
 * @param {string} id
 */
function refuseAttributes(code, id) {
  for (const [, name] of code.matchAll(IMPORTED))
    if (new RegExp(`<${name}\\s+[^/>\\s]`).test(code))
      throw new Error(`The icon ${name} is given attributes in ${id}.`);
}

/** @param {{ size: number, node: [string, Record<string, string>][] }} icon */
function drawn({ size, node }) {
  const parts = node.map(([tag, attributes]) => `<${tag} ${written(attributes)} />`);
  const frame = {
    class: 'lucide-icon',
    width: '24',
    height: '24',
    viewBox: `0 0 ${size} ${size}`,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  return `<svg ${written(frame)}>${parts.join('')}</svg>`;
}

/** @param {Record<string, string>} attributes */
function written(attributes) {
  return Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}
