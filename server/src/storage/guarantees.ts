// THE UNIQUE INDEXES. Each is the whole concurrency story of one promise: the database says "once", not the code.
// Created and verified at start; the server refuses to start when one is missing. Each has a race test of the same name.

export interface Guarantee {
  readonly name: string;
  readonly collection: string;
  readonly fields: Readonly<Record<string, 1>>;
  /** Only documents in which this field has this type take part; the others may repeat. */
  readonly whereString: string | null;
  readonly sentence: string;
}

export const GUARANTEES: readonly Guarantee[] = [
  {
    name: 'one-entry-per-sequence',
    collection: 'entries',
    fields: { storeId: 1, memberId: 1, seq: 1 },
    whereString: null,
    sentence: 'A chain is serial: every decision about a member is made on a state that nobody else changed.',
  },
  {
    name: 'one-entry-per-key',
    collection: 'entries',
    fields: { storeId: 1, key: 1 },
    whereString: null,
    sentence: 'One fact is written once in a store, for ever, also across members.',
  },
  {
    name: 'one-document-per-order',
    collection: 'orders',
    fields: { storeId: 1, orderId: 1 },
    whereString: null,
    sentence: 'An order has one newest state.',
  },
  {
    name: 'one-member-per-customer',
    collection: 'members',
    fields: { storeId: 1, externalId: 1 },
    whereString: 'externalId',
    sentence: 'A customer of the store is one member.',
  },
  {
    name: 'one-member-per-guest-address',
    collection: 'members',
    fields: { storeId: 1, guestEmailKey: 1 },
    whereString: 'guestEmailKey',
    sentence: 'The guest orders of one address are one member.',
  },
  {
    name: 'one-member-per-proven-address',
    collection: 'members',
    fields: { storeId: 1, provenEmailKey: 1 },
    whereString: 'provenEmailKey',
    sentence: 'An address is proven to be one account.',
  },
  {
    name: 'one-item-per-event',
    collection: 'inbox',
    fields: { storeId: 1, topic: 1, dedupe: 1 },
    whereString: 'dedupe',
    sentence: 'A named event is accepted once per topic, however often it is delivered.',
  },
  {
    name: 'one-lease-per-item',
    collection: 'inbox_leases',
    fields: { items: 1 },
    whereString: null,
    sentence: 'An item of the inbox is in one batch at a time, however many workers look for work.',
  },
  {
    name: 'one-effect-per-name',
    collection: 'outbox',
    fields: { storeId: 1, effectId: 1 },
    whereString: null,
    sentence: 'What a fact asks a store to do is asked once, however often the fact is worked on.',
  },
  {
    name: 'one-program-per-version',
    collection: 'programs',
    fields: { storeId: 1, version: 1 },
    whereString: null,
    sentence: 'A program version is written once: two people who save at the same time cannot overwrite each other.',
  },
  {
    name: 'one-balance-per-member',
    collection: 'balances',
    fields: { storeId: 1, memberId: 1 },
    whereString: null,
    sentence: 'A member has one balance row to look at.',
  },
  {
    name: 'one-checkpoint-per-day',
    collection: 'checkpoints',
    fields: { storeId: 1, day: 1 },
    whereString: null,
    sentence: 'A day is sealed once: two processes at the same time cannot seal it differently.',
  },
  {
    name: 'one-tombstone-per-identifier',
    collection: 'tombstones',
    fields: { storeId: 1, hash: 1 },
    whereString: null,
    sentence: 'An identifier of somebody who was erased is known by one mark.',
  },
  {
    name: 'one-row-per-day',
    collection: 'days',
    fields: { storeId: 1, timeZone: 1, day: 1 },
    whereString: null,
    sentence: 'A day is folded once: two processes that begin it at the same time continue one row.',
  },
  {
    name: 'one-status-per-member',
    collection: 'statuses',
    fields: { storeId: 1, memberId: 1 },
    whereString: null,
    sentence: 'A member has one row of levels, and each step names the one it replaces.',
  },
  {
    name: 'one-offer-per-order',
    collection: 'offers',
    fields: { storeId: 1, orderId: 1 },
    whereString: null,
    sentence: 'What became of an offer counts once for an order, however often its page is seen.',
  },
  {
    name: 'one-redemption-per-code',
    collection: 'redemptions',
    fields: { storeId: 1, codeKey: 1 },
    whereString: 'codeKey',
    sentence: 'A code belongs to one reward of one member: an order that carries it spends the right points.',
  },
  {
    name: 'one-use-per-claim-link',
    collection: 'claim_uses',
    fields: { storeId: 1, jti: 1 },
    whereString: null,
    sentence: 'A claim link is used once: of two accounts that use it at the same time one hears no.',
  },
  {
    name: 'one-consent-per-act',
    collection: 'consents',
    fields: { storeId: 1, key: 1 },
    whereString: null,
    sentence: 'What somebody agreed to or took back is written once, however often it is told.',
  },
  {
    name: 'one-answer-per-order',
    collection: 'waiting_consents',
    fields: { storeId: 1, orderId: 1 },
    whereString: null,
    sentence: 'Of what is agreed to beside an order before anybody signs in, the first answer counts.',
  },
  {
    name: 'one-referral-per-address',
    collection: 'referrals',
    fields: { storeId: 1, friendKey: 1 },
    whereString: 'friendKey',
    sentence: 'A friend who comes by the links of several people, or claims many times, is one friend.',
  },
  {
    name: 'one-referral-per-friend',
    collection: 'referrals',
    fields: { storeId: 1, friendId: 1 },
    whereString: 'friendId',
    sentence: 'A member is the friend of one referral, whatever addresses they used.',
  },
  {
    name: 'one-standing-ban-per-advocate',
    collection: 'referral_bans',
    fields: { storeId: 1, stands: 1 },
    whereString: 'stands',
    sentence: 'An advocate is banned once, however many people do it at the same moment.',
  },
  {
    name: 'one-referral-per-order',
    collection: 'referrals',
    fields: { storeId: 1, 'judged.orderId': 1 },
    whereString: 'judged.orderId',
    sentence: 'An order makes one advocate deserve something, however many links led to it.',
  },
  {
    name: 'one-count-per-day-member-and-way',
    collection: 'referral_reach',
    fields: { storeId: 1, day: 1, memberId: 1, channel: 1 },
    whereString: null,
    sentence: 'How far the links of a member reach on a day is counted in one place for each way.',
  },
  {
    name: 'one-visit-per-visitor',
    collection: 'referral_visitors',
    fields: { storeId: 1, visitor: 1 },
    whereString: null,
    sentence: 'Somebody who follows a link again and again on one day is one visit.',
  },
  {
    name: 'one-visitor-key-per-day',
    collection: 'referral_day_keys',
    fields: { storeId: 1, day: 1 },
    whereString: null,
    sentence: 'Visitors of a day are told apart by one key, which is forgotten with the day.',
  },
  {
    name: 'one-link-per-code',
    collection: 'referral_links',
    fields: { storeId: 1, look: 1 },
    whereString: null,
    sentence: 'A code leads to one member, and so does everything that looks like it.',
  },
  {
    name: 'one-link-per-choice',
    collection: 'referral_links',
    fields: { storeId: 1, memberId: 1, n: 1 },
    whereString: null,
    sentence: 'A member is given one code and chooses one, however often they press the button.',
  },
  {
    name: 'one-voucher-per-code',
    collection: 'vouchers',
    fields: { storeId: 1, codeKey: 1 },
    whereString: null,
    sentence: 'A code that costs no points belongs to one voucher: an order that carries it uses the right one.',
  },
];
