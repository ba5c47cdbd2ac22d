// Advocates whose links are over until somebody takes the ban back. What was rewarded before stays; everything else deserves nothing while it lasts.
import { randomUUID } from 'node:crypto';
import type { AuditLog } from '../audit/audit-log.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { AskLook } from './ask-look.ts';
import type { Ban, BanStore, Staff } from './ban-store.ts';
import type { ReferralStore } from './referral-store.ts';

export interface BanNeeds {
  readonly referralBans: BanStore;
  readonly referrals: Pick<ReferralStore, 'ofAdvocates'>;
  readonly persons: { present(storeId: StoreId, memberId: MemberId): Promise<MemberId> };
  /** Every member that one person is. */
  readonly namesOf: (storeId: StoreId, memberId: MemberId) => Promise<readonly MemberId[]>;
  readonly audit: Pick<AuditLog, 'add'>;
  readonly askLook: AskLook;
  readonly clock: () => number;
}

export interface BanWish {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly note: string;
  readonly by: Staff;
}

export class Bans {
  readonly #needs: BanNeeds;

  constructor(needs: BanNeeds) {
    this.#needs = needs;
  }

  /** Whether a ban stands under any of these names, which are all that one person has. */
  async isBanned(storeId: StoreId, memberIds: readonly MemberId[]): Promise<boolean> {
    return (await this.#needs.referralBans.standing(storeId, memberIds)).length > 0;
  }

  /** The newest ban that stands; null: none. */
  async of(storeId: StoreId, memberId: MemberId): Promise<Ban | null> {
    const standing = await this.#standing(storeId, memberId);
    return standing.toSorted((a, b) => b.at - a.at)[0] ?? null;
  }

  /** The ban that stands then: an earlier one, where there is one, and then nothing changes. */
  async ban(wish: BanWish): Promise<Ban> {
    const { storeId, note, by } = wish;
    const memberId = await this.#needs.persons.present(storeId, wish.memberId);
    const known = await this.of(storeId, memberId);
    if (known !== null) return this.#noted(known);
    const which = { storeId, banId: randomUUID(), memberId };
    const ban: Ban = { ...which, at: this.#needs.clock(), by, note, undone: null };
    const look = await this.#askLook(storeId, memberId);
    if (!(await this.#needs.referralBans.add(ban))) return this.ban(wish);
    await this.#noted(ban);
    await look();
    return ban;
  }

  /** Every ban that stands under the member's names is taken back. */
  async lift(wish: BanWish): Promise<void> {
    const { storeId, note, by } = wish;
    const memberId = await this.#needs.persons.present(storeId, wish.memberId);
    const standing = await this.#standing(storeId, memberId);
    if (standing.length === 0) return;
    const look = await this.#askLook(storeId, memberId);
    const undone = { at: this.#needs.clock(), by, note };
    for (const ban of standing) {
      // Noted first: asked again after a crash, nobody would know who it was.
      await this.#note({ ...ban, undone });
      await this.#needs.referralBans.undo(ban, undone);
    }
    await look();
  }

  async #names(storeId: StoreId, memberId: MemberId): Promise<readonly MemberId[]> {
    return this.#needs.namesOf(storeId, await this.#needs.persons.present(storeId, memberId));
  }

  async #standing(storeId: StoreId, memberId: MemberId): Promise<Ban[]> {
    return this.#needs.referralBans.standing(storeId, await this.#names(storeId, memberId));
  }

  /** Those that a ban changes: whatever was not rewarded. */
  async #askLook(storeId: StoreId, memberId: MemberId): Promise<() => Promise<void>> {
    const all = await this.#needs.referrals.ofAdvocates(storeId, await this.#names(storeId, memberId));
    const changeable = all.filter(({ standing: { state } }) => state !== 'rewarded' && state !== 'clawed-back' && state !== 'lapsed');
    return this.#needs.askLook(storeId, changeable.map(({ referralId }) => referralId)); // prettier-ignore
  }

  /** Written again by whoever asks again: the first may have died before. */
  async #noted(ban: Ban): Promise<Ban> {
    await this.#note({ ...ban, undone: null });
    return ban;
  }

  async #note({ storeId, banId, memberId, at, by, undone }: Ban): Promise<void> {
    const action = undone === null ? 'advocate-banned' : 'advocate-ban-undone';
    const changes = [{ field: 'banned', before: undone !== null, after: undone === null }];
    const done = { at: undone?.at ?? at, by: undone?.by ?? by };
    await this.#needs.audit.add({ auditId: `${action}/${banId}`, storeId, ...done, action, subjects: [memberId], changes });
  }
}
