// Whose link brought an order: of everything by which a friend could have come, what is trusted most, and of equals the last before the order. Pure.
import type { MemberId } from '../ids.ts';
import type { ShareChannel } from './channel.ts';

/** By what a friend's order is known to be one, in the order of trust. */
export const ATTRIBUTED_BY = ['code', 'attribute', 'email', 'phone'] as const;
export type AttributedBy = (typeof ATTRIBUTED_BY)[number];

/**
 * Who placed an order, as the store tells it. `customer`: somebody at a checkout of their own. `till`: somebody in a shop. `staff`: typed in for somebody, or
 * written by another program.
 */
export type PlacedBy = 'customer' | 'till' | 'staff';

/** A way that leads from an order to a link. */
export interface Trail {
  readonly by: AttributedBy;
  readonly advocateId: MemberId;
  readonly code: string;
  readonly channel: ShareChannel;
  /** When the friend came by it; of a cart's mark, which says no time, when the order was placed. */
  readonly at: number;
}

export interface AttributionFacts {
  readonly trails: readonly Trail[];
  readonly placedAt: number;
  readonly placedBy: PlacedBy;
  readonly windowDays: number;
}

/** `nobody`: nothing leads to a link. `too-late`: the order came first. `forgotten`: the window was over. `not-online`: an address alone proves nothing at a till. */
export type NotAttributed = 'nobody' | 'too-late' | 'forgotten' | 'not-online';
export type Attribution = { readonly kind: 'brought'; readonly trail: Trail } | { readonly kind: 'none'; readonly why: NotAttributed };

const DAY_MS = 86_400_000;
/** Stores tell times in whole seconds, cut off. */
const SECOND_MS = 1_000;

/** These show that the link was used for this very order; others only that its buyer once came by one. */
const ON_THE_ORDER: ReadonlySet<AttributedBy> = new Set<AttributedBy>(['code', 'attribute']);

function problemOf({ by, at }: Trail, { placedAt, placedBy, windowDays }: AttributionFacts): NotAttributed | null {
  // The code or the mark is on the order, and ends by itself.
  if (ON_THE_ORDER.has(by)) return null;
  if (placedBy !== 'customer') return 'not-online';
  if (at - (at % SECOND_MS) > placedAt) return 'too-late';
  return placedAt - at > windowDays * DAY_MS ? 'forgotten' : null;
}

const trust = ({ by }: Trail): number => ATTRIBUTED_BY.indexOf(by);

/** Of two trails of one kind the later one counts; of one moment the code that comes first, so that nobody has to remember which was told first. */
function before(a: Trail, b: Trail): number {
  return trust(a) - trust(b) || b.at - a.at || (a.code < b.code ? -1 : 1);
}

export function attributed(facts: AttributionFacts): Attribution {
  const problems = facts.trails.map((trail) => problemOf(trail, facts));
  const [trail] = facts.trails.filter((_, index) => problems[index] === null).toSorted(before);
  if (trail !== undefined) return { kind: 'brought', trail };
  const why = (['not-online', 'forgotten', 'too-late'] as const).find((one) => problems.includes(one));
  return { kind: 'none', why: why ?? 'nobody' };
}
