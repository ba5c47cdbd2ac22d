// What an HTTP answer of the GraphQL endpoint means.
import { z } from 'zod';
import type { Cost } from './cost-limiter.ts';

export type Reply =
  | { readonly kind: 'data'; readonly data: unknown; readonly cost: Cost | null }
  | { readonly kind: 'later'; readonly why: string; readonly waitMs: number; readonly cost: Cost | null }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'unreachable'; readonly why: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string };

const Throttle = z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() });
const Envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.object({ code: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
  extensions: z.object({ cost: z.object({ requestedQueryCost: z.number(), throttleStatus: Throttle }).optional() }).nullish(),
});
type GraphqlErrors = NonNullable<z.output<typeof Envelope>['errors']>;

const WAIT_UNTOLD_MS = 1000;

export function readReply(status: number, headers: Headers, body: string): Reply {
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 429) return { kind: 'later', why: 'too many requests', waitMs: retryAfterMs(headers) ?? WAIT_UNTOLD_MS, cost: null };
  // 430 is Shopify's "looks like an attack", which passes.
  if (status >= 500 || status === 408 || status === 430) {
    return { kind: 'unreachable', why: `the shop answered ${status}`, retryAfterMs: retryAfterMs(headers) };
  }
  if (status !== 200) return { kind: 'refused', status, why: `the shop answered ${status}` };
  const read = Envelope.safeParse(parsed(body));
  if (!read.success) return { kind: 'unreachable', why: 'the answer is not GraphQL', retryAfterMs: null };
  const cost = read.data.extensions?.cost ?? null;
  return read.data.errors === null || read.data.errors === undefined || read.data.errors.length === 0
    ? { kind: 'data', data: read.data.data, cost }
    : readErrors(read.data.errors, read.data.data, cost);
}

function readErrors(errors: GraphqlErrors, data: unknown, cost: Cost | null): Reply {
  const codes = new Set(errors.map((error) => error.extensions?.code));
  if (codes.has('THROTTLED')) return { kind: 'later', why: 'throttled', waitMs: untilAffordable(cost), cost };
  if (codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT')) {
    return { kind: 'unreachable', why: 'the shop failed inside', retryAfterMs: null };
  }
  if (errors.every(hidesPersonalData) && data !== null && data !== undefined) return { kind: 'data', data, cost };
  const denied = codes.has('ACCESS_DENIED') || codes.has('SHOP_INACTIVE');
  return {
    kind: 'refused',
    status: denied ? 403 : 200,
    why: errors
      .map((error) => error.message)
      .join('; ')
      .slice(0, 500),
  };
}

/** Personal fields stay empty until Shopify approved the app for them; everything else in the answer is whole. */
const PERSONAL = new Set([
  'email',
  'phone',
  'firstName',
  'lastName',
  'emailAddress',
  'phoneNumber',
  'defaultEmailAddress',
  'defaultPhoneNumber',
  'billingAddress',
  'shippingAddress',
  'address1',
  'address2',
  'city',
  'company',
  'zip',
  'clientIp',
]);

function hidesPersonalData(error: GraphqlErrors[number]): boolean {
  const field = error.path?.findLast((step) => typeof step === 'string');
  return error.extensions?.code === 'ACCESS_DENIED' && typeof field === 'string' && PERSONAL.has(field);
}

function untilAffordable(cost: Cost | null): number {
  if (cost === null) return WAIT_UNTOLD_MS;
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  return Math.max(WAIT_UNTOLD_MS / 10, Math.ceil((missing / Math.max(1, cost.throttleStatus.restoreRate)) * 1000));
}

/** Seconds (Shopify sends "2.0"), as HTTP says. */
function retryAfterMs(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
