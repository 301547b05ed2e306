/**
 * What the policy of the server (`emberline/web/rules.py`) asks of the build: scripts and styles are
 * files. The page names the fonts of its first words, and the last step compresses what is worth it.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writePages } from './pages.js';

const INLINE = /<script>([\s\S]*?)<\/script>/g;
/** What the policy would refuse: other inline scripts, styles and handlers. */
const REFUSED = /<script(?![^>]*\ssrc=)[^>]*>|<style|\s(?:style|on[a-z]+)=["']/i;

/** The fonts that every page in a Latin script begins with. */
const FIRST_FONTS = /^(literata|instrument-sans)-latin-wght-normal\..*woff2$/;

/** The style that SvelteKit writes at the element which says where one has come. */
const ANNOUNCER = /(id="svelte-announcer"[^>]*) style="[^"]*"/;

/**
 * Gives SvelteKit's own element a class (of `base.css`) in the place of its style.
 *
 * @returns {import('vite').Plugin}
 */
export function strictRoot() {
  return {
    name: 'emberline:strict-root',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/generated/root.svelte')) return null;
      if (!ANNOUNCER.test(code)) throw new Error('SvelteKit writes its announcer otherwise now.');
      return { code: code.replace(ANNOUNCER, '$1 class="spoken"'), map: null };
    },
  };
}

/**
 * @param {import('@sveltejs/kit').Adapter} adapter writes the site, uncompressed
 * @param {string} site the folder that it writes to
 * @returns {import('@sveltejs/kit').Adapter} the same, with these steps behind it
 */
export default function strict(adapter, site) {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      await writeScriptsAsFiles(site);
      await nameFirstFonts(site);
      await writePages(builder, site);
      await builder.compress(site);
    },
  };
}

/**
 * Writes the scripts that stand in the page as files which are named by their content.
 *
 * @param {string} site
 */
async function writeScriptsAsFiles(site) {
  const page = join(site, 'index.html');
  const before = await readFile(page, 'utf8');
  const writing = /** @type {Promise<void>[]} */ ([]);
  const after = before.replace(INLINE, (_, script) => {
    const hash = createHash('sha256').update(script).digest('base64url').slice(0, 8);
    const name = `/_app/immutable/boot.${hash}.js`;
    writing.push(writeFile(join(site, name), `${script.trim()}\n`));
    return `<script src="${name}"></script>`;
  });
  await Promise.all(writing);
  const refused = REFUSED.exec(after);
  if (refused) throw new Error(`The page's policy would refuse this in it: ${refused[0]}`);
  await writeFile(page, after);
}

/**
 * Lets the page ask for its first fonts at once, instead of when the styles have come.
 *
 * @param {string} site
 */
async function nameFirstFonts(site) {
  const assets = '_app/immutable/assets';
  const fonts = (await readdir(join(site, assets))).filter((name) => FIRST_FONTS.test(name));
  if (fonts.length !== 2) throw new Error(`There are to be two first fonts, not ${fonts.length}.`);
  const links = fonts.map(
    (name) =>
      `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${assets}/${name}" />`,
  );
  const page = join(site, 'index.html');
  const before = await readFile(page, 'utf8');
  await writeFile(page, before.replace('</head>', `  ${links.join('\n    ')}\n  </head>`));
}
