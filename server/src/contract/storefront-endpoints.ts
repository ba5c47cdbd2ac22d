// What the shop's own pages and UI extensions may ask, once: method, path and shapes. The routers, the panel and the tests walk these tables.
import * as accounts from './accounts.ts';
import type { Endpoint } from './endpoints.ts';
import * as redemption from './redemption.ts';
import * as referrals from './referrals.ts';
import { pageQuery } from './shapes.ts';
import * as storefront from './storefront.ts';

const OFFER = {
  accountOffer: { method: 'POST', body: accounts.offerRequest, answer: accounts.accountOffer },
  startAccount: { method: 'POST', body: accounts.startRequest, answer: accounts.startAnswer },
} as const;

/** The friend's half is public: a link is there to be opened by somebody nobody knows. */
const REFERRALS = {
  referrals: { method: 'GET', query: referrals.ownReferralsQuery, answer: referrals.ownReferrals },
  changeLink: { method: 'POST', body: referrals.changeLinkRequest, answer: referrals.changeLinkAnswer },
  share: { method: 'POST', body: referrals.shareRequest, answer: referrals.shareAnswer },
  referralOffer: { method: 'GET', query: referrals.referralOfferQuery, answer: referrals.referralOffer },
  claimFriend: { method: 'POST', body: referrals.claimFriendRequest, answer: referrals.claimFriendAnswer },
} as const;

export const STOREFRONT_ENDPOINTS = {
  me: { method: 'GET', path: '/proxy/me', answer: storefront.storefrontMe },
  history: { method: 'GET', path: '/proxy/history', query: pageQuery, answer: storefront.historyPage },
  program: { method: 'GET', path: '/proxy/program', query: storefront.programQuery, answer: storefront.storefrontProgram },
  accountOffer: { ...OFFER.accountOffer, path: '/proxy/account-offer' },
  startAccount: { ...OFFER.startAccount, path: '/proxy/account-offer/start' },
  look: { method: 'GET', path: '/proxy/look', answer: storefront.storefrontLook },
  estimate: { method: 'GET', path: '/proxy/estimate', query: redemption.estimateQuery, answer: redemption.estimate },
  redeem: { method: 'POST', path: '/proxy/redeem', body: redemption.redeemRequest, answer: redemption.heldAnswer },
  held: { method: 'GET', path: '/proxy/held/:id', query: redemption.languageQuery, answer: redemption.heldAnswer },
  cancel: { method: 'POST', path: '/proxy/held/:id/cancel', body: redemption.cancelRequest, answer: redemption.heldAnswer },
  claim: { method: 'POST', path: '/proxy/claim', body: accounts.claimRequest, answer: accounts.claimAnswer },
  consents: { method: 'POST', path: '/proxy/consents', body: accounts.consentsRequest, answer: accounts.membership },
  membership: { method: 'POST', path: '/proxy/membership', body: accounts.membershipRequest, answer: accounts.membership },
  referrals: { ...REFERRALS.referrals, path: '/proxy/referrals' },
  changeLink: { ...REFERRALS.changeLink, path: '/proxy/referrals/link' },
  share: { ...REFERRALS.share, path: '/proxy/referrals/share' },
  referralOffer: { ...REFERRALS.referralOffer, path: '/proxy/ref/:code/offer' },
  claimFriend: { ...REFERRALS.claimFriend, path: '/proxy/ref/:code/claim' },
} as const satisfies Record<string, Omit<Endpoint, 'role'>>;

/** The same for UI extensions, which prove themselves by a session token; `me` and `program` are those of the storefront. */
export const EXTENSION_ENDPOINTS = {
  me: { method: 'GET', path: '/ext/me', query: redemption.languageQuery, answer: storefront.storefrontMe },
  history: { method: 'GET', path: '/ext/history', query: pageQuery, answer: storefront.historyPage },
  program: { method: 'GET', path: '/ext/program', query: storefront.programQuery, answer: storefront.storefrontProgram },
  accountOffer: { ...OFFER.accountOffer, path: '/ext/account-offer' },
  startAccount: { ...OFFER.startAccount, path: '/ext/account-offer/start' },
  look: { method: 'GET', path: '/ext/look', answer: storefront.storefrontLook },
  estimate: { method: 'GET', path: '/ext/estimate', query: redemption.estimateQuery, answer: redemption.estimate },
  order: { method: 'GET', path: '/ext/orders/:orderId', answer: redemption.orderPoints },
  redeem: { method: 'POST', path: '/ext/redeem', body: redemption.redeemRequest, answer: redemption.heldAnswer },
  held: { method: 'GET', path: '/ext/held/:id', query: redemption.languageQuery, answer: redemption.heldAnswer },
  cancel: { method: 'POST', path: '/ext/held/:id/cancel', body: redemption.cancelRequest, answer: redemption.heldAnswer },
  claim: { method: 'POST', path: '/ext/claim', body: accounts.claimRequest, answer: accounts.claimAnswer },
  consents: { method: 'POST', path: '/ext/consents', body: accounts.consentsRequest, answer: accounts.membership },
  membership: { method: 'POST', path: '/ext/membership', body: accounts.membershipRequest, answer: accounts.membership },
  referrals: { ...REFERRALS.referrals, path: '/ext/referrals' },
  changeLink: { ...REFERRALS.changeLink, path: '/ext/referrals/link' },
  share: { ...REFERRALS.share, path: '/ext/referrals/share' },
  referralOffer: { ...REFERRALS.referralOffer, path: '/ext/ref/:code/offer' },
  claimFriend: { ...REFERRALS.claimFriend, path: '/ext/ref/:code/claim' },
} as const satisfies Record<string, Omit<Endpoint, 'role'>>;
