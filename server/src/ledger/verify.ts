// The whole ledger proved again from its stored entries: sequence, hashes, balances, every promise. Streams, so memory stays flat.
import type { StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { brokenBy, type Broken } from '../loyalty/ledger/invariants.ts';
import type { BalanceRow, BalanceStore } from '../projections/balance-store.ts';
import { balanceRow } from '../projections/show-balance.ts';
import { hashOfEntry } from './hash.ts';
import type { LedgerStore } from './ledger-store.ts';

export interface Problem extends Broken {
  readonly storeId: StoreId;
  readonly memberId: string;
  readonly seq: number;
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly members: number;
  /** The first of each kind and place; `problemCount` says how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

export interface VerifyOptions {
  readonly entries: Pick<LedgerStore, 'chains'>;
  readonly balances: Pick<BalanceStore, 'many'>;
  readonly progress?: (entries: number) => void;
}

const PROBLEMS_KEPT = 100;
const BATCH = 500;

class Findings {
  readonly problems: Problem[] = [];
  count = 0;

  add(entry: Entry, broken: readonly Broken[]): void {
    this.count += broken.length;
    const room = PROBLEMS_KEPT - this.problems.length;
    const { storeId, memberId, seq } = entry;
    this.problems.push(...broken.slice(0, Math.max(0, room)).map((each) => ({ storeId, memberId, seq, ...each })));
  }
}

function sameAmounts(a: BalanceRow, b: BalanceRow): boolean {
  return a.available === b.available && a.pending === b.pending && a.reserved === b.reserved && a.deficit === b.deficit;
}

/** A row that shows an older entry is late, not wrong: a projection may be behind while work is going on. */
function rowFinding(last: Entry, row: BalanceRow | undefined): Broken[] {
  if (row === undefined) return [{ invariant: 'projections-equal-the-ledger', detail: 'the member has no balance row: run rebuild' }];
  if (row.seq > last.seq)
    return [{ invariant: 'sequence-has-no-gap', detail: `entries after ${last.seq} are missing: a balance was shown at ${row.seq}` }];
  const wrong = row.seq === last.seq && !sameAmounts(row, balanceRow(last));
  return wrong ? [{ invariant: 'projections-equal-the-ledger', detail: 'the balance row differs from the chain: run rebuild' }] : [];
}

async function checkRows(options: VerifyOptions, storeId: StoreId, lasts: readonly Entry[], findings: Findings): Promise<void> {
  const rows = await options.balances.many(storeId, lasts.map((last) => last.memberId)); // prettier-ignore
  const byMember = new Map(rows.map((row) => [row.memberId, row]));
  for (const last of lasts) findings.add(last, rowFinding(last, byMember.get(last.memberId)));
}

/** Checks one store's chains and balance rows. Finding something wrong is an answer, not an error. */
export async function verifyStore(storeId: StoreId, options: VerifyOptions): Promise<Verification> {
  const findings = new Findings();
  let [entries, members] = [0, 0];
  let lasts: Entry[] = [];
  let previous: Entry | null = null;
  for await (const entry of options.entries.chains(storeId)) {
    const sameChain: boolean = previous?.memberId === entry.memberId;
    if (!sameChain) {
      members += 1;
      if (previous !== null) lasts.push(previous);
      if (lasts.length >= BATCH) await checkRows(options, storeId, lasts.splice(0), findings);
    }
    findings.add(entry, brokenBy(sameChain ? previous : null, entry, hashOfEntry));
    previous = entry;
    entries += 1;
    if (entries % 10_000 === 0) options.progress?.(entries);
  }
  if (previous !== null) lasts.push(previous);
  await checkRows(options, storeId, lasts, findings);
  lasts = [];
  return { ok: findings.count === 0, entries, members, problems: findings.problems, problemCount: findings.count };
}
