/**
 * The last steps of the build: a page in which no script or style stands, and every file that is
 * worth it compressed. The policy of the server (`emberline/web/rules.py`) allows files alone.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const INLINE = /<script>([\s\S]*?)<\/script>/g;
/** What the policy would refuse: other inline scripts, styles and handlers. */
const REFUSED = /<script(?![^>]*\ssrc=)[^>]*>|<style|\s(?:style|on[a-z]+)=["']/i;

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
