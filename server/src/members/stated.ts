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
export interface Stated extends Pick<MemberChange, 'kind' | 'profile' | 'provenEmailKey' | 'changedAddress'> {
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

/** Another address in an account that was somebody's already. Of who cannot sign in yet it does not matter: signing in proves what they have then. */
function isChanged(shop: Shop, known: Member, { email }: Profile): boolean {
  if (known.kind !== 'account' || known.profile.email === null || known.profile.email === email) return false;
  return emailKey(shop, known.profile.email) !== (email === null ? null : emailKey(shop, email));
}

interface Proof {
  /** Null: the address of the profile is not proven. */
  readonly provenEmailKey: string | null;
  readonly changedAddress: boolean;
}

/**
 * The store proves the address with which an account is opened, because mail to it was needed for that. Another one that the account has later was typed
 * by somebody; the proof that there was proves no other address.
 */
function proofBy(shop: Shop, known: Member, profile: Profile, customer: CustomerIdentity, opened: boolean): Proof {
  const { externalId, hasAccount, emailVerified, email } = customer;
  const changedAddress = !opened && (known.changedAddress === true || isChanged(shop, known, profile));
  const stated = externalId !== null && hasAccount && emailVerified && !changedAddress ? email : null;
  if (profile.email === null || (stated === null && known.provenEmailKey === undefined)) return { provenEmailKey: null, changedAddress };
  const own = emailKey(shop, profile.email);
  const holds = own === known.provenEmailKey || (stated !== null && emailKey(shop, stated) === own);
  return { provenEmailKey: holds ? own : null, changedAddress };
}

/** Null: it tells nothing that is not known. */
export function changeBy(shop: Shop, known: Member, customer: CustomerIdentity, { from, opened }: Told): Stated | null {
  const kind = known.kind === 'account' || customer.hasAccount ? 'account' : 'guest';
  const profile = (from === 'account' ? statedProfile : filledProfile)(known.profile, customer);
  const { provenEmailKey: proven, changedAddress } = proofBy(shop, known, profile, customer, opened === true);
  const provenAnew = proven !== (known.provenEmailKey ?? null);
  const openedAnew = kind !== known.kind || (opened === true && customer.hasAccount && known.opening?.awards !== true);
  if (!openedAnew && !provenAnew && JSON.stringify(profile) === JSON.stringify(known.profile)) return null;
  return {
    kind,
    profile,
    ...(provenAnew ? { provenEmailKey: proven } : {}),
    ...(changedAddress && proven === null ? { changedAddress } : {}),
    opens: openedAnew || (provenAnew && proven !== null),
    awards: openedAnew || known.opening?.awards === true,
  };
}
