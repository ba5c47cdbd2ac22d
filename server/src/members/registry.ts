// Who is who: the store's customer or a guest's address -> one member. Created on first sight; the unique indexes settle every race.
import { randomUUID } from 'node:crypto';
import { memberId, type MemberId } from '../loyalty/ids.ts';
import type { CustomerIdentity } from '../loyalty/store-event.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { isAway } from './away.ts';
import { emailKey } from './address-key.ts';
import type { ErasureStore, Tombstone } from './erasure-store.ts';
import type { Identifier, Member, MemberStore } from './member-store.ts';
import { NOBODY, tombstoneHashes } from './personal.ts';
import { changeBy, statedProfile, type Told } from './stated.ts';

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

function identifierOf(shop: Shop, customer: CustomerIdentity): Identifier | null {
  if (customer.externalId !== null) return { externalId: customer.externalId };
  const guestEmailKey = customer.email === null ? null : emailKey(shop, customer.email);
  return guestEmailKey === null ? null : { guestEmailKey };
}

/** Who it is, and whose opening is due because of it: theirs, or of the account that the address was proven to be meanwhile. */
export interface Met {
  readonly memberId: MemberId;
  readonly due: Pick<Member, 'memberId' | 'opening'> | null;
  /** They had left the program when the order was placed. */
  readonly hadLeft: boolean;
}

interface Joining {
  readonly erased: Tombstone | null;
  /** The account is as new as the member. */
  readonly opened: boolean;
}

export class MemberRegistry {
  readonly #members: MemberStore;
  readonly #erasure: Pick<ErasureStore, 'find'>;
  readonly #clock: () => number;

  constructor(members: MemberStore, erasure: Pick<ErasureStore, 'find'>, clock: () => number) {
    this.#members = members;
    this.#erasure = erasure;
    this.#clock = clock;
  }

  async memberFor(shop: Shop, customer: CustomerIdentity, from: 'order' | 'account', placedAt: number | null): Promise<MemberId | null> {
    return (await this.meet(shop, customer, { from, placedAt }))?.memberId ?? null;
  }

  /**
   * The member an order or account belongs to; null when the store named nobody (no customer and no usable address), or somebody who was
   * erased. `from` says how much the details are believed: an account speaks of its person, an order only of a purchase. `placedAt` is the
   * order's: what was bought before an erasure stays with who was erased, so that no news of it brings them back.
   */
  async meet(shop: Shop, customer: CustomerIdentity, told: Told): Promise<Met | null> {
    const { from, placedAt } = told;
    const identifier = identifierOf(shop, customer);
    if (identifier === null) return null;
    const known = await this.#known(shop, identifier);
    // Only whom we do not know can have been erased, so nobody else pays for the question.
    const erased = known === null ? await this.#erasedAs(shop, customer) : (known.erasedBefore ?? null);
    if (erased !== null && placedAt !== null && placedAt < erased.erasedAt)
      return erased.memberId === null ? null : { memberId: erased.memberId, due: null, hadLeft: false };
    if (known === null && erased !== null && from === 'account') return null;
    // What was typed at a checkout tells nothing of the account whose address it is.
    const hadLeft = known !== null && placedAt !== null && isAway(known, placedAt);
    if (known !== null && known.externalId !== customer.externalId)
      return { memberId: known.memberId, due: await this.#dueOf(known), hadLeft };
    const member = known ?? (await this.#join(shop, customer, identifier, { erased, opened: told.opened === true }));
    const now = await this.#refresh(shop, member, customer, told);
    const due = (await this.#dueOf(now)) ?? (known === null ? await this.#provenMeanwhile(shop, identifier) : null);
    return { memberId: member.memberId, due, hadLeft };
  }

  /**
   * Guests of an address that has a pool of them stay with the pool: where it was merged the ledger leads on to the account, and where a merchant undid
   * that it does not. Otherwise the address is the account's that proved it.
   */
  async #known({ storeId }: Shop, identifier: Identifier): Promise<Member | null> {
    if (!('guestEmailKey' in identifier)) return this.#members.find(storeId, identifier);
    const [guest, account] = await Promise.all([
      this.#members.find(storeId, identifier),
      this.#members.find(storeId, { provenEmailKey: identifier.guestEmailKey }),
    ]);
    return guest ?? account;
  }

  /** By an account that is not new nothing follows from a proof but that its guests are merged: where there are none, all of it is done. */
  async #dueOf(member: Member): Promise<Met['due']> {
    const { storeId, opening, provenEmailKey } = member;
    if (opening === undefined) return null;
    if (opening.awards) return member;
    const guest = provenEmailKey === undefined ? null : await this.#members.find(storeId, { guestEmailKey: provenEmailKey });
    if (guest !== null) return member;
    await this.#members.opened(storeId, member.memberId, opening.id);
    return null;
  }

  /** Whoever proved an address looks for its guests afterwards, and whoever makes a guest looks for the proof afterwards: one of them sees the other. */
  async #provenMeanwhile({ storeId }: Shop, identifier: Identifier): Promise<Member | null> {
    if (!('guestEmailKey' in identifier)) return null;
    const account = await this.#members.find(storeId, { provenEmailKey: identifier.guestEmailKey });
    if (account === null) return null;
    const opening = account.opening ?? { id: randomUUID(), awards: false };
    await this.#members.update(storeId, account.memberId, { kind: account.kind, profile: account.profile, opening });
    return { ...account, opening };
  }

