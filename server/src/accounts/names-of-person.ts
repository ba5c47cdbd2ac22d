// Members who were merged are one person, and what they agreed to counts under every name. The ledger says when that begins and when it is undone.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { entryKey } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { ConsentStore } from './consent-store.ts';

export interface NamesNeeds {
  readonly consents: Pick<ConsentStore, 'merged' | 'unmerged'>;
  readonly entries: Pick<LedgerStore, 'byKey'>;
}

type Told = Pick<Entry, 'storeId' | 'memberId' | 'key' | 'after'>;

/** After every entry; nearly all of them say nothing about names. Told again it changes nothing. */
export async function namesAfterEntry({ consents, entries }: NamesNeeds, { storeId, memberId, key, after }: Told): Promise<void> {
  const [, mergeId, step] = /^merge:(.+):(out|undo-in)$/u.exec(key) ?? [];
  if (step === 'out' && after.closed?.into != null) await consents.merged(storeId, memberId, after.closed.into);
  if (step !== 'undo-in') return;
  const into = (await entries.byKey(storeId, entryKey(`merge:${mergeId}:out`)))?.after.closed?.into;
  if (into != null) await consents.unmerged(storeId, memberId, into);
}
