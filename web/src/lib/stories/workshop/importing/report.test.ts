import { describe, expect, it } from 'vitest';

import { grouped, type Finding, type Severity } from './report';

const found = (severity: Severity, line: number | null = null): Finding => ({
  code: 'of_any_kind',
  line,
  message: `in line ${line}`,
  severity,
});

describe('the report of an import', () => {
  it('tells what is to be mended before what was lost, and that before what was made good', () => {
    const groups = grouped([
      found('mended'),
      found('lost', 3),
      found('wrong', 9),
      found('lost', 12),
    ]);
    expect(groups.map(({ severity }) => severity)).toEqual(['wrong', 'lost', 'mended']);
    expect(groups[1]?.findings.map(({ line }) => line)).toEqual([3, 12]);
    expect(grouped([])).toEqual([]);
  });

  it('groups ten thousand findings at once', () => {
    const many = Array.from({ length: 10_000 }, (_, line) => found('lost', line));
    expect(grouped(many)[0]?.findings).toHaveLength(10_000);
  });
});
