// Members whose facts a process was about to have written to the store when it died: found by looking at whose balance changed lately.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import { MEMBER_FACTS } from '../limits.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { factsEffectId, type MemberFactsToWrite } from '../outbox/member-facts.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { BalanceStore, Touched } from '../projections/balance-store.ts';
import type { StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface SweepMemberFactsOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly balances: Pick<BalanceStore, 'touched'>;
  readonly outbox: Pick<OutboxStore, 'glance'>;
  readonly memberFacts: Pick<MemberFactsToWrite, 'note' | 'flush' | 'canWrite'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

const PAGE = 500;
/** What was read before it was written may be older than its writing by this much. */
const MARGIN_MS = 5_000;

async function stale({ outbox }: SweepMemberFactsOptions, storeId: StoreId, page: readonly Touched[]): Promise<MemberId[]> {
  const glances = await outbox.glance(storeId, page.map(({ memberId }) => factsEffectId(memberId))); // prettier-ignore
  const isStale = ({ memberId, at }: Touched): boolean => {
    const glance = glances.get(factsEffectId(memberId));
    return glance === undefined || (glance.waitsUntil === null && (glance.doneAt ?? 0) < at + MARGIN_MS);
  };
  return page.filter(isStale).map(({ memberId }) => memberId);
}

/** One look at every store; says how many members' facts are written again. One process at a time. */
export async function sweepMemberFacts(options: SweepMemberFactsOptions, backMs: number): Promise<number> {
  const { stores, balances, memberFacts, leases, clock } = options;
  const now = clock();
  if (!(await leases.acquire('sweep-member-facts', randomUUID(), now, now + MEMBER_FACTS.sweepMs - 1_000))) return 0;
  let found = 0;
  for (const { storeId } of await stores.list()) {
    if (!(await memberFacts.canWrite(storeId))) continue;
    for (let after: Touched | null = null; ;) {
      const page: Touched[] = await balances.touched(storeId, now - backMs, after, PAGE);
      const members = await stale(options, storeId, page);
      for (const memberId of members) memberFacts.note(storeId, memberId);
      await memberFacts.flush();
      found += members.length;
      after = page.at(-1) ?? null;
      if (page.length < PAGE) break;
    }
  }
  return found;
}

/** Sweeps until the returned function is called; at first further back, because nobody may have run for a while. */
export function startSweepingMemberFacts(options: SweepMemberFactsOptions): () => void {
  let backMs: number = MEMBER_FACTS.sweepFirstMs;
  const failed = 'whose facts a store must be told could not be looked for; trying again';
  return lookEvery({ everyMs: MEMBER_FACTS.sweepMs, log: options.log, failed }, async () => {
    await sweepMemberFacts(options, backMs);
    backMs = MEMBER_FACTS.sweepBackMs;
  });
}
