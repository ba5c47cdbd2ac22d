// What an operator is told of the outbox: how late it is, and how much needs a person.
import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/metrics.ts';

async function read(metrics: Metrics): Promise<(string | undefined)[]> {
  const { text } = await metrics.expose();
  return ['lag_seconds', 'dead'].map((name) => new RegExp(`^lasting_outbox_${name} (\\S+)$`, 'mu').exec(text)?.[1]);
}

describe('the numbers of the outbox', () => {
  it('say how late the oldest is and how much needs a person, as they are when they are read', async () => {
    let told = { lagSeconds: 12.5, dead: 3 };
    const metrics = createMetrics({ outbox: () => Promise.resolve(told) });
    expect(await read(metrics)).toEqual(['12.5', '3']);
    told = { lagSeconds: 0, dead: 4 };
    expect(await read(metrics)).toEqual(['0', '4']);
  });

  it('are not a number, and take no other with them, when the database does not answer', async () => {
    const metrics = createMetrics({ outbox: () => Promise.reject(new Error('no database')) });
    expect((await read(metrics)).map((one) => one?.toLowerCase())).toEqual(['nan', 'nan']);
    expect((await metrics.expose()).text).toContain('lasting_http_request_seconds');
  });
});
