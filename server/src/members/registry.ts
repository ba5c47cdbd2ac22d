// Who is who: the store's customer or a guest's address -> one member. Created on first sight; the unique indexes settle every race.
import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { memberId, type MemberId } from '../loyalty/ids.ts';
import { normaliseEmail } from '../loyalty/person.ts';
import type { CustomerIdentity } from '../loyalty/store-event.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Identifier, Member, MemberStore, Profile } from './member-store.ts';

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

/** The keyed hash of an address, so that a guest is found again without an address being searchable. Null for what is no address. */
export function emailKey(shop: Shop, email: string): string | null {
  const address = normaliseEmail(email);
  if (address === null) return null;
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? null : keyedHash(shop.identityKey, `${address.slice(0, at)}@${domain}`);
}

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

const NOBODY: Profile = { email: null, phone: null, firstName: null, lastName: null, locale: null };

export class MemberRegistry {
  readonly #members: MemberStore;
  readonly #clock: () => number;

  constructor(members: MemberStore, clock: () => number) {
    this.#members = members;
    this.#clock = clock;
  }

  /**
   * The member an order or account belongs to; null when the store named nobody (no customer and no usable address). `from` says how much
   * the details are believed: an account speaks of its person, an order only of a purchase.
   */
  async memberFor(shop: Shop, customer: CustomerIdentity, from: 'order' | 'account'): Promise<MemberId | null> {
    const identifier = identifierOf(shop, customer);
    if (identifier === null) return null;
    const known = (await this.#members.find(shop.storeId, identifier)) ?? (await this.#join(shop, customer, identifier));
    await this.#refresh(known, customer, from);
    return known.memberId;
  }

  async #join(shop: Shop, customer: CustomerIdentity, identifier: Identifier): Promise<Member> {
    const member: Member = {
      storeId: shop.storeId,
      memberId: memberId(`m-${randomUUID()}`),
      kind: customer.hasAccount ? 'account' : 'guest',
      externalId: null,
      guestEmailKey: null,
      ...identifier,
      profile: statedProfile(NOBODY, customer),
      joinedAt: this.#clock(),
    };
    if (await this.#members.create(member)) return member;
    const first = await this.#members.find(shop.storeId, identifier);
    if (first === null) throw new Error('a member was refused as existing and then not found');
    return first;
  }

  async #refresh(known: Member, customer: CustomerIdentity, from: 'order' | 'account'): Promise<void> {
    const kind = known.kind === 'account' || customer.hasAccount ? 'account' : 'guest';
    const profile = (from === 'account' ? statedProfile : filledProfile)(known.profile, customer);
    if (kind === known.kind && JSON.stringify(profile) === JSON.stringify(known.profile)) return;
    await this.#members.update(known.storeId, known.memberId, { kind, profile });
  }
}
