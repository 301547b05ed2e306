/**
 * One page stands for all addresses of the app. Each of them gets it with the parts of its own view
 * named in the head, so that a browser asks for all of them at once instead of one after another;
 * `pages.json` says which page is which address's.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ imports: string[], stylesheets: string[] }} View a page or a layout around it
 * @typedef {{ layouts: number[], errors: number[], leaf: number }} Views
 */

/**
 * Writes the pages of the site, and the table of their addresses: a pattern, and the name of a page.
 *
 * @param {import('@sveltejs/kit').Builder} builder
 * @param {string} site
 */
export async function writePages(builder, site) {
  const { nodes, routes } = (await manifestOf(builder))._;
  const bare = await readFile(join(site, 'index.html'), 'utf8');
  await mkdir(join(site, 'pages'));
  const table = [];
  for (const { pattern, page } of routes) {
    if (page === null) continue;
    const views = await Promise.all(viewsOf(page).map((index) => nodes[index]?.()));
    const name = `pages/${page.leaf}.html`;
    await writeFile(join(site, name), withParts(bare, views));
    table.push([pattern.source, `/${name}`]);
  }
  if (table.length === 0) throw new Error('SvelteKit writes its manifest otherwise now.');
  await writeFile(join(site, 'pages.json'), JSON.stringify(table));
}

/**
 * What SvelteKit knows of the pages, which it writes as a module.
 *
 * @param {import('@sveltejs/kit').Builder} builder
 */
async function manifestOf(builder) {
  const folder = builder.getBuildDirectory('pages');
  builder.mkdirp(folder);
  const relativePath = relative(folder, builder.getServerDirectory());
  const file = join(folder, 'manifest.js');
  await writeFile(file, `export default ${builder.generateManifest({ relativePath })};`);
  return (await import(pathToFileURL(file).href)).default;
}

/** @param {Views} page */
function viewsOf({ layouts, errors, leaf }) {
  // An error's view is fetched beside the page that may need it. Lists have holes.
  return [...new Set([...layouts, ...errors, leaf])].filter((index) => index !== undefined);
}

/**
 * @param {string} page
 * @param {View[]} views
 */
function withParts(page, views) {
  const scripts = views.flatMap(({ imports }) => imports);
  const styles = views.flatMap(({ stylesheets }) => stylesheets);
  const links = [
    ...scripts.map((path) => `<link href="/${path}" rel="modulepreload">`),
    ...styles.map((path) => `<link href="/${path}" rel="stylesheet">`),
  ];
  const missing = [...new Set(links)].filter((link) => !page.includes(link));
  return page.replace('</head>', `${missing.join('\n    ')}\n  </head>`);
}
