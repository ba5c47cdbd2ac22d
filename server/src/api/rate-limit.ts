// How often somebody may try. Counted in the database, so that several processes count together.
import type { Request } from 'express';
import { callerNetwork } from './caller-address.ts';
import { notSignedIn, tooManyRequests, type HttpProblem } from './http-problem.ts';
import type { Services } from './services.ts';

export interface RateLimitStore {
  /** Counts one try under the key and says whether it was within `limit` per window. Keys may be forgotten once their window is over. */
  hit(key: string, windowMs: number, limit: number, now: number): Promise<{ readonly allowed: boolean; readonly retryAfterMs: number }>;
}

const MINUTE_MS = 60_000;
/** Far above what a person does, far below what guessing needs. */
export const LIMITS = {
  devLogin: { windowMs: MINUTE_MS, limit: 30 },
  failure: { windowMs: MINUTE_MS, limit: 60 },
  write: { windowMs: MINUTE_MS, limit: 120 },
  /** Rewards are asked for one by one. */
  redeem: { windowMs: MINUTE_MS, limit: 30 },
  /** A person changes their mind now and then. */
  consents: { windowMs: MINUTE_MS, limit: 20 },
  /** Mail to an address that somebody types: to try the settings, not to write to people. */
  testMail: { windowMs: 60 * MINUTE_MS, limit: 20 },
  /** Mailbox providers unsubscribe many people from few addresses. */
  unsubscribe: { windowMs: MINUTE_MS, limit: 600 },
  /** Claim links, good and bad: from one network, of one address, for one order. Programs of mailbox providers look at them as well. */
  claim: { windowMs: MINUTE_MS, limit: 60 },
  claimAccount: { windowMs: MINUTE_MS, limit: 20 },
  claimAddress: { windowMs: 60 * MINUTE_MS, limit: 60 },
  claimOrder: { windowMs: 60 * MINUTE_MS, limit: 60 },
  /** A merchant connects a shop a few times in its life. */
  connectPlugin: { windowMs: 60 * MINUTE_MS, limit: 60 },
  /** What a shop's server asks for all its shoppers, and for one of them. */
  shopCall: { windowMs: MINUTE_MS, limit: 6_000 },
  shopCallCustomer: { windowMs: MINUTE_MS, limit: 60 },
  /** Pages that name an order: all shoppers of a store may come through few addresses, and one order has few pages. */
  offer: { windowMs: MINUTE_MS, limit: 600 },
  offerOfOrder: { windowMs: MINUTE_MS, limit: 30 },
  /** Openings of links of advocates, good and bad, from one network: at some shops all shoppers come through few addresses. */
  refLook: { windowMs: MINUTE_MS, limit: 600 },
  refQr: { windowMs: MINUTE_MS, limit: 300 },
  /** Claims of a friend's code. Each writes to an address that somebody typed, so one address is left alone soonest. */
  refClaim: { windowMs: MINUTE_MS, limit: 120 },
  refClaimAddress: { windowMs: 60 * MINUTE_MS, limit: 6 },
  refClaimLink: { windowMs: 60 * MINUTE_MS, limit: 600 },
  refClaimStore: { windowMs: 60 * MINUTE_MS, limit: 6_000 },
  /** A member who looks for a free name for their link, and one who passes it on. */
  refLink: { windowMs: 60 * MINUTE_MS, limit: 20 },
  refShare: { windowMs: 60 * MINUTE_MS, limit: 60 },
} as const;

type Needs = Pick<Services, 'rateLimits' | 'clock' | 'log'>;

/** @throws HttpProblem 429 when there were too many. A database that is away makes the request fail: the work behind needs it as well. */
export async function limit(services: Needs, kind: keyof typeof LIMITS, who: string): Promise<void> {
  const { windowMs, limit: most } = LIMITS[kind];
  const { allowed, retryAfterMs } = await services.rateLimits.hit(`${kind}:${who}`, windowMs, most, services.clock());
  if (!allowed) throw tooManyRequests(retryAfterMs);
}

/** What somebody without a good token is told: 401, and after too many of them 429. Never anything else, even without a database. */
export async function strangerProblem(services: Needs, req: Request): Promise<HttpProblem> {
  const { windowMs, limit: most } = LIMITS.failure;
  try {
    const { allowed, retryAfterMs } = await services.rateLimits.hit(`failure:${callerNetwork(req)}`, windowMs, most, services.clock());
    return allowed ? notSignedIn() : tooManyRequests(retryAfterMs);
  } catch (error) {
    services.log.warn({ err: error }, 'failed sign-ins are not counted');
    return notSignedIn();
  }
}
