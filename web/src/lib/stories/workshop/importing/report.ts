/** What an import could not carry over, in the order in which an author wants to know it. */
import type { Schema } from '$lib/kit/api';

export type Finding = Schema<'ImportFinding'>;
/** `wrong`: is to be mended by hand; `lost`: stayed behind; `mended`: was made good on the way. */
export type Severity = 'wrong' | 'lost' | 'mended';

export interface Group {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

const ORDER: readonly Severity[] = ['wrong', 'lost', 'mended'];
/** What is not carried over says so in its code. */
const LOST_LIKE = /^lost|_(untranslated|dropped|unknown)$/;
const LOST = new Set([
  'archive',
  'extra_cells',
  'foreign_format',
  'missing_node',
  'not_run',
  'not_shown',
  'reserved_passage',
  'story_left_out',
  'text_before_first_passage',
  'unknown_column',
]);
const MENDED = new Set([
  'broken_header',
  'broken_metadata',
  'broken_story_data',
  'conflict',
  'duplicate_column',
  'duplicate_passage',
  'encoding',
  'ifid_made',
  'missing_start',
  'no_ifid',
  'no_story_data',
  'no_title',
  'quote',
  'renamed_passage',
  'short_row',
  'unclosed_passage',
  'unnamed_passage',
]);

/** How much a finding of this code matters. What a rejected story tells of that is not lost or
 * mended is why it was rejected. */
export function severityOf(code: string): Severity {
  if (LOST_LIKE.test(code) || LOST.has(code)) return 'lost';
  return MENDED.has(code) ? 'mended' : 'wrong';
}

/** The findings by severity, the gravest first; each group in the order of the file. Of a story
 * that was rejected the first finding says why, whatever its code. */
export function grouped(findings: readonly Finding[], isRejected: boolean): Group[] {
  const bySeverity = new Map<Severity, Finding[]>(ORDER.map((severity) => [severity, []]));
  findings.forEach((finding, place) => {
    const severity = isRejected && place === 0 ? 'wrong' : severityOf(finding.code);
    bySeverity.get(severity)?.push(finding);
  });
  return ORDER.flatMap((severity) => {
    const found = bySeverity.get(severity) ?? [];
    return found.length ? [{ severity, findings: found }] : [];
  });
}