  /** Whether an account that the store states is news to us; somebody who was erased is not. */
  async isNews(shop: Shop, customer: CustomerIdentity): Promise<boolean> {
    const identifier = identifierOf(shop, customer);
    if (identifier === null) return false;
    const known = await this.#members.find(shop.storeId, identifier);
    if (known === null) return (await this.#erasedAs(shop, customer)) === null;
    return changeBy(shop, known, customer, { from: 'account', placedAt: null }) !== null;
  }

  async #erasedAs(shop: Shop, customer: CustomerIdentity): Promise<Tombstone | null> {
    const { externalId, email } = customer;
    const hashes = tombstoneHashes(shop, { externalId, guestEmailKey: null, profile: { ...NOBODY, email } });
    return this.#erasure.find(shop.storeId, hashes);
  }

  async #join(shop: Shop, customer: CustomerIdentity, identifier: Identifier, { erased, opened }: Joining): Promise<Member> {
    const member: Member = {
      storeId: shop.storeId,
      memberId: memberId(`m-${randomUUID()}`),
      kind: customer.hasAccount ? 'account' : 'guest',
      externalId: null,
      guestEmailKey: null,
      ...identifier,
      profile: statedProfile(NOBODY, customer),
      joinedAt: this.#clock(),
      ...(erased === null ? {} : { erasedBefore: erased }),
      ...(opened && customer.hasAccount ? { opening: { id: randomUUID(), awards: true } } : {}),
    };
    if (await this.#members.create(member)) return member;
    const first = await this.#members.find(shop.storeId, identifier);
    if (first === null) throw new Error('a member was refused as existing and then not found');
    return first;
  }

  /** As the member is now. An address that was another's is theirs from now on: the store says so, and it has one account for an address. */
  async #refresh(shop: Shop, known: Member, customer: CustomerIdentity, told: Told): Promise<Member> {
    const stated = changeBy(shop, known, customer, told);
    if (stated === null) return known;
    const { opens, awards, provenEmailKey, ...believed } = stated;
    const change = { ...believed, ...(opens ? { opening: { id: randomUUID(), awards } } : {}) };
    const proof = provenEmailKey === undefined ? {} : { provenEmailKey };
    while (!(await this.#members.update(known.storeId, known.memberId, { ...change, ...proof })))
      await this.#release(shop, provenEmailKey ?? null);
    const { provenEmailKey: before, ...rest } = known;
    const proven = provenEmailKey === undefined ? before : (provenEmailKey ?? undefined);
    return { ...rest, ...change, ...(proven === undefined ? {} : { provenEmailKey: proven }) };
  }

  async #release({ storeId }: Shop, provenEmailKey: string | null): Promise<void> {
    const other = provenEmailKey === null ? null : await this.#members.find(storeId, { provenEmailKey });
    if (other === null) return;
    await this.#members.update(storeId, other.memberId, { kind: other.kind, profile: other.profile, provenEmailKey: null });
  }
}
