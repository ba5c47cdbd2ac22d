// The deliveries a real WooCommerce store sent, over HTTP, in every order: first as they came, with the balance after each of them.
import { afterEach, describe, expect, it } from 'vitest';
import { orderId, type StoreId } from '../../src/loyalty/ids.ts';
import {
  derivePaid,
  RECORDED_SECRET,
  recordedRestServer,
  recordings,
  type RecordedRestServer,
  type Recording,
} from '../recorded/woocommerce/replay.ts';
import { aServer, type TestServer } from '../builders/server.ts';

interface Story {
  readonly server: TestServer;
  readonly stores: Readonly<Record<Recording['storeKey'], StoreId>>;
  readonly rest: Readonly<Record<Recording['storeKey'], RecordedRestServer>>;
}

let story: Story | undefined;

async function begin(all: readonly Recording[]): Promise<Story> {
  const server = await aServer();
  const rest = { first: await recordedRestServer(all, 'first'), second: await recordedRestServer(all, 'second') };
  const add = (key: Recording['storeKey']): Promise<StoreId> =>
    server.core.addStore({ url: rest[key].url, webhookSecret: RECORDED_SECRET, credentials: rest[key].credentials });
  story = { server, rest, stores: { first: await add('first'), second: await add('second') } };
  return story;
}

afterEach(async () => {
  await Promise.all([story?.server.close(), story?.rest.first.close(), story?.rest.second.close()]);
  story = undefined;
});

async function send({ server, stores }: Story, recording: Recording): Promise<number> {
  const url = `${server.url}/webhooks/woocommerce/${stores[recording.storeKey]}`;
  const answer = await fetch(url, { method: 'POST', headers: recording.headers, body: new Uint8Array(recording.body) });
  server.core.time.now += 1_000;
  return answer.status;
}

async function given({ server, stores }: Story, id: number, key: Recording['storeKey'] = 'first'): Promise<number> {
  const shares = await server.core.entries.sharesOfOrder(stores[key], orderId(String(id)));
  return shares.reduce((sum, share) => sum + share.points, 0);
}

const FIRST_STORE = [22, 26, 29, 30, 31, 33, 34, 35, 36, 37, 38, 42];

async function ends(now: Story): Promise<Record<string, number>> {
  const pairs: [string, number][] = [];
  for (const id of FIRST_STORE) pairs.push([String(id), await given(now, id)]);
  pairs.push(['36 of the second store', await given(now, 36, 'second')]);
  return Object.fromEntries(pairs);
}

/** Refunded in full; never paid (cash on delivery, bank transfer cancelled); completed in a burst and made as paid through REST: 12.50 each. */
const RECORDED_ENDS = {
  '22': 0,
  '26': 0,
  '29': 0,
  '30': 0,
  '31': 0,
  '33': 0,
  '34': 0,
  '35': 0,
  '36': 0,
  '37': 0,
  '38': 12,
  '42': 12,
  '36 of the second store': 0,
};
/** Paid: 26 = 18.90 + 49.00; 30 = 12.50 less a coupon of 5.00; 35 = 20.00; 36 = 12.50; 37 = 3 x 12.50, trashed and restored; the other store's 36 = 3 x 12.50. */
const PAID_ENDS = { ...RECORDED_ENDS, '26': 67, '30': 7, '35': 20, '36': 12, '37': 37, '36 of the second store': 37 };

function shuffled<T>(all: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  return all.map((value) => ({ value, at: next() })).toSorted((a, b) => a.at - b.at).map(({ value }) => value); // prettier-ignore
}

async function proven({ server, stores }: Story): Promise<void> {
  for (const store of Object.values(stores)) {
    const { ok, problems } = await server.core.proof.verify(store);
    expect([ok, problems]).toEqual([true, []]);
  }
}

describe('the recorded deliveries of a real WooCommerce store', () => {
  it('are all answered with 200, and order 22 goes 0, 45, 32, 31, 0 as it is paid and refunded step by step', async () => {
    const all = recordings();
    const now = await begin(all);
    const seen: number[] = [];
    for (const [index, recording] of all.entries()) {
      now.rest.first.advanceTo(index);
      now.rest.second.advanceTo(index);
      expect([recording.file, await send(now, recording)]).toEqual([recording.file, 200]);
      await now.server.core.drainAll();
      const points = await given(now, 22);
      if (seen.at(-1) !== points) seen.push(points);
    }
    expect(seen).toEqual([0, 45, 32, 31, 0]);
    expect(await ends(now)).toEqual(RECORDED_ENDS);
    await proven(now);
  });

  it('are worth after every delivery what the store says the orders are worth at that moment', async () => {
    const all = derivePaid(recordings());
    const now = await begin(all);
    const seen = new Map<number, number[]>([[26, []], [37, []], [35, []]]); // prettier-ignore
    for (const [index, recording] of all.entries()) {
      now.rest.first.advanceTo(index);
      now.rest.second.advanceTo(index);
      await send(now, recording);
      await now.server.core.drainAll();
      for (const [id, points] of seen) if (points.at(-1) !== (await given(now, id))) points.push(await given(now, id));
    }
    expect(Object.fromEntries(seen)).toEqual({ 26: [0, 67], 35: [0, 20], 37: [0, 37, 0, 37] });
    expect(await ends(now)).toEqual(PAID_ENDS);
    await proven(now);
  });

  const orders: readonly (readonly [string, (all: readonly Recording[]) => Recording[]])[] = [
    ['in reverse', (all) => all.toReversed()],
    ['shuffled', (all) => shuffled(all, 7)],
    ['shuffled otherwise', (all) => shuffled(all, 4_711)],
    ['each three times', (all) => all.flatMap((each) => [each, each, each])],
    ['each three times and shuffled', (all) => shuffled(all.flatMap((each) => [each, each, each]), 99)], // prettier-ignore
  ];

  it.each(orders)('end the same when they arrive %s', async (_, arrange) => {
    const all = recordings();
    const now = await begin(all);
    for (const recording of arrange(all)) expect(await send(now, recording)).toBe(200);
    await now.server.core.drainAll();
    expect(await ends(now)).toEqual(RECORDED_ENDS);
    await proven(now);
  });

  it.each(orders)('end the same, with five orders paid, when they arrive %s', async (_, arrange) => {
    const all = derivePaid(recordings());
    const now = await begin(all);
    for (const recording of arrange(all)) expect(await send(now, recording)).toBe(200);
    await now.server.core.drainAll();
    expect(await ends(now)).toEqual(PAID_ENDS);
    await proven(now);
  });

  it('leave nothing of people who only opened the checkout', async () => {
    const all = recordings();
    const now = await begin(all);
    for (const recording of all.filter(({ file }) => /draft/.test(file))) expect(await send(now, recording)).toBe(200);
    expect((await now.server.core.inbox.list(now.stores.first, null, null, 100)).items).toEqual([]);
  });
});
