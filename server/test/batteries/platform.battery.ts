// What every store platform must pass, whatever its store speaks. A new platform makes a case of its own deliveries and calls this.
import { describe, expect, test } from 'vitest';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { StoreEvent } from '../../src/loyalty/store-event.ts';
import { Unreadable } from '../../src/platforms/platform.ts';
import type { DeliverySecrets, RawDelivery, StoredDelivery, StoreFacts, StorePlatform } from '../../src/platforms/platform.ts';

export interface PlatformCase {
  readonly platform: StorePlatform;
  readonly secrets: DeliverySecrets;
  readonly facts: StoreFacts;
  /** Genuine deliveries that are to be stored; at least one of them states an order. */
  readonly deliveries: readonly (RawDelivery & { readonly what: string })[];
  /** The same delivery with other bytes, signed as the store would. */
  readonly sign: (delivery: RawDelivery, body: Buffer, webhookSecret: string) => RawDelivery;
  /** Texts from the deliveries that tell who somebody is or lives where, beyond name, e-mail and phone of the customer itself. */
  readonly personalTexts: readonly string[];
  /** Lines and charges of these deliveries add up to the order's total. */
  readonly partsSumToTotal: boolean;
}

export function platformBattery(name: string, makeCase: () => PlatformCase): void {
  describe(`${name}, as every platform`, () => {
    describe('verifies', () => verifies(makeCase));
    describe('normalises', () => normalises(makeCase));
    describe('states orders', () => statesOrders(makeCase));
  });
}

function verifies(makeCase: () => PlatformCase): void {
  test('it accepts every genuine delivery', async () => {
    const { platform, secrets, deliveries } = makeCase();
    for (const delivery of deliveries) expect(await platform.verify(delivery, secrets), delivery.what).toMatchObject({ kind: 'accepted' });
  });

  test('it refuses each of them when a byte is changed, cut off or added', async () => {
    const { platform, secrets, deliveries } = makeCase();
    for (const { what, headers, body } of deliveries) {
      const flipped = Buffer.from(body);
      flipped[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      for (const forged of [flipped, body.subarray(1), body.subarray(0, -1), Buffer.concat([body, Buffer.from(' ')])]) {
        expect(await platform.verify({ headers, body: forged }, secrets), what).toMatchObject({ kind: 'rejected', status: 401 });
      }
    }
  });

  test('it refuses what was signed with another secret, and everything when its own is empty', async () => {
    const { platform, secrets, deliveries, sign } = makeCase();
    for (const delivery of deliveries) {
      const byAnother = sign(delivery, delivery.body, `${secrets.webhookSecret}?`);
      expect(await platform.verify(byAnother, secrets), delivery.what).toMatchObject({ kind: 'rejected', status: 401 });
      const byNobody = sign(delivery, delivery.body, '');
      expect(await platform.verify(byNobody, { webhookSecret: '' }), delivery.what).toMatchObject({ kind: 'rejected', status: 401 });
    }
  });

  test('it refuses a delivery without any header of the platform', async () => {
    const { platform, secrets, deliveries } = makeCase();
    for (const { what, body } of deliveries)
      expect(await platform.verify({ headers: {}, body }, secrets), what).toMatchObject({ kind: 'rejected' });
  });
}

function normalises(makeCase: () => PlatformCase): void {
  test('it gives the same events for the same delivery, and leaves the delivery as it was', async () => {
    const made = makeCase();
    for (const delivery of await stored(made)) {
      const before = structuredClone({ ...delivery, body: delivery.body.toString('hex') });
      const events = made.platform.normalise(delivery, made.facts);
      expect(made.platform.normalise(delivery, made.facts)).toEqual(events);
      expect({ ...delivery, body: delivery.body.toString('hex') }).toEqual(before);
      expect(events.length).toBeGreaterThan(0);
    }
  });

  test('it understands a delivery or says which field it cannot read, whatever is in the place of any value', async () => {
    const made = makeCase();
    let unreadable = 0;
    for (const delivery of await stored(made)) {
      for (const body of surprises(delivery.body)) unreadable += isUnreadable(made, { ...delivery, body }) ? 1 : 0;
    }
    expect(unreadable).toBeGreaterThan(0);
  });
}

/** Anything thrown but {@link Unreadable} comes out of here, and fails the test. */
function isUnreadable({ platform, facts }: PlatformCase, delivery: StoredDelivery): boolean {
  try {
    platform.normalise(delivery, facts);
    return false;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    expect(error.field).not.toBe('');
    return true;
  }
}

function statesOrders(makeCase: () => PlatformCase): void {
  test('it puts nothing into an order that tells who somebody is', async () => {
    const made = makeCase();
    const seen = await orders(made);
    expect(seen.length).toBeGreaterThan(0);
    for (const { order, customer } of seen) {
      const text = JSON.stringify(order);
      expect(text).not.toMatch(/[^\s"]+@[^\s"]+/);
      const personal = [customer.email, customer.phone, customer.firstName, customer.lastName, ...made.personalTexts];
      for (const secret of personal) if (secret !== null && secret !== '') expect(text).not.toContain(secret);
    }
  });

  test('it counts in whole minor units, and never keeps more than was ordered or gives back more than was given', async () => {
    for (const { order } of await orders(makeCase())) {
      const amounts = [
        order.total,
        ...Object.values<number>({ ...order.charges }),
        ...order.lines.flatMap((line) => [line.net, line.currentNet, line.tax, line.discount]),
      ];
      expect(amounts.every(Number.isSafeInteger)).toBe(true);
      for (const line of order.lines) {
        expect(line.currentNet).toBeLessThanOrEqual(line.net);
        expect(line.currentQuantity).toBeLessThanOrEqual(line.quantity);
      }
      for (const refund of order.refunds) {
        expect(refund.goodsWithoutLines).toBeGreaterThanOrEqual(0);
        expect(refund.goodsWithoutLines).toBeLessThanOrEqual(refund.amount);
      }
    }
  });

  test('it accounts for every part of the total', async () => {
    const made = makeCase();
    if (!made.partsSumToTotal) return;
    for (const { order } of await orders(made)) expect(sumOfParts(order), order.name).toBe(order.total);
  });
}

function sumOfParts({ lines, charges }: OrderState): number {
  const goods = lines.reduce((sum, line) => sum + line.net, 0);
  const { shipping, shippingTax, goodsTax, tips, duties, fees, feeReductions } = charges;
  return goods + shipping + shippingTax + goodsTax + tips + duties + fees - feeReductions;
}

async function stored({ platform, secrets, deliveries }: PlatformCase): Promise<StoredDelivery[]> {
  const verdicts = await Promise.all(deliveries.map((delivery) => platform.verify(delivery, secrets)));
  return deliveries.flatMap(({ headers, body }, index) => {
    const verdict = verdicts[index];
    if (verdict?.kind !== 'accepted') return [];
    const present = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined);
    return [{ topic: verdict.topic, headers: Object.fromEntries(present), body, receivedAt: 1_795_285_911_000 }];
  });
}

