// Links of advocates: made when somebody first needs theirs, changed once, and led to whoever the member is by now.
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { isAway } from '../members/away.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { chosenCode, codeFor, type Random } from './link-code.ts';
import type { ReferralLink, ReferralLinks } from './link.ts';

export interface LinksNeeds {
  readonly referralLinks: ReferralLinks;
  readonly members: Pick<MemberStore, 'get'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly random: Random;
  readonly clock: () => number;
  /** A member has another link to show now: what themes read of them follows. */
  readonly shown?: (storeId: StoreId, memberId: MemberId) => void;
}

/** Who brought somebody, and by which of their codes. */
export interface AdvocateOfCode {
  readonly memberId: MemberId;
  readonly code: string;
}

type Shop = Pick<StoreRecord, 'storeId'>;

/** A code is somebody else's about once in a million tries for one name. */
const TRIES_MAX = 100;

export class Links {
  readonly #needs: LinksNeeds;

  constructor(needs: LinksNeeds) {
    this.#needs = needs;
  }

  /** The link that is shown to a member, made on first need. Null: guests, members who left and who were erased have none that is open. */
  async of(store: Shop, memberId: MemberId): Promise<ReferralLink | null> {
    const member = await this.#advocate(store.storeId, memberId);
    return member === null ? null : ((await this.#shown(member)) ?? this.#made(member));
  }

  /** The one that is shown to a member already; none is made. */
  async shownTo(store: Shop, memberId: MemberId): Promise<ReferralLink | null> {
    const member = await this.#advocate(store.storeId, memberId);
    return member === null ? null : this.#shown(member);
  }

  /** Whether the member may still choose a code of their own. */
  isChangeable({ n }: Pick<ReferralLink, 'n'>): boolean {
    return n === 0;
  }

  /** The member's own choice, once. The old code goes on working. */
  async change(store: Shop, memberId: MemberId, wanted: string): Promise<ReferralLink | 'taken' | 'already-changed' | 'not-allowed'> {
    const code = chosenCode(wanted);
    const member = await this.#advocate(store.storeId, memberId);
    if (member === null || code === null) return 'not-allowed';
    const shown = (await this.#shown(member)) ?? (await this.#made(member));
    if (shown.n === 1) return shown.code === code ? shown : 'already-changed';
    const { referralLinks, clock } = this.#needs;
    const link = await referralLinks.add({ storeId: store.storeId, code, memberId: member.memberId, n: 1, at: clock() });
    if (link === 'taken') return link;
    this.#needs.shown?.(store.storeId, member.memberId);
    // Two choices at the same moment: the first one stands.
    return link.code === code ? link : 'already-changed';
  }

  /** Whose code it is now, after all merges; null: nobody's, or of somebody who takes no part (any more). Costs the same for every code that is somebody's. */
  async advocateOf(store: Shop, code: string): Promise<AdvocateOfCode | null> {
    const link = await this.#needs.referralLinks.byCode(store.storeId, code);
    const member = link === null ? null : await this.#advocate(store.storeId, link.memberId);
    return link === null || member === null ? null : { memberId: member.memberId, code: link.code };
  }

  /** Of somebody who is erased, under all their ids. */
  async forget({ storeId }: Shop, memberIds: readonly MemberId[]): Promise<void> {
    for (const memberId of memberIds) await this.#needs.referralLinks.forget(storeId, memberId);
  }

  /** Somebody with an account who takes part now, as who they are now. Erased ones are nobody's account. */
  async #advocate(storeId: StoreId, memberId: MemberId): Promise<Member | null> {
    const { members, persons, clock } = this.#needs;
    const member = await members.get(storeId, await persons.present(storeId, memberId));
    return member === null || member.kind !== 'account' || isAway(member, clock()) ? null : member;
  }

  async #shown({ storeId, memberId }: Member): Promise<ReferralLink | null> {
    const links = await this.#needs.referralLinks.ofMembers(storeId, [memberId]);
    return links.toSorted((a, b) => b.n - a.n)[0] ?? null;
  }

  async #made({ storeId, memberId, profile }: Member): Promise<ReferralLink> {
    const { referralLinks, random, clock } = this.#needs;
    for (let tried = 0; tried < TRIES_MAX; tried += 1) {
      const link = await referralLinks.add({ storeId, code: codeFor(profile.firstName, random, tried), memberId, n: 0, at: clock() });
      if (link === 'taken') continue;
      this.#needs.shown?.(storeId, memberId);
      return link;
    }
    throw new Error(`no free code was found for member ${memberId}`);
  }
}
