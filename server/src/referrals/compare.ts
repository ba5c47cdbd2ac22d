// Two people beside each other, by what each of them ever showed. Nothing is told but whether it is the same.
import type { Alike, Among, EmailLikeness } from '../loyalty/referrals/fraud/evidence.ts';
import type { Prints } from './trace-store.ts';

type Print = keyof Prints;

/** Null: one of them never showed any. */
function same(a: readonly Prints[], b: readonly Prints[], of: readonly Print[], at: readonly Print[] = of): boolean | null {
  const own = new Set(a.flatMap((prints) => of.flatMap((kind) => prints[kind] ?? [])));
  const theirs = b.flatMap((prints) => at.flatMap((kind) => prints[kind] ?? []));
  return own.size === 0 || theirs.length === 0 ? null : theirs.some((print) => own.has(print));
}

function emails(a: readonly Prints[], b: readonly Prints[]): EmailLikeness | null {
  const address = same(a, b, ['email']);
  if (address === null) return null;
  if (address) return 'same';
  if (same(a, b, ['mailbox']) === true) return 'mailbox';
  return same(a, b, ['lookalike']) === true ? 'lookalike' : 'different';
}

/** Either what the page kept is the same, or the browser at its network. */
function devices(a: readonly Prints[], b: readonly Prints[]): boolean | null {
  const [kept, browser] = [same(a, b, ['device']), same(a, b, ['browser'])];
  if (kept === true || browser === true) return true;
  return kept === null && browser === null ? null : false;
}

const DOORS = ['shipping', 'billing'] as const;

export function compared(friend: readonly Prints[], advocate: readonly Prints[]): Omit<Alike, 'member'> {
  return {
    email: emails(friend, advocate),
    phone: same(friend, advocate, ['phone']),
    shipping: same(friend, advocate, ['shipping'], DOORS),
    billing: same(friend, advocate, ['billing'], DOORS),
    network: same(friend, advocate, ['network']),
    device: devices(friend, advocate),
    payment: same(friend, advocate, ['payment']),
    name: same(friend, advocate, ['name']),
  };
}

/** How many of the others show the same as this friend. Whoever has the very address is this friend. */
export function amongOthers(friend: readonly Prints[], others: readonly (readonly Prints[])[]): Among {
  const count = (isSame: (one: readonly Prints[]) => boolean | null): number => others.filter((one) => isSame(one) === true).length;
  return {
    email: count((one) => same(friend, one, ['mailbox']) === true || same(friend, one, ['lookalike'])),
    phone: count((one) => same(friend, one, ['phone'])),
    address: count((one) => same(friend, one, DOORS)),
    network: count((one) => same(friend, one, ['network'])),
    device: count((one) => devices(friend, one)),
    payment: count((one) => same(friend, one, ['payment'])),
  };
}

/** Whatever two people may share. */
const PRINTS: readonly Print[] = ['network', 'device', 'browser', 'email', 'mailbox', 'lookalike', 'phone', 'name', 'shipping', 'billing', 'payment']; // prettier-ignore

/** Nothing was told of who it was, as by a store that hides its buyers from us: that says as much as no trace. */
export const showsNothing = (prints: Prints): boolean => PRINTS.every((kind) => prints[kind] === null);
