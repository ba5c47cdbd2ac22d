// Everything a signal may look at: comparisons, counts and kinds. Whoever gathers it knows addresses and networks; from here on nobody does.

/** What should be known and could not be found out. One is enough: nothing is then allowed by itself. */
export const MISSING = ['traces', 'advocate', 'friend', 'history', 'counts', 'order'] as const;
export type Missing = (typeof MISSING)[number];

/**
 * `same`: one address, as mail is delivered. `mailbox`: another spelling of one mailbox (dots, a tag, googlemail). `lookalike`: people would take one for the other.
 * From the least to the most alike.
 */
export const EMAIL_LIKENESS = ['different', 'lookalike', 'mailbox', 'same'] as const;
export type EmailLikeness = (typeof EMAIL_LIKENESS)[number];

/** The friend beside the advocate. Null: one of the two has none, so it says nothing. */
export interface Alike {
  /** They are one member, by id or by merges. */
  readonly member: boolean;
  readonly email: EmailLikeness | null;
  readonly phone: boolean | null;
  /** The friend's parcel goes to an address of the advocate's. */
  readonly shipping: boolean | null;
  /** The friend's bill goes to an address of the advocate's. */
  readonly billing: boolean | null;
  readonly network: boolean | null;
  readonly device: boolean | null;
  readonly payment: boolean | null;
  /** First and last name, both. */
  readonly name: boolean | null;
}

/** The friend beside the advocate's other friends: how many of them show the same. This one is not counted. */
export interface Among {
  /** The same mailbox in another spelling, or one that looks like it. */
  readonly email: number;
  readonly phone: number;
  readonly address: number;
  readonly network: number;
  readonly device: number;
  readonly payment: number;
}

/** By what somebody was known to have bought before. */
export type KnownBy = 'customer' | 'email' | 'phone' | 'history' | 'store';

export interface OfFriend {
  /** Null: they did not. What could not be asked is `missing`, never null. */
  readonly boughtBefore: KnownBy | null;
  /** Had an account before they first came by a link. */
  readonly accountBeforeLink: boolean | null;
  /** The address is of a service that gives addresses away for minutes. */
  readonly disposableMail: boolean;
}

export interface OfAdvocate {
  /** How long they had been a member when the friend first came. */
  readonly memberForMs: number | null;
  readonly hasBought: boolean | null;
  /** Of their links, from everybody; this one is not counted. */
  readonly claimsLastHour: number;
  readonly claimsLastDay: number;
  readonly ordersLastDay: number;
  /** Friends of theirs that were refused for fraud or by a person. */
  readonly refusedBefore: number;
  /** This friend brought the advocate, or somebody who brought them did. */
  readonly broughtByFriend: boolean;
}

/** Where the claim came from. Claims of any link count; this one is not counted. */
export interface OfSource {
  readonly networkClaimsLastHour: number;
  readonly deviceClaimsLastDay: number;
  /** Host of the page that led here, in lower case; null: none was named. */
  readonly referrer: string | null;
  /** The browser says that it is a program. */
  readonly automated: boolean;
}

export interface OfOrder {
  /** Placed before the friend came by any link of this advocate's. */
  readonly beforeLink: boolean;
  /** Nothing was charged for the goods. */
  readonly free: boolean;
  /** Entered by somebody of the shop, not by a customer at a till or a checkout. */
  readonly madeByStaff: boolean;
  /** A subscription that began earlier renewed itself. */
  readonly renewal: boolean;
}

export interface Evidence {
  readonly missing: readonly Missing[];
  readonly alike: Alike;
  readonly among: Among;
  readonly friend: OfFriend;
  readonly advocate: OfAdvocate;
  readonly source: OfSource;
  /** Null: nothing was ordered yet. */
  readonly order: OfOrder | null;
}

/** Two strangers of whom nothing is known: what gathering starts from. */
export const NOTHING_SEEN: Evidence = {
  missing: [],
  alike: { member: false, email: null, phone: null, shipping: null, billing: null, network: null, device: null, payment: null, name: null },
  among: { email: 0, phone: 0, address: 0, network: 0, device: 0, payment: 0 },
  friend: { boughtBefore: null, accountBeforeLink: null, disposableMail: false },
  advocate: { memberForMs: null, hasBought: null, claimsLastHour: 0, claimsLastDay: 0, ordersLastDay: 0, refusedBefore: 0, broughtByFriend: false }, // prettier-ignore
  source: { networkClaimsLastHour: 0, deviceClaimsLastDay: 0, referrer: null, automated: false },
  order: null,
};

/** False: something that should be known is not, and then nothing is allowed by itself. */
export function isComplete({ missing }: Evidence): boolean {
  return missing.length === 0;
}
