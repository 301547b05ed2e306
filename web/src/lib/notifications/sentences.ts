/** A notification in a sentence, in the language of the words it is given. */
import type { Words } from './sentences.words';

export type Sentences = { readonly [K in keyof Words]: string };

/** What happened, `name` having done it; nobody is named where nobody did or is known. */
export function sentenceOf(words: Sentences, type: string, name: string | null): string {
  const key = type.replace('.', '_');
  const sentence = isKnown(words, key) ? words[key] : words.other;
  return sentence.replace('{name}', () => name ?? words.somebody);
}

function isKnown(words: Sentences, key: string): key is keyof Sentences {
  return Object.hasOwn(words, key);
}
