// What an order gives away about who placed it and from where. Personal: it travels beside an order, is never part of its state, and of it only keyed hashes
// are kept (referrals/traces.ts). What a store does not say is null.

export interface PostalAddress {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly zip: string | null;
  /** ISO 3166-1, two letters. */
  readonly country: string | null;
  readonly phone: string | null;
}

export interface OrderTraces {
  /** IPv4 or IPv6, as the store saw it. */
  readonly networkAddress: string | null;
  readonly userAgent: string | null;
  readonly acceptLanguage: string | null;
  /** The order's own; else each address has one. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly shipping: PostalAddress | null;
  readonly billing: PostalAddress | null;
  /** What is the same whenever the same means of payment is used; never a whole number of a card. */
  readonly payment: string | null;
  /** Where the browser came from before it was in the shop, and where it entered. */
  readonly referrer: string | null;
  readonly landing: string | null;
}
