// Entries as the ledger really makes them, without a database: to fill collections quickly and with true documents.
import { Ledger, type AppendRequest } from '../../src/ledger/ledger.ts';
import { hashOfIntention } from '../../src/ledger/hash.ts';
import type { LedgerStore } from '../../src/ledger/ledger-store.ts';
import { entryKey, memberId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Circumstances } from '../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';

export const memberAt = (index: number): MemberId => memberId(`m-${String(index).padStart(8, '0')}`);

export function circumstances(): Circumstances {
  const now = Date.now();
  const policy = { negative: 'allow', graceMs: 0, approvalAbove: null } as const;
  return { now, watermark: now, issuedMonth: '2026-11', ...policy };
}

/** An award of 45 points, as a birthday or a campaign gives it; `ref` makes it a fact of its own. */
export function awardOf(storeId: StoreId, member: MemberId, ref: string): AppendRequest {
  const explain = JSON.stringify({ rule: 'bench', ref });
  const command = { kind: 'award', ref, points: 45, availableAt: Date.now(), expiresAt: null, limit: null, explain } as const;
  const intention = { command, key: entryKey(`award:${ref}:${member}`) };
  const inputHash = hashOfIntention('award', storeId, member, ref);
  return { storeId, memberId: member, cause: ref, intend: () => ({ ...intention, inputHash }) };
}

/** Awards need only these two of the port's verbs; another one that is called here fails loudly. */
function storeOf(heads: Map<MemberId, Entry>): LedgerStore {
  const verbs: Pick<LedgerStore, 'head' | 'append'> = {
    head: (_storeId, member) => Promise.resolve(heads.get(member) ?? null),
    append: (entry) => {
      heads.set(entry.memberId, entry);
      return Promise.resolve('appended');
    },
  };
  return verbs as LedgerStore;
}

/** `perMember` awards for each member from `from` up to `members`, chained and hashed, in batches of about 1,000 entries. */
export async function* awardChains(storeId: StoreId, members: number, perMember: number, from = 0): AsyncGenerator<Entry[]> {
  const heads = new Map<MemberId, Entry>();
  const ledger = new Ledger({ store: storeOf(heads), circumstances, cacheMax: 0 });
  const batch: Entry[] = [];
  for (let member = from; member < members; member += 1) {
    for (let n = 0; n < perMember; n += 1) {
      const answer = await ledger.append(awardOf(storeId, memberAt(member), `fill-${n}`));
      if ('entry' in answer) batch.push(answer.entry);
    }
    heads.delete(memberAt(member));
    if (batch.length >= 1_000) yield batch.splice(0);
  }
  if (batch.length > 0) yield batch;
}
