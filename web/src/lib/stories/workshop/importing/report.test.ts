import { describe, expect, it } from 'vitest';

import { grouped, severityOf, type Finding } from './report';

const found = (code: string, line: number | null = null): Finding => ({
  code,
  line,
  message: `about ${code}`,
});

describe('the report of an import', () => {
  it('tells what is to be mended before what was lost, and that before what was made good', () => {
    const groups = grouped(
      [
        found('ifid_made'),
        found('lost_timer', 3),
        found('missing_target', 9),
        found('not_run', 12),
      ],
      false,
    );
    expect(groups.map(({ severity }) => severity)).toEqual(['wrong', 'lost', 'mended']);
    expect(groups[1]?.findings.map(({ line }) => line)).toEqual([3, 12]);
  });

  it('says first why a story was rejected, whatever the code', () => {
    const [first] = grouped([found('unknown_column'), found('encoding')], true);
    expect(first?.severity).toBe('wrong');
    expect(first?.findings.map(({ code }) => code)).toEqual(['unknown_column']);
  });

  it('takes a code that nobody knows yet for something to look at', () => {
    expect(severityOf('never_heard_of')).toBe('wrong');
    expect(severityOf('input_untranslated')).toBe('lost');
    expect(severityOf('timing_dropped')).toBe('lost');
    expect(grouped([], false)).toEqual([]);
  });

  it('groups ten thousand findings at once', () => {
    const many = Array.from({ length: 10_000 }, (_, line) => found('lost', line));
    expect(grouped(many, false)[0]?.findings).toHaveLength(10_000);
  });
});
