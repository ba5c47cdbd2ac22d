// What somebody should look at, most pressing first. Each is a code that the page has words and a way for.
import type { admin } from '../../contract/index.ts';
import { chainOf, programBudget } from '../../allowances/allowance.ts';
import type { InboxStore } from '../../inbox/inbox-store.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { StorefrontLook } from '../../onboarding/storefront-check.ts';
import type { OutboxCounts } from '../../outbox/outbox-store.ts';
import type { Standing } from '../../programs/program-desk.ts';
import { stateOf } from '../../programs/version-state.ts';
import { DATA_FILES } from '../../limits.ts';
import type { Reconciliation } from '../../reconcile/reconciliation-store.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import type { AdminCall } from './call.ts';

type Counted = Awaited<ReturnType<InboxStore['summary']>>;
type Todo = admin.ThingToDo;

/** A shop that sells tells us something every day; small ones rest over a weekend. */
const SILENT_AFTER_MS = 3 * 86_400_000;

function aboutInbox({ dead, lastReceivedAt }: Counted, store: StoreRecord, now: number): Todo[] {
  const quietSince = lastReceivedAt ?? store.createdAt;
  return [
    ...(dead > 0 ? [{ code: 'dead-letters', count: dead } as const] : []),
    ...(now - quietSince > SILENT_AFTER_MS ? [{ code: 'webhooks-silent', since: instantOrNull(lastReceivedAt) } as const] : []),
  ];
}

/** One that does not answer is asked again by itself; only a long silence is worth somebody's time. */
const UNREACHABLE_AFTER_MS = 60 * 60_000;

function aboutAsking({ problem }: Reconciliation, now: number): Todo[] {
  if (problem === null || (problem.kind === 'unreachable' && now - problem.since < UNREACHABLE_AFTER_MS)) return [];
  return [{ code: 'store-not-asked', kind: problem.kind, since: instant(problem.since) }];
}

function aboutProgram({ live, versions, draft }: Standing, now: number): Todo[] {
  const scheduled = versions.filter((version) => stateOf(version, live, now) === 'scheduled');
  return [
    ...(live.program.active ? [] : [{ code: 'program-paused' } as const]),
    ...(draft === null ? [] : [{ code: 'draft-unpublished', savedAt: instant(draft.savedAt) } as const]),
    ...scheduled.map(
      ({ program: { version, inForceFrom } }) => ({ code: 'program-scheduled', version, at: instant(inForceFrom) }) as const,
    ),
    ...(live.program.pointValue === null ? [{ code: 'no-point-value' } as const] : []),
  ];
}

/** Of what a store lets us do. What the product is complete without, nobody is bothered with. */
function aboutPermissions({ services }: AdminCall, { platform, granted }: StoreRecord): Todo[] {
  const lacks = granted === undefined ? [] : (services.platforms[platform].lacking?.(granted) ?? []);
  return lacks.flatMap(({ feature, permissions, optional }) =>
    optional ? [] : [{ code: 'permission-missing', feature, permissions: [...permissions] } as const],
  );
}

async function aboutDataFiles({ services, who }: AdminCall): Promise<Todo[]> {
  const waiting = (await services.dataFiles.list(who.storeId)).filter(({ fetchedAt }) => fetchedAt === null);
  const oldest = waiting.at(-1);
  if (oldest === undefined) return [];
  return [{ code: 'data-files-waiting', count: waiting.length, until: instant(oldest.askedAt + DATA_FILES.retentionMs) }];
}

/** From here on somebody should decide whether there is to be more. */
const NEARLY_SPENT = 0.8;

interface Budget {
  /** Null: the whole program's; else a campaign's. */
  readonly of: string | null;
  readonly chain: MemberId;
  readonly budget: number;
}

function budgetsOf(program: Program, now: number): Budget[] {
  const whole = programBudget(program, now);
  const running = program.campaigns.filter(({ on, from, until }) => on && from <= now && now < until);
  return [
    ...(whole === null ? [] : [{ of: null, chain: chainOf(whole), budget: whole.limit }]),
    ...running.flatMap(({ id, budget }) =>
      budget === null ? [] : [{ of: id, chain: chainOf({ name: `budget/campaign/${id}` }), budget }],
    ),
  ];
}

async function aboutBudgets({ services, who }: AdminCall, program: Program, now: number): Promise<Todo[]> {
  const known = await Promise.all(
    budgetsOf(program, now).map(async ({ of, chain, budget }) => {
      const spent = (await services.ledger.head(who.storeId, chain))?.after.taken ?? 0;
      return { code: 'budget-nearly-spent', of, spent, budget } as const;
    }),
  );
  return known.filter(({ spent, budget }) => spent >= budget * NEARLY_SPENT);
}

interface Queues {
  readonly inbox: Counted;
  readonly outbox: Pick<OutboxCounts, 'dead'>;
}

/** A theme shows nothing until the merchant puts it there; a plugin shows it on its own, until somebody looked and saw that it does not. */
function isShown({ platform }: Pick<StoreRecord, 'platform'>, look: StorefrontLook | null): boolean {
  return look === null ? platform === 'woocommerce' : look.state === 'on';
}

export async function thingsToDo(call: AdminCall, store: StoreRecord, standing: Standing, { inbox, outbox }: Queues): Promise<Todo[]> {
  const { services, who } = call;
  const now = services.clock();
  const [proved, people, storefront, budgets, files, compared, toReview] = await Promise.all([
    services.proof.verifications.newest(who.storeId),
    services.staff.list(who.storeId),
    services.storefront.last(who.storeId),
    aboutBudgets(call, standing.live.program, now),
    aboutDataFiles(call),
    services.reconciler.of(who.storeId),
    services.referralFigures.waiting(who.storeId),
  ]);
  const waiting = people.filter(({ role }) => role === null).length;
  return [
    ...(proved !== null && !proved.ok ? [{ code: 'ledger-not-proved', problems: proved.problemCount } as const] : []),
    ...aboutPermissions(call, store),
    ...(outbox.dead > 0 ? [{ code: 'dead-effects', count: outbox.dead } as const] : []),
    ...aboutInbox(inbox, store, now),
    ...aboutAsking(compared, now),
    ...files,
    ...(toReview > 0 ? [{ code: 'referrals-in-review', count: toReview } as const] : []),
    ...budgets,
    ...aboutProgram(standing, now),
    ...(isShown(store, storefront) ? [] : [{ code: 'no-storefront-block', reason: storefront?.reason ?? null } as const]),
    ...(waiting > 0 ? [{ code: 'staff-waiting', count: waiting } as const] : []),
  ];
}
