import { beforeEach, describe, expect, it, vi } from 'vitest';

import { connection } from '$lib/kit/connection.svelte';

import { live } from './live.svelte';

/** A line to the server, seen from its end. */
class Line {
  static all: Line[] = [];
  readonly address: URL;
  isClosed = false;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(address: string) {
    this.address = new URL(address);
    Line.all.push(this);
  }

  /** The page hangs up; of a line that is dead it hears no end. */
  close(): void {
    this.isClosed = true;
  }

  say(id: number, type: string, data: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ id, type, data, timestamp: '' }) });
  }

  greet(id = 10): void {
    this.say(id, 'hello', { epoch: 'e1' });
  }

  cut(code = 1006): void {
    this.onclose?.({ code });
  }
}

const tickets: string[] = [];
const line = () => Line.all.at(-1) as Line;
/** Everything that can go on without time has gone on. */
const settled = () => vi.advanceTimersByTimeAsync(0);
const over = vi.fn();

async function connected(): Promise<Line> {
  live.start(over);
  await settled();
  line().greet();
  return line();
}

describe('the live line', () => {
  const heard: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    Line.all = [];
    tickets.length = heard.length = 0;
    vi.stubGlobal('WebSocket', Line);
    vi.stubGlobal('fetch', () => {
      tickets.push(`t${tickets.length + 1}`);
      return Promise.resolve(Response.json({ ticket: tickets.at(-1) }));
    });
    connection.answered();
    const ears = [
      live.on('story.created', ({ username }) => heard.push(username)),
      live.on('sync.lost', () => heard.push('lost')),
    ];
    return () => {
      for (const stop of ears) stop();
      live.stop();
      vi.unstubAllGlobals();
      vi.useRealTimers();
    };
  });

  it('tells what happens, once it was greeted', async () => {
    live.start(over);
    expect(live.state).toBe('connecting');
    await settled();
    line().greet();
    expect(live.state).toBe('live');
    line().say(11, 'story.created', { username: 'juno' });
    expect(heard).toEqual(['juno']);
  });

  it('comes again after a cut, and asks for what was missed', async () => {
    const first = await connected();
    first.say(12, 'story.created', { username: 'juno' });
    expect(first.address.searchParams.has('since')).toBe(false);
    first.cut();
    expect(live.state).toBe('waiting');
    await settled();
    const { searchParams } = line().address;
    expect([searchParams.get('since'), searchParams.get('epoch')]).toEqual(['12', 'e1']);
    expect(searchParams.get('client')).toBe(first.address.searchParams.get('client'));
  });

  it('waits longer with each try that comes to nothing, and less when the server is found', async () => {
    await connected();
    for (let tries = 0; tries < 4; tries += 1) {
      line().cut();
      await vi.advanceTimersByTimeAsync(8000);
    }
    line().cut();
    const before = Line.all.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(Line.all).toHaveLength(before);
    connection.failed();
    connection.answered();
    await settled();
    expect(Line.all).toHaveLength(before + 1);
  });

  it('is made anew when the device woke and it has been quiet, for it may be dead', async () => {
    const dead = await connected();
    dead.say(15, 'story.created', { username: 'juno' });
    dispatchEvent(new Event('online'));
    await settled();
    expect(Line.all, 'it spoke a moment ago').toHaveLength(1);
    vi.advanceTimersByTime(30_000);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await settled();
    expect(dead.isClosed).toBe(true);
    expect(line().address.searchParams.get('since')).toBe('15');
    line().greet(15);
    dead.say(16, 'story.created', { username: 'a ghost' });
    dead.cut();
    expect(heard).toEqual(['juno']);
    expect(live.state).toBe('live');
  });

  it('is one, also where another begins while a ticket is on its way', async () => {
    live.start(over);
    live.stop();
    live.start(over);
    await settled();
    expect(tickets).toHaveLength(2);
    expect(Line.all.map(({ address }) => address.searchParams.get('ticket'))).toEqual(['t2']);
  });

  it('stays with the window that took it over, until this one asks for it', async () => {
    const first = await connected();
    first.cut(4001);
    expect(live.state).toBe('replaced');
    await vi.advanceTimersByTimeAsync(60_000);
    connection.failed();
    connection.answered();
    await settled();
    expect(Line.all).toHaveLength(1);
    live.resume();
    await settled();
    expect(Line.all).toHaveLength(2);
  });

  it('says when the session is over, and comes no more', async () => {
    const first = await connected();
    first.cut(4401);
    expect(over).toHaveBeenCalledTimes(1);
    expect(live.state).toBe('off');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Line.all).toHaveLength(1);
  });
});
