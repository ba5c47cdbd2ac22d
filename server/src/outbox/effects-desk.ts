// What people may do with effects: have them tried again, say of one that it was done, and, when somebody is forgotten, make them go.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { EffectKinds, Tidings } from './effect.ts';
import { REMOVE_MEMBER_FACTS, type RemoveMemberFactsBody } from './effects/remove-member-facts.ts';
import type { OutboxStore } from './outbox-store.ts';

export interface EffectsDeskNeeds {
  readonly outbox: OutboxStore;
  readonly kinds: EffectKinds;
  /** Puts the news into the inbox, once for the effect. */
  readonly tell: (storeId: StoreId, effectId: string, tidings: Tidings) => Promise<unknown>;
  readonly clock: () => number;
}

const BY_HAND = 'somebody looked and said that it was done';

export class EffectsDesk {
  readonly #needs: EffectsDeskNeeds;

  constructor(needs: EffectsDeskNeeds) {
    this.#needs = needs;
  }

  /** Whether a person may say of this kind that it was done. */
  canBeSettled(kind: string): boolean {
    return this.#needs.kinds[kind]?.givenAfterAll !== undefined;
  }

  /** Says how many are tried again. `all-dead` leaves those of which only a person can say whether they were done. */
  async replay(storeId: StoreId, effectIds: readonly string[] | 'all-dead'): Promise<number> {
    return this.#needs.outbox.replay(storeId, effectIds, this.#needs.clock());
  }

  /** Told before it is closed, as when it is performed. False: it needs nobody, or cannot be settled so. */
  async settle(storeId: StoreId, effectId: string): Promise<boolean> {
    const { outbox, kinds, tell, clock } = this.#needs;
    const effect = await outbox.read(storeId, effectId);
    const kind = effect === null ? undefined : kinds[effect.kind];
    if (effect?.state !== 'dead' || kind?.givenAfterAll === undefined) return false;
    await tell(storeId, effectId, kind.givenAfterAll(kind.schema.parse(effect.body)));
    return outbox.close(storeId, effectId, clock(), BY_HAND);
  }

  /** What takes something back stays until it is done: a code must not outlive the member it was made for. */
  async purge(storeId: StoreId, subjects: readonly string[]): Promise<void> {
    const { outbox, kinds } = this.#needs;
    const keep = Object.values(kinds).filter(({ outlivesErasure }) => outlivesErasure === true);
    for (const subject of subjects) await outbox.eraseSubject(storeId, subject, keep.map(({ kind }) => kind)); // prettier-ignore
  }

  /** Nobody's by its subject, because it is asked for while everything of the person goes. Its sealed body is forgotten soon after it is done. */
  async removeFacts({ storeId }: StoreRecord, memberId: MemberId, customerId: string): Promise<void> {
    const now = this.#needs.clock();
    const body = { memberId, customerId } satisfies RemoveMemberFactsBody;
    const effectId = `${REMOVE_MEMBER_FACTS}/${memberId}`;
    await this.#needs.outbox.add({ effectId, storeId, kind: REMOVE_MEMBER_FACTS, subject: null, body, createdAt: now, dueAt: now });
  }
}
