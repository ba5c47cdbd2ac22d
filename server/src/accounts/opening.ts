// An account became somebody's, however that became known: guests of an address that is proven to be theirs are merged into it, it earns what an account
// earns, and everything else that follows is done. All of it may be repeated.
import type { ActionAwards } from '../allowances/action-awards.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { bringTogether, type MergingNeeds } from './merging.ts';
import type { OpeningFollower } from './opened.ts';

export interface OpeningNeeds extends MergingNeeds {
  readonly members: Pick<MemberStore, 'get' | 'find' | 'update' | 'opened'>;
  readonly directory: Pick<StoreDirectory, 'programAt'>;
  readonly actions: Pick<ActionAwards, 'award'>;
  /** Looks again at the orders behind a person's points: they were kept for a guest. */
  readonly restate: (store: StoreRecord, memberId: MemberId, cause: string) => Promise<void>;
  /** In this order, each once the one before is done. */
  readonly followers: readonly OpeningFollower[];
}

interface Asked {
  readonly memberId: MemberId;
  readonly at: number;
  /** The inbox item. */
  readonly cause: string;
}

export interface AccountSeen extends Asked {
  readonly seenBy: 'store' | 'session' | 'link';
  /** The account is new, and not one that we only hear of now. */
  readonly awards: boolean;
}

export interface AddressProven extends Asked {
  /** Waits under the address. */
  readonly guestId: MemberId;
  readonly addressKey: string;
}

/** The key of whose address it is: the one under which a guest is found, or the one in somebody's details. */
function addressOf(store: StoreRecord, { guestEmailKey, profile }: Member): string | null {
  return guestEmailKey ?? (profile.email === null ? null : emailKey(store, profile.email));
}

export class Opening {
  readonly #needs: OpeningNeeds;

  constructor(needs: OpeningNeeds) {
    this.#needs = needs;
  }

  /** Refused: nobody has this account, or nobody has it any more. */
  async open(store: StoreRecord, seen: AccountSeen): Promise<Refused | null> {
    const member = await this.#account(store, seen);
    if (isRefused(member)) return member;
    const { cause, at } = seen;
    await this.#guestsOf(store, member, cause);
    if (seen.awards || member.opening?.awards === true) await this.#award(store, seen);
    await this.#needs.restate(store, member.memberId, cause);
    const memberId = await this.#needs.persons.present(store.storeId, member.memberId);
    for (const follow of this.#needs.followers) await follow({ store, memberId, at, cause });
    if (member.opening !== undefined) await this.#needs.members.opened(store.storeId, member.memberId, member.opening.id);
    return null;
  }

  /**
   * Somebody who is signed in came by the link in a mail to an address. It is theirs if it is the one of their account, and of no other: then what
   * waits under it comes to them. Refused otherwise, and nothing is changed.
   */
  async addressProven(store: StoreRecord, { guestId, addressKey, ...asked }: AddressProven): Promise<Refused | null> {
    const { members } = this.#needs;
    const [member, guest] = await Promise.all([members.get(store.storeId, asked.memberId), members.get(store.storeId, guestId)]);
    const isOf = (one: Member | null): one is Member => one !== null && addressOf(store, one) === addressKey;
    if (!isOf(member) || member.externalId === null || !isOf(guest) || (guest.kind !== 'guest' && guest.memberId !== member.memberId))
      return refuse('member-excluded', 'the address of the link is not the one of this account');
    if (member.provenEmailKey !== addressKey) {
      const { kind, profile } = member;
      const proven = await members.update(store.storeId, member.memberId, { kind, profile, provenEmailKey: addressKey });
      if (!proven) return refuse('member-excluded', 'the address is proven to be the one of another account');
    }
    // Not only who bought without a customer: a customer who cannot sign in waits as well.
    await bringTogether(this.#needs, { store, from: guest.memberId, into: member.memberId, cause: asked.cause });
    return this.open(store, { ...asked, seenBy: 'link', awards: false });
  }

  /** Whoever is signed in by the store's own token has an account, whatever we have heard of it. */
  async #account(store: StoreRecord, { memberId, seenBy, cause }: AccountSeen): Promise<Member | Refused> {
    const { members, entries } = this.#needs;
    const member = await members.get(store.storeId, memberId);
    const closed = await entries.closing(store.storeId, memberId);
    if (member === null || closed?.how === 'erased') return refuse('member-erased', 'who opened this account was forgotten');
    if (member.kind === 'account') return member;
    if (member.externalId === null || seenBy === 'store') return refuse('nothing-to-do', 'this member has no account');
    // One step, so that whoever repeats this knows that it was new.
    const opened = { kind: 'account', profile: member.profile, opening: { id: cause, awards: true } } as const;
    await members.update(store.storeId, memberId, opened);
    return { ...member, ...opened };
  }

  async #guestsOf(store: StoreRecord, { memberId, provenEmailKey }: Member, cause: string): Promise<void> {
    if (provenEmailKey === undefined) return;
    const guest = await this.#needs.members.find(store.storeId, { guestEmailKey: provenEmailKey });
    // A refusal is no failure: who was erased has nothing to bring, and who was merged already is elsewhere.
    if (guest !== null) await bringTogether(this.#needs, { store, from: guest.memberId, into: memberId, cause });
  }

  /** Once for ever, of every rule that gives something for an account; what was merged into it travels with its counts. */
  async #award({ storeId }: StoreRecord, { memberId, at: happenedAt, cause }: AccountSeen): Promise<void> {
    const { directory, actions } = this.#needs;
    const { earning } = await directory.programAt(storeId, happenedAt);
    const happened = { storeId, memberId, happenedAt, cause, actionKey: 'account', network: null, event: null, withPhoto: false, bought: false }; // prettier-ignore
    for (const { kind, id: ruleId } of earning.actions) {
      if (kind === 'account-created') await actions.award({ ...happened, ruleId });
    }
  }
}
