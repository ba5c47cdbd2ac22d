// What can happen in the world, as plain data: it is drawn at random, made smaller when something fails, and read by people.
import fc from 'fast-check';
import { POINTS_MAX } from '../../../src/loyalty/points.ts';
import type { Circumstances, Release } from '../../../src/loyalty/ledger/command.ts';
import type { Crash } from './desk.ts';

export interface WishedPart {
  readonly part: 'goods' | 'bonus';
  readonly points: number;
  /** How long until the points are available; null: not yet known. */
  readonly waits: number | null;
  /** How long they live from then; null: for ever. */
  readonly lives: number | null;
}

interface ByKind {
  wait: { by: number };
  lag: { by: number };
  policy: Pick<Circumstances, 'negative' | 'graceMs' | 'approvalAbove'>;
  order: { order: number; to: number | null; parts: readonly WishedPart[]; crash: Crash };
  award: {
    member: number;
    points: number;
    waits: number | null;
    lives: number | null;
    times: number | null;
    most: number | null;
    crash: Crash;
  };
  adjust: { member: number; points: number; lives: number | null; approved: boolean; crash: Crash };
  'undo-adjust': { which: number };
  reserve: { member: number; seek: boolean; reward: number; cart: number; points: number; times: number | null; crash: Crash };
  settle: { which: number; order: number; target: number; crash: Crash };
  'return-spent': { which: number; order: number; target: number; crash: Crash };
  release: { which: number; why: Release['why']; crash: Crash };
  expire: { member: number; after: number };
  'expire-undo': { member: number; which: number; lives: number | null };
  import: { member: number; lots: readonly { points: number; age: number; waits: number | null; lives: number | null }[] };
  merge: { from: number; into: number; stopAfter: number };
  resume: { which: number };
  'undo-merge': { which: number; stopAfter: number };
  spend: { member: number; amount: number; limit: number; of: 'budget' | 'cap'; stopAfter: number; excluded: boolean };
  sweep: object;
  give: { amount: number };
  erase: { member: number };
  again: { which: number; otherInput: boolean };
}
export type Kind = keyof ByKind;
export type Action = { readonly [K in Kind]: { readonly do: K } & Readonly<ByKind[K]> }[Kind];

/** An action, and how much later everybody's points are read once more; a job runs somewhere on the way. */
export interface Step {
  readonly action: Action;
  /** How much time goes by before it. */
  readonly passes: number;
  readonly readAfter: number;
  readonly jobAfter: number;
}

const member = fc.nat(3);
const which = fc.nat(11);
const few = fc.integer({ min: 1, max: 12 });
const odd = fc.constantFrom(0, -1, 0.5, Number.NaN, Infinity, POINTS_MAX + 1, Number.MAX_SAFE_INTEGER);
const amount = fc.oneof({ weight: 12, arbitrary: few }, { weight: 1, arbitrary: odd });
const gift = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 40 }) }, { weight: 1, arbitrary: odd });
const target = fc.integer({ min: 0, max: 14 });
const deserved = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 30 }) }, { weight: 1, arbitrary: fc.constant(0) });
const waits = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 12 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const lives = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }) }, { weight: 1, arbitrary: fc.constant(null) });
const crash = fc.oneof({ weight: 8, arbitrary: fc.constant<Crash>('none') }, { weight: 2, arbitrary: fc.constantFrom<Crash>('before-insert', 'before-answer') }); // prettier-ignore
const limited = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) });
const wished = (part: WishedPart['part']): fc.Arbitrary<WishedPart> =>
  fc.record({ part: fc.constant(part), points: deserved, waits, lives }); // prettier-ignore
const wishes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(wished('goods')) },
  { weight: 2, arbitrary: fc.tuple(wished('goods'), wished('bonus')) },
  { weight: 1, arbitrary: fc.tuple(wished('bonus')) },
  { weight: 1, arbitrary: fc.constant([]) },
);
const to = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: member });

const kinds: { readonly [K in Kind]: readonly [weight: number, fields: { readonly [F in keyof ByKind[K]]: fc.Arbitrary<ByKind[K][F]> }] } =
  {
    wait: [9, { by: fc.integer({ min: -6, max: 14 }) }],
    lag: [1, { by: fc.nat(10) }],
    policy: [1, { negative: fc.constantFrom('allow', 'carry', 'write-off'), graceMs: fc.nat(15), approvalAbove: fc.constantFrom(null, 6) }],
    order: [14, { order: fc.nat(2), to, parts: wishes, crash }],
    award: [7, { member, points: gift, waits, lives, times: limited, most: fc.constantFrom(null, null, 15), crash }],
    adjust: [
      4,
      {
        member,
        points: fc.oneof(
          amount,
          few.map((n) => 0 - n),
        ),
        lives,
        approved: fc.boolean(),
        crash,
      },
    ],
    'undo-adjust': [7, { which }],
    reserve: [14, { member, seek: fc.boolean(), reward: fc.nat(1), cart: fc.nat(1), points: amount, times: limited, crash }],
    settle: [12, { which, order: fc.nat(2), target, crash }],
    'return-spent': [18, { which, order: fc.nat(2), target, crash }],
    release: [5, { which, why: fc.constantFrom('expired', 'cancelled', 'abandoned', 'failure'), crash }],
    expire: [7, { member, after: fc.nat(20) }],
    'expire-undo': [6, { member, which, lives: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.constant(null)) }],
    import: [3, { member, lots: fc.array(fc.record({ points: gift, age: fc.nat(9), waits, lives }), { maxLength: 2 }) }],
    merge: [4, { from: member, into: member, stopAfter: fc.oneof(fc.constant(3), fc.nat(2)) }],
    resume: [3, { which }],
    'undo-merge': [5, { which, stopAfter: fc.constantFrom(2, 2, 1) }],
    spend: [3, { member, amount, limit: fc.integer({ min: 4, max: 40 }), of: fc.constantFrom('budget', 'cap'), stopAfter: fc.constantFrom(3, 3, 1, 2), excluded: fc.boolean() }], // prettier-ignore
    sweep: [1, {}],
    give: [1, { amount }],
    erase: [1, { member }],
    again: [4, { which: fc.nat(8), otherInput: fc.boolean() }],
  };

// `fc.record` cannot tell which of the kinds it makes, the table above can.
const action = fc.oneof(
  ...Object.entries(kinds).map(([kind, [weight, fields]]) => ({ weight, arbitrary: fc.record({ do: fc.constant(kind), ...fields }) })),
) as fc.Arbitrary<Action>;

const step: fc.Arbitrary<Step> = fc.record({ action, passes: fc.nat(2), readAfter: fc.nat(30), jobAfter: fc.nat(30) });

export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

export function sentence({ action: { do: what, ...rest }, passes, readAfter, jobAfter }: Step): string {
  const details = Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const reading = readAfter > 0 ? `   (read ${readAfter} later, job ${jobAfter} later)` : '';
  return `${passes > 0 ? `${passes} later: ` : ''}${what} ${details.join(', ')}${reading}`;
}
