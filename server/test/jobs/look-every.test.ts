import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookEvery, type Rhythm } from '../../src/jobs/look-every.ts';

let said: string[];
let stop: (() => void) | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
});
afterEach(() => {
  stop?.();
  vi.useRealTimers();
});

/** Every second, with what is logged kept. */
function rhythm(change: Partial<Rhythm> = {}): Rhythm {
  const log = pino({ level: 'error' }, { write: (line) => void said.push((JSON.parse(line) as { msg: string }).msg) });
  return { everyMs: 1_000, log, failed: 'the post could not be looked for', ...change };
}

describe('a job', () => {
  it('looks at once, again after every interval, and no more when it was stopped', async () => {
    const look = vi.fn(async () => Promise.resolve());
    stop = lookEvery(rhythm(), look);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(look).toHaveBeenCalledTimes(4);
    stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(look).toHaveBeenCalledTimes(4);
  });

  it('that need not look at once waits for its first interval', async () => {
    const look = vi.fn(async () => Promise.resolve());
    stop = lookEvery(rhythm({ atOnce: false }), look);
    expect(look).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it.each([{ oneAtATime: true }, { oneAtATime: false }])('that failed says so in the log and looks again (%o)', async (change) => {
    const look = vi.fn(async () => Promise.reject(new Error('no database')));
    stop = lookEvery(rhythm(change), look);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(2);
    expect(said).toEqual(Array.from({ length: 2 }, () => 'the post could not be looked for'));
  });

  it('of one look at a time leaves out those that would begin before the last has ended', async () => {
    const look = vi.fn(async () => new Promise<void>((done) => void setTimeout(done, 2_500)));
    stop = lookEvery(rhythm({ oneAtATime: true }), look);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('without that rule does not wait for a look that hangs', async () => {
    const look = vi.fn(async () => new Promise<void>(() => undefined));
    stop = lookEvery(rhythm(), look);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(look).toHaveBeenCalledTimes(3);
  });
});
