// A person decides what a score could not, or thinks better of it. It outweighs the score, can be changed, and every time it does the log says who.
import type { AuditLog } from '../audit/audit-log.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { ReferralState } from '../loyalty/referrals/outcome.ts';
import type { AskLook } from './ask-look.ts';
import type { Staff } from './ban-store.ts';
import type { Decision, Referral } from './referral.ts';
import type { ReferralStore } from './referral-store.ts';

export interface DecisionNeeds {
  readonly referrals: Pick<ReferralStore, 'read' | 'change'>;
  readonly audit: Pick<AuditLog, 'add'>;
  readonly askLook: AskLook;
  readonly clock: () => number;
}

export interface DecisionWish {
  readonly storeId: StoreId;
  readonly ids: readonly string[];
  readonly decision: Decision['decision'];
  readonly note: string;
  readonly by: Staff;
}

/** `too-early`: no order has been judged, so there is nothing to decide. `unchanged`: it was decided so before. */
export type DecisionOutcome = 'decided' | 'unchanged' | 'too-early' | 'unknown';

export interface Decided {
  readonly id: string;
  readonly outcome: DecisionOutcome;
  /** Where it stands then; null: it is unknown. */
  readonly state: ReferralState | null;
}

export class Decisions {
  readonly #needs: DecisionNeeds;

  constructor(needs: DecisionNeeds) {
    this.#needs = needs;
  }

  /** Each by itself, in the order asked; one named twice is decided once. */
  async decide(wish: DecisionWish): Promise<Decided[]> {
    const { referrals, askLook } = this.#needs;
    const { storeId } = wish;
    const ids = [...new Set(wish.ids)];
    const found = await Promise.all(ids.map((id) => referrals.read(storeId, id)));
    const look = await askLook(storeId, found.flatMap((one) => (one !== null && isOpen(one, wish) ? [one.referralId] : []))); // prettier-ignore
    const outcomes: DecisionOutcome[] = [];
    for (const id of ids) outcomes.push(await this.#decideOne(wish, id));
    await look();
    const after = await Promise.all(ids.map((id) => referrals.read(storeId, id)));
    return ids.map((id, index) => ({ id, outcome: outcomes[index] ?? 'unknown', state: after[index]?.standing.state ?? null }));
  }

  async #decideOne(wish: DecisionWish, id: string): Promise<DecisionOutcome> {
    const { referrals, clock } = this.#needs;
    const seen = await referrals.read(wish.storeId, id);
    if (seen === null) return 'unknown';
    if (seen.judged === null) return 'too-early';
    if (!isOpen(seen, wish)) {
      // Written again: whoever decided may have died before.
      if (seen.decision !== null) await this.#note(seen, seen.decision, null);
      return 'unchanged';
    }
    const { decision, note, by } = wish;
    const decided: Decision = { decision, note, at: clock(), by: by.name, byId: by.userId };
    const changed = await referrals.change(seen, { decision: decided });
    if (typeof changed === 'string') return this.#decideOne(wish, id);
    await this.#note(changed, decided, seen.decision?.decision ?? null);
    return 'decided';
  }

  async #note(
    { storeId, referralId, advocateId }: Referral,
    { decision, at, by, byId }: Decision,
    before: Decision['decision'] | null,
  ): Promise<void> {
    const action = 'referral-decided' as const;
    const changes = [{ field: 'decision', before, after: decision }];
    const auditId = `${action}/${referralId}/${at}/${decision}`;
    const subjects = [referralId, advocateId];
    await this.#needs.audit.add({ auditId, storeId, at, by: { userId: byId ?? by, name: by }, action, subjects, changes });
  }
}

const isOpen = ({ judged, decision }: Referral, wish: DecisionWish): boolean => judged !== null && decision?.decision !== wish.decision;
