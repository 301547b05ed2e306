import { describe, expect, it } from 'vitest';

import { unreachable } from '$lib/kit/problems';

import { Queue, type Report } from './queue.svelte';

const report = (report_id: string) => ({ report_id }) as Report;

describe('the queue of reports', () => {
  it('says that what follows could not be fetched, and stays where it is', async () => {
    const queue = new Queue('open', null);
    queue.list.items = [report('one')];
    queue.list.more = () => {
      queue.list.problem = unreachable();
      return Promise.resolve();
    };
    await expect(queue.go(1)).rejects.toThrow();
    expect(queue.current?.report_id).toBe('one');
  });

  it('keeps what was typed about a report while one looks at another', async () => {
    const queue = new Queue('open', null);
    queue.list.items = [report('one'), report('two')];
    queue.saidOf(report('one')).note = 'Seen before';
    expect(await queue.go(1)).toBe(true);
    expect(queue.saidOf(report('two')).note).toBe('');
    expect(queue.saidOf(report('one')).note).toBe('Seen before');
  });
});
