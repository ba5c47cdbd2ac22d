// What people agree to, wired for one process, and how a store hears of its newsletter.
import { Consents, type ConsentNeeds, type NewsletterWord } from './accounts/consents.ts';
import { consentsOfOrder, waitingConsents, type OfOrderNeeds, type WaitingNeeds } from './accounts/waiting-consents.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { WRITE_MARKETING_CONSENT, type MarketingConsentBody } from './outbox/effects/write-marketing-consent.ts';
import { subjectKey } from './privacy/subject-key.ts';
import type { StoreRecord } from './stores/store-record.ts';

interface TellNeeds extends Pick<ConsentNeeds, 'members'> {
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly clock: () => number;
}

/** Only of somebody whom the store knows; once for an act. */
function tellStore({ members, outbox, clock }: TellNeeds): ConsentNeeds['tellStore'] {
  return async (store: StoreRecord, { memberId, subscribed, at, key }: NewsletterWord) => {
    const customerId = (await members.get(store.storeId, memberId))?.externalId ?? null;
    if (customerId === null) return;
    const body: MarketingConsentBody = { memberId, customerId, subscribed, at };
    const subject = subjectKey(store, { kind: 'member', id: memberId });
    const [now, effectId] = [clock(), `${WRITE_MARKETING_CONSENT}/${memberId}/${key}`];
    await outbox.add({ effectId, storeId: store.storeId, kind: WRITE_MARKETING_CONSENT, subject, body, createdAt: now, dueAt: now });
  };
}

type Needs = Omit<ConsentNeeds, 'tellStore'> & Omit<WaitingNeeds & OfOrderNeeds, 'agreeing' | 'consents' | 'members'> & TellNeeds;

export function agreeingOf(needs: Needs) {
  const consents = new Consents({ ...needs, tellStore: tellStore(needs) });
  const waiting = { ...needs, agreeing: consents };
  return { consents, whenOpened: waitingConsents(waiting), afterOrder: consentsOfOrder(waiting) };
}
