import { describe, expect, test } from 'vitest';
import { deservedPoints } from '../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../src/loyalty/earning/facts.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { orderId, storeId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { derivePaid, recordedRestServer, recordings, RECORDED_SECRET } from '../recorded/woocommerce/replay.ts';
import type { Recording } from '../recorded/woocommerce/replay.ts';

const platform = woocommercePlatform();
const facts = { currency: 'EUR', timeZone: 'UTC' };
const pointsOf = (order: OrderState): number => deservedPoints(order, defaultProgram('EUR'), NO_FACTS, null, 0).points;

/** Points of every order of a store, from what its API says at the end. */
async function fetchedPoints(
  all: readonly Recording[],
  storeKey: Recording['storeKey'],
  ids: readonly number[],
): Promise<[number, number][]> {
  const server = await recordedRestServer(all, storeKey);
  try {
    const connection = platform.connect({ storeId: storeId('s'), domain: 's', url: server.url, facts, credentials: server.credentials });
    const ask = async (id: number): Promise<[number, number]> => {
      const fetched = await connection?.fetchOrder(orderId(String(id)));
      return [id, fetched?.kind === 'found' ? pointsOf(fetched.order) : 0];
    };
    return await Promise.all(ids.map(ask));
  } finally {
    await server.close();
  }
}

/** Points of every order of a store, from the newest state that it pushed: what a store without a key ends with. */
function pushedPoints(all: readonly Recording[], storeKey: Recording['storeKey']): [number, number][] {
  const newest = new Map<number, number>();
  for (const { topic, headers, body } of all.filter(
    (recording) => recording.storeKey === storeKey && recording.topic.startsWith('order.'),
  )) {
    for (const event of platform.normalise({ topic, headers, body, receivedAt: 0 }, facts)) {
      if (event.kind === 'order-stated') newest.set(Number(event.order.orderId), pointsOf(event.order));
      if (event.kind === 'order-deleted') newest.set(Number(event.orderId), 0);
    }
  }
  return [...newest].toSorted(([a], [b]) => a - b);
}

const RECORDED_END: [number, number][] = [
  [22, 0], // completed for 45 points, then refunded in full
  [26, 0], // paid by bank transfer for 67 points, then cancelled
  [29, 0], // cash on delivery, never paid
  [30, 0], // cash on delivery with a coupon, cancelled
  [31, 0], // cash on delivery, never paid
  [33, 0], // cash on delivery, never paid
  [34, 0], // cash on delivery, never paid
  [35, 0], // cash on delivery, never paid
  [36, 0], // cash on delivery, never paid
  [37, 0], // cash on delivery, trashed twice and restored, never paid
  [38, 12], // 12.50, completed
  [42, 12], // 12.50, made through REST as paid, completed
];
const PAID = new Map([
  [26, 67], // 18.90 + 49.00, completed instead of cancelled
  [30, 7], // 12.50 less the coupon of 5.00, completed instead of cancelled
  [35, 20],
  [36, 12], // 12.50
  [37, 37], // 3 x 12.50, trashed twice and restored
]);
const DERIVED_END = RECORDED_END.map(([id, points]): [number, number] => [id, PAID.get(id) ?? points]);
const IDS = RECORDED_END.map(([id]) => id);

describe('the recorded story', () => {
  test('ends with points for two orders, as pushed and as fetched', async () => {
    expect(pushedPoints(recordings(), 'first')).toEqual(RECORDED_END);
    expect(await fetchedPoints(recordings(), 'first', IDS)).toEqual(RECORDED_END);
    expect(pushedPoints(recordings(), 'second')).toEqual([[36, 0]]);
  });

  test('ends with points for seven orders when five of them were paid', async () => {
    const derived = derivePaid(recordings());
    expect(pushedPoints(derived, 'first')).toEqual(DERIVED_END);
    expect(await fetchedPoints(derived, 'first', IDS)).toEqual(DERIVED_END);
    expect(pushedPoints(derived, 'second')).toEqual([[36, 37]]);
    expect(await fetchedPoints(derived, 'second', [36, 22])).toEqual([
      [36, 37],
      [22, 0],
    ]);
  });

  test('is signed again by the same secret, in the same order, and differs only where an order was paid', async () => {
    const [all, derived] = [recordings(), derivePaid(recordings())];
    expect(derived.map(({ file }) => file)).toEqual(all.map(({ file }) => file));
    for (const { file, headers, body } of derived.slice(3)) {
      expect(await platform.verify({ headers, body }, { webhookSecret: RECORDED_SECRET }), file).toMatchObject({ kind: 'accepted' });
    }
    const changed = derived
      .filter(({ body }, index) => !body.equals(all[index]?.body ?? Buffer.alloc(0)))
      .map(({ file }) => file.slice(0, 2));
    expect(changed).toEqual(['16', '22', '24', '28', '38', '39', '42', '43', '44', '47', '48', '55', '92']);
  });
});
