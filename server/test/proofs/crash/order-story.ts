// What a shop tells about many orders: deliveries as WooCommerce sends them, and what they must come to. The sum is written from the
// program's sentence ("one point per whole euro of goods that are paid and kept"), not from the product's code.
import type { Seeded } from '../process/seeded.ts';

/** One state of one order, as the shop tells it. */
interface State {
  readonly order: number;
  /** Seconds after the order was placed; of two states the later is the newer. */
  readonly second: number;
  readonly status: 'pending' | 'processing' | 'completed' | 'cancelled' | 'refunded';
  readonly paid: boolean;
  readonly cents: number;
  readonly refundedCents: number;
  /** 0: a guest, known by an address. */
  readonly customer: number;
  readonly address: string;
}

export interface Backlog {
  /** In the sequence in which they arrive: shuffled, nearly a third of them twice. */
  readonly bodies: readonly Buffer[];
  /** Points of everybody, by the address of the person. */
  readonly owed: ReadonlyMap<string, number>;
  readonly orders: number;
}

const PLACED = Date.UTC(2026, 9, 1, 8);

const gmt = (at: number): string => new Date(at).toISOString().slice(0, 19);
const decimal = (cents: number): string => (cents / 100).toFixed(2);

function bodyOf(state: State): Buffer {
  const { order, second, status, paid, cents, refundedCents, customer, address } = state;
  const placed = PLACED + order * 60_000;
  const line = { id: 1, name: 'Teapot', product_id: 7, variation_id: 0, quantity: 1, subtotal: decimal(cents), total: decimal(cents), total_tax: '0.00' }; // prettier-ignore
  const dates = {
    date_created_gmt: gmt(placed),
    date_modified_gmt: gmt(placed + second * 1_000),
    date_paid_gmt: paid ? gmt(placed + 1_000) : null,
    date_completed_gmt: status === 'completed' ? gmt(placed + second * 1_000) : null,
  };
  const money = { currency: 'EUR', prices_include_tax: false, total: decimal(cents), shipping_total: '0.00', shipping_tax: '0.00' };
  const person = { customer_id: customer, billing: { email: address, phone: '', first_name: 'A', last_name: 'B' } };
  const refunds = refundedCents === 0 ? [] : [{ id: order * 10 + second, total: decimal(0 - refundedCents) }];
  const lists = { line_items: [line], fee_lines: [], coupon_lines: [], refunds };
  return Buffer.from(
    JSON.stringify({ id: order, number: String(order), status, ...dates, ...money, created_via: 'checkout', ...person, ...lists }),
  );
}

/** Placed, paid, changed, ended: each order goes some of this way, and some of them change hands on it. */
function statesOf(order: number, members: number, random: Seeded): State[] {
  const cents = 500 + random.below(20_000);
  const n = random.below(members);
  const account = { customer: n + 1, address: `person-${n}@proof.test` };
  const guest = { customer: 0, address: `guest-${random.below(members)}@proof.test` };
  const [first, later] = random.below(10) === 0 ? [guest, account] : random.below(5) === 0 ? [guest, guest] : [account, account];
  const refundedCents = random.below(3) === 0 ? 1 + random.below(cents) : 0;
  const end = (['completed', 'completed', 'completed', 'cancelled', 'refunded'] as const)[random.below(5)] ?? 'completed';
  const told: State[] = [
    { order, second: 0, status: 'pending', paid: false, cents, refundedCents: 0, ...first },
    { order, second: 5, status: 'processing', paid: true, cents, refundedCents: 0, ...first },
    { order, second: 60, status: 'processing', paid: true, cents, refundedCents, ...later },
    { order, second: 90, status: end, paid: true, cents, refundedCents, ...later },
  ];
  return told.slice(0, 2 + random.below(3));
}

/** One point per whole euro of goods that are paid and kept. */
function worth({ status, paid, cents, refundedCents }: State): number {
  const counts = paid && (status === 'processing' || status === 'completed');
  return counts ? Math.floor((cents - refundedCents) / 100) : 0;
}

/** `events` deliveries in all; three in ten of them are repetitions. */
export function aBacklog(events: number, members: number, random: Seeded): Backlog {
  const unique = Math.round(events * 0.7);
  const states: State[] = [];
  const owed = new Map<string, number>();
  let orders = 0;
  while (states.length < unique) {
    const told = statesOf((orders += 1), members, random).slice(0, unique - states.length);
    states.push(...told);
    const newest = told.at(-1);
    if (newest !== undefined) owed.set(newest.address, (owed.get(newest.address) ?? 0) + worth(newest));
  }
  const again = Array.from({ length: events - unique }, () => states[random.below(states.length)]).filter((state) => state !== undefined);
  return { bodies: random.shuffled([...states, ...again]).map(bodyOf), owed, orders };
}