type Stated = Extract<StoreEvent, { kind: 'order-stated' }>;

async function orders(made: PlatformCase): Promise<Stated[]> {
  const events = (await stored(made)).flatMap((delivery) => made.platform.normalise(delivery, made.facts));
  return events.filter((event): event is Stated => event.kind === 'order-stated');
}

const ODD_VALUES: readonly unknown[] = [
  null,
  {},
  [],
  true,
  '',
  'x',
  '-',
  '1e3',
  '99999999999999999999.99',
  -1,
  0,
  1.5,
  1e300,
  { $ne: 1 },
  [{}],
  [null],
];
const ODD_BODIES: readonly string[] = [
  '',
  'null',
  '[]',
  '{}',
  '1',
  '"x"',
  '<html>',
  '{"id":',
  '\uFEFF{}',
  '{"__proto__":{"id":1}}',
  '['.repeat(50_000),
];

/** The body with each of its values replaced by each odd one (lists: their first two items), and bodies that are odd altogether. */
function* surprises(body: Buffer): Generator<Buffer> {
  for (const odd of ODD_BODIES) yield Buffer.from(odd);
  yield Buffer.from([0xff, 0xfe, 0x00]);
  const whole: unknown = JSON.parse(body.toString('utf8'));
  for (const path of paths(whole)) {
    for (const odd of [...ODD_VALUES, undefined]) yield Buffer.from(JSON.stringify(replaced(whole, path, odd)));
  }
}

function* paths(value: unknown, above: readonly string[] = []): Generator<readonly string[]> {
  if (above.length > 0) yield above;
  if (typeof value !== 'object' || value === null || above.length >= 4) return;
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 2 : undefined);
  for (const [key, inner] of entries) yield* paths(inner, [...above, key]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], odd: unknown): unknown {
  if (key === undefined) return odd;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, odd) : item));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, name === key ? replaced(inner, rest, odd) : inner]),
  );
}
