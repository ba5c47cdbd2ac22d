// What a store's message changes of a member: what is believed of it, whether it proves an address, and whether an account became theirs by it.
import type { CustomerIdentity } from '../loyalty/store-event.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { emailKey } from './address-key.ts';
import type { Member, MemberChange, Profile } from './member-store.ts';

type Shop = Pick<StoreRecord, 'identityKey'>;

/** What a message is about. `placedAt` is an order's; `opened`: it says itself that the account is new. */
export interface Told {
  readonly from: 'order' | 'account';
  readonly placedAt: number | null;
  readonly opened?: boolean;
}

/** `opens`: something follows from it; `awards`: by an account that is new. */
export interface Stated extends Pick<MemberChange, 'kind' | 'profile' | 'provenEmailKey'> {
  readonly opens: boolean;
  readonly awards: boolean;
}

/** What the store leaves out (an order without a name) does not erase what is known. */
export function statedProfile(known: Profile, { email, phone, firstName, lastName, locale }: CustomerIdentity): Profile {
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

/** The proof of the address that the profile has now: the store's, or the one that there was, which proves no other address. */
function provenBy(shop: Shop, known: Member, profile: Profile, customer: CustomerIdentity): string | null {
  const { externalId, hasAccount, emailVerified, email } = customer;
  const stated = externalId !== null && hasAccount && emailVerified ? email : null;
  if (profile.email === null || (stated === null && known.provenEmailKey === undefined)) return null;
  const own = emailKey(shop, profile.email);
  if (own === known.provenEmailKey) return own;
  return stated !== null && emailKey(shop, stated) === own ? own : null;
}

/** Null: it tells nothing that is not known. */
export function changeBy(shop: Shop, known: Member, customer: CustomerIdentity, { from, opened }: Told): Stated | null {
  const kind = known.kind === 'account' || customer.hasAccount ? 'account' : 'guest';
  const profile = (from === 'account' ? statedProfile : filledProfile)(known.profile, customer);
  const proven = provenBy(shop, known, profile, customer);
  const provenAnew = proven !== (known.provenEmailKey ?? null);
  const openedAnew = kind !== known.kind || (opened === true && customer.hasAccount && known.opening?.awards !== true);
  if (!openedAnew && !provenAnew && JSON.stringify(profile) === JSON.stringify(known.profile)) return null;
  return {
    kind,
    profile,
    ...(provenAnew ? { provenEmailKey: proven } : {}),
    opens: openedAnew || (provenAnew && proven !== null),
    awards: openedAnew || known.opening?.awards === true,
  };
}
