import { describe, expect, it } from 'vitest';

import { wordsOf, type Translation } from './words';

const catalogues = import.meta.glob<{ default: Record<string, unknown> }>('../**/*.de.ts', {
  eager: true,
});
const sources = import.meta.glob<string>(['../**/*words.ts', '../**/texts.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

const en = {
  hello: 'Hello {name}',
  seen: { one: 'one of {of}', other: '{count} of {of}' },
} as const;
const other: Translation<typeof en> = en;

describe('words', () => {
  it('fills names, and chooses the plural by the count', async () => {
    const t = await wordsOf(en, { de: () => Promise.resolve({ default: other }) });
    expect(t('hello', { name: 'Ada' })).toBe('Hello Ada');
    expect(t('seen', { count: 1, of: 2000 })).toBe('one of 2,000');
    expect(t('seen', { count: 3, of: 4 })).toBe('3 of 4');
  });

  it('keeps what people wrote from turning the words around it', async () => {
    const t = await wordsOf(en, { de: () => Promise.resolve({ default: other }) });
    expect(t('hello', { name: '\u202eadA' })).toBe('Hello \u2068\u202eadA\u2069');
  });

  it('has the same names in German as in English', () => {
    const german = Object.entries(catalogues);
    expect(german.length).toBeGreaterThan(2);
    for (const [path, { default: translated }] of german) {
      const source = sources[path.replace('.de.ts', '.ts')] ?? '';
      expect(source, path).not.toBe('');
      for (const [key, value] of Object.entries(translated)) {
        const names = [...JSON.stringify(value).matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
        const entry = source.match(
          new RegExp(`\\n  ${key}:([\\s\\S]*?)(?=\\n  [\\w']+:|\\n} as)`),
        )?.[1];
        expect(entry, `${path}: ${key}`).toBeDefined();
        for (const name of names) expect(entry, `${path}: ${key}`).toContain(`{${name}}`);
      }
    }
  });
});
