// What an erasure asks of the outbox: effects about the person go, and what themes read of them is taken away.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { EffectKinds } from './effect.ts';
import { REMOVE_MEMBER_FACTS, type RemoveMemberFactsBody } from './effects/remove-member-facts.ts';
import type { OutboxStore } from './outbox-store.ts';

export interface ForgetNeeds {
  readonly outbox: Pick<OutboxStore, 'add' | 'eraseSubject'>;
  readonly kinds: EffectKinds;
  readonly clock: () => number;
}

export class ForgetEffects {
  readonly #needs: ForgetNeeds;

  constructor(needs: ForgetNeeds) {
    this.#needs = needs;
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
