/** Findings of a check, gathered by where they are. */
import type { Schema } from '$lib/kit/api';

import type { NodeNames } from '../story/nodes';
import { t } from './words';

export type Finding = Schema<'Finding'>;

/** What was found at one place. */
export interface Place {
  /** The key of a node; empty for the story as a whole. */
  readonly key: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** Findings by node, in the order in which the nodes come first; the whole story before all. */
export function byPlace(findings: readonly Finding[], names: NodeNames): Place[] {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const at = places.get(finding.node ?? '');
    if (at) at.push(finding);
    else places.set(finding.node ?? '', [finding]);
  }
  return [...places]
    .sort(([one], [other]) => Number(one !== '') - Number(other !== ''))
    .map(([key, found]) => ({
      key,
      name: key ? (names.get(key) ?? key) : t('whole_story'),
      findings: found,
    }));
}

/** Where within a node: "choice down, line 3". Empty where it is about all of it. */
export function within({ choice, line, column }: Finding): string {
  return [
    choice ? t('at_choice', { choice }) : '',
    line ? t('at_line', { line: String(line) }) : '',
    column ? t('at_column', { column: String(column) }) : '',
  ]
    .filter(Boolean)
    .join(', ');
}
