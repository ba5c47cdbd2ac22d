// Who is who: the store's customer or a guest's address -> one member. Created on first sight; the unique indexes settle every race.
import { randomUUID } from 'node:crypto';
import { memberId, type MemberId } from '../loyalty/ids.ts';
import type { CustomerIdentity } from '../loyalty/store-event.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { emailKey } from './address-key.ts';
import type { ErasureStore, Tombstone } from './erasure-store.ts';
import type { Identifier, Member, MemberStore, Profile } from './member-store.ts';
import { NOBODY, tombstoneHashes } from './personal.ts';

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

function identifierOf(shop: Shop, customer: CustomerIdentity): Identifier | null {
  if (customer.externalId !== null) return { externalId: customer.externalId };
  const guestEmailKey = customer.email === null ? null : emailKey(shop, customer.email);
  return guestEmailKey === null ? null : { guestEmailKey };
}

/** What the store leaves out (an order without a name) does not erase what is known. */
function statedProfile(known: Profile, { email, phone, firstName, lastName, locale }: CustomerIdentity): Profile {
  return {
    email: email ?? known.email,
    phone: phone ?? known.phone,
    firstName: firstName ?? known.firstName,
    lastName: lastName ?? known.lastName,
    locale: locale ?? known.locale,
  };
}

/** An order says where to send a parcel, which may be somebody else's address: it fills gaps and overwrites nothing. */
function filledProfile(known: Profile, customer: CustomerIdentity): Profile {
  const stated = statedProfile(known, customer);
  return {
    email: known.email ?? stated.email,
    phone: known.phone ?? stated.phone,
    firstName: known.firstName ?? stated.firstName,
    lastName: known.lastName ?? stated.lastName,
    locale: known.locale ?? stated.locale,
  };
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

  /**
   * The member an order or account belongs to; null when the store named nobody (no customer and no usable address), or somebody who was
   * erased. `from` says how much the details are believed: an account speaks of its person, an order only of a purchase. `placedAt` is the
   * order's: what was bought before an erasure stays with who was erased, so that no news of it brings them back.
   */
  async memberFor(shop: Shop, customer: CustomerIdentity, from: 'order' | 'account', placedAt: number | null): Promise<MemberId | null> {
    const identifier = identifierOf(shop, customer);
    if (identifier === null) return null;
    const known = await this.#members.find(shop.storeId, identifier);
    // Only whom we do not know can have been erased, so nobody else pays for the question.
    const erased = known === null ? await this.#erasedAs(shop, customer) : (known.erasedBefore ?? null);
    if (erased !== null && placedAt !== null && placedAt < erased.erasedAt) return erased.memberId;
    if (known === null && erased !== null && from === 'account') return null;
    const member = known ?? (await this.#join(shop, customer, identifier, erased));
    await this.#refresh(member, customer, from);
    return member.memberId;
  }

  /** Whether an account that the store states is news to us; somebody who was erased is not. */
  async isNews(shop: Shop, customer: CustomerIdentity): Promise<boolean> {
    const identifier = identifierOf(shop, customer);
    if (identifier === null) return false;
    const known = await this.#members.find(shop.storeId, identifier);
    return known === null ? (await this.#erasedAs(shop, customer)) === null : changeBy(known, customer, 'account') !== null;
  }

  async #erasedAs(shop: Shop, customer: CustomerIdentity): Promise<Tombstone | null> {
    const { externalId, email } = customer;
    const hashes = tombstoneHashes(shop, { externalId, guestEmailKey: null, profile: { ...NOBODY, email } });
    return this.#erasure.find(shop.storeId, hashes);
  }

  async #join(shop: Shop, customer: CustomerIdentity, identifier: Identifier, erasedBefore: Tombstone | null): Promise<Member> {
    const member: Member = {
      storeId: shop.storeId,
      memberId: memberId(`m-${randomUUID()}`),
      kind: customer.hasAccount ? 'account' : 'guest',
      externalId: null,
      guestEmailKey: null,
      ...identifier,
      profile: statedProfile(NOBODY, customer),
      joinedAt: this.#clock(),
      ...(erasedBefore === null ? {} : { erasedBefore }),
    };
    if (await this.#members.create(member)) return member;
    const first = await this.#members.find(shop.storeId, identifier);
    if (first === null) throw new Error('a member was refused as existing and then not found');
    return first;
  }

  async #refresh(known: Member, customer: CustomerIdentity, from: 'order' | 'account'): Promise<void> {
    const change = changeBy(known, customer, from);
    if (change !== null) await this.#members.update(known.storeId, known.memberId, change);
  }
}

/** Null: it tells nothing that is not known. */
function changeBy(known: Member, customer: CustomerIdentity, from: 'order' | 'account'): Pick<Member, 'kind' | 'profile'> | null {
  const kind = known.kind === 'account' || customer.hasAccount ? 'account' : 'guest';
  const profile = (from === 'account' ? statedProfile : filledProfile)(known.profile, customer);
  return kind === known.kind && JSON.stringify(profile) === JSON.stringify(known.profile) ? null : { kind, profile };
}
