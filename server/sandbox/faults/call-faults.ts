/**
 * What can go wrong with a call of the app, on purpose: each for one root field or for all, for the next calls or by chance.
 * The ones that say "after" matter most: the shop has done what was asked, and its answer is lost.
 */
import { z } from 'zod';

/**
 * slow waits and then performs (also when the caller has given up), slowAnswer performs and then waits; the failing and the
 * cutting ones do so before or after performing; tooMany is HTTP 429, throttled is Shopify's error inside HTTP 200,
 * unauthorized is a revoked token, userError is a mutation's own refusal.
 */
export const CALL_FAULT_KINDS = [
  'slow',
  'slowAnswer',
  'failBefore',
  'failAfter',
  'cutBefore',
  'cutAfter',
  'tooMany',
  'throttled',
  'unauthorized',
  'userError',
] as const;

const callFaultSchema = z.strictObject({
  /** A root field ("giftCardCreate"), or "*" for every call. */
  field: z
    .string()
    .regex(/^(?:\*|[A-Za-z]\w{0,79})$/)
    .default('*'),
  kind: z.enum(CALL_FAULT_KINDS),
  /** How long slow and slowAnswer wait. */
  ms: z.int().min(0).max(120_000).default(2000),
  /** What failBefore and failAfter answer with. */
  status: z.union([z.literal(500), z.literal(502), z.literal(503)]).default(500),
  /** What userError answers with: a code that the mutation's own errors know. */
  code: z
    .string()
    .regex(/^[A-Z_]{1,80}$/)
    .default('INVALID'),
  /** So many fitting calls pass before it begins. */
  skip: z.int().min(0).max(10_000).default(0),
  /** It ends after so many calls; null: it stays until it is taken away. */
  times: z.int().min(1).max(10_000).nullable().default(null),
  /** The share of the fitting calls that it strikes. */
  rate: z.number().min(0).max(1).default(1),
});

export const callFaults = z.array(callFaultSchema).max(50);
export type CallFault = z.infer<typeof callFaultSchema>;

export interface AppCall {
  fields: readonly string[];
  mutation: boolean;
}

export interface Struck {
  waitBefore: number;
  waitAfter: number;
  fault: CallFault | undefined;
}

const fits = ({ field, kind }: CallFault, { fields, mutation }: AppCall): boolean =>
  (field === '*' || fields.includes(field)) && (kind !== 'userError' || mutation);

const counted = (fault: CallFault): CallFault[] => {
  if (fault.times === null) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
};

/** What strikes this call, and the faults as they are afterwards. Waits add up; of the others only the first one strikes. */
export function strike(faults: readonly CallFault[], call: AppCall, chance: () => number): { struck: Struck; left: CallFault[] } {
  const struck: Struck = { waitBefore: 0, waitAfter: 0, fault: undefined };
  const left = faults.flatMap((one): CallFault[] => {
    if (!fits(one, call)) return [one];
    if (one.skip > 0) return [{ ...one, skip: one.skip - 1 }];
    const waits = one.kind === 'slow' || one.kind === 'slowAnswer';
    if ((!waits && struck.fault !== undefined) || chance() >= one.rate) return [one];
    if (one.kind === 'slow') struck.waitBefore += one.ms;
    else if (one.kind === 'slowAnswer') struck.waitAfter += one.ms;
    else struck.fault = one;
    return counted(one);
  });
  return { struck, left };
}
