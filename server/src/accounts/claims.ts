// What somebody hears who comes with a claim link: on its page, and signed in at the store. Good links and bad ones are the same reads, one after the other
// or all at once, so that neither the answer nor its work tells why it is no.
import { timingSafeEqual } from 'node:crypto';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { memberId, storeId, type MemberId, type StoreId } from '../loyalty/ids.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Claim } from './claim-token.ts';
import type { ClaimUses } from './claim-uses.ts';
import { pointsOf } from './waiting-points.ts';

export interface ClaimNeeds {
  readonly members: Pick<MemberStore, 'get'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly claimUses: ClaimUses;
  /** The account is whose the address is: what waits under it comes to them. Repeated, it is the same. */
  readonly proveAddress: (storeId: StoreId, proven: Proven) => Promise<ClaimState>;
  readonly clock: () => number;
}

export interface Proven {
  readonly memberId: MemberId;
  readonly guestId: MemberId;
  readonly addressKey: string;
  readonly at: number;
}

export type ClaimState = 'claimed' | 'on-its-way' | 'not-yours';

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

/** Looked for where a link names nobody. */
const NOBODY = { storeId: storeId('nobody'), guest: memberId('nobody'), addressKey: '', jti: 'none' };

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Of who has no address, no address is theirs. */
function hasAddress(shop: Shop, member: Member | null, addressKey: string): boolean {
  const key = member?.profile.email == null ? null : emailKey(shop, member.profile.email);
  return key !== null && isSame(key, addressKey);
}

export class Claims {
  readonly #needs: ClaimNeeds;

  constructor(needs: ClaimNeeds) {
    this.#needs = needs;
  }

  /** How many points wait behind a link; 0 where nothing does, whatever the reason. */
  async waiting(shop: Shop | null, claim: Claim | null): Promise<number> {
    const { members, entries, clock } = this.#needs;
    const { storeId: id, guest: guestId, addressKey } = claim ?? NOBODY;
    const [guest, head] = await Promise.all([members.get(id, guestId), entries.head(id, guestId)]);
    const good = shop !== null && claim !== null && guest?.kind === 'guest' && hasAddress(shop, guest, addressKey);
    return good ? pointsOf(head, clock()) : 0;
  }

  /** By somebody who is signed in at this shop with an account of theirs. */
  async claim(shop: Shop, account: Member, claim: Claim | null): Promise<ClaimState> {
    const { members, persons, claimUses } = this.#needs;
    const asked = claim?.storeId === shop.storeId ? claim : null;
    const { guest: guestId, addressKey, jti } = asked ?? NOBODY;
    const [guest, guestNow, user] = await Promise.all([
      members.get(shop.storeId, guestId),
      persons.present(shop.storeId, guestId),
      claimUses.usedBy(shop.storeId, jti),
    ]);
    const bothHave = [guest, account].map((member) => hasAddress(shop, member, addressKey)).every(Boolean);
    const free = guestNow === guestId || guestNow === account.memberId;
    if (asked === null || !bothHave || !free || (user !== null && user !== account.memberId)) return 'not-yours';
    return this.#take(asked, account);
  }

  async #take({ storeId: id, guest: guestId, addressKey, jti, expiresAt }: Claim, { memberId: own, kind }: Member): Promise<ClaimState> {
    const { claimUses, proveAddress, clock } = this.#needs;
    const at = clock();
    if ((await claimUses.use({ storeId: id, jti, memberId: own, at, expiresAt })) !== own) return 'not-yours';
    // The guest became the account itself: the store's own news says what follows.
    if (guestId === own) return kind === 'account' ? 'claimed' : 'on-its-way';
    return proveAddress(id, { memberId: own, guestId, addressKey, at });
  }
}
