// Members who were merged are one person, and what they agreed to counts under every name. The ledger says when that begins and when it is undone.
import { entryKey } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { keepAway, keepAwayIfAny, type AwayNeeds } from './away-of-person.ts';
import type { ConsentStore } from './consent-store.ts';

export interface NamesNeeds extends AwayNeeds {
  readonly consents: Pick<ConsentStore, 'of' | 'merged' | 'unmerged'>;
}

type Told = Pick<Entry, 'storeId' | 'memberId' | 'key' | 'after'>;

/** After every entry; nearly all of them say nothing about names. Told again it changes nothing. */
export async function namesAfterEntry(needs: NamesNeeds, { storeId, memberId, key, after }: Told): Promise<void> {
  const [, mergeId, step] = /^merge:(.+):(out|in|undo-in)$/u.exec(key) ?? [];
  if (step === undefined) return;
  const { consents, entries } = needs;
  if (step === 'out' && after.closed?.into != null) await consents.merged(storeId, memberId, after.closed.into);
  if (step === 'in') await keepAwayIfAny(needs, storeId, memberId);
  if (step !== 'undo-in') return;
  const into = (await entries.byKey(storeId, entryKey(`merge:${mergeId}:out`)))?.after.closed?.into;
  if (into == null) return;
  await consents.unmerged(storeId, memberId, into);
  for (const each of [memberId, into]) await keepAway(needs, storeId, each);
}
