/** What an import could not carry over, in the order in which an author wants to know it. */
import type { Schema } from '$lib/kit/api';

export type Finding = Schema<'ImportFinding'>;
export type Severity = Finding['severity'];

export interface Group {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

const ORDER: readonly Severity[] = ['wrong', 'lost', 'mended'];

/** The findings by severity, the gravest first; each group in the order of the file. */
export function grouped(findings: readonly Finding[]): Group[] {
  const bySeverity = new Map<Severity, Finding[]>(ORDER.map((severity) => [severity, []]));
  for (const finding of findings) bySeverity.get(finding.severity)?.push(finding);
  return ORDER.flatMap((severity) => {
    const found = bySeverity.get(severity) ?? [];
    return found.length ? [{ severity, findings: found }] : [];
  });
}
