// What the program and somebody who is signed in agreed on: shown, changed, and shown again as it is then.
import { readWishes } from '../../accounts/consent-wishes.ts';
import { membershipOf } from '../../accounts/membership-view.ts';
import type { accounts, admin, Locale } from '../../contract/index.ts';
import { isRefused } from '../../loyalty/refusal.ts';
import type { Member } from '../../members/member-store.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import { HttpProblem, invalidInput, notSignedIn, refusedBy, savedFirst } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import type { AgreeRequest } from '../services.ts';
import type { Shopper } from './shopper.ts';

type Settings = Pick<admin.SettingsValues, 'accounts'>;

async function settingsOf({ services, store }: Shopper): Promise<Settings> {
  return (await services.settings.get(store.storeId))?.values ?? DEFAULT_SETTINGS;
}

/** As many of somebody's newest orders as may still have consents beside them. */
const NEWEST = 5;

/** Somebody who had an account already bought without being signed in: what they agreed to beside that order waited until now. */
async function takeUpWaiting({ services, member }: Shopper): Promise<void> {
  if (member === null) return;
  const { storeId, memberId } = member;
  const orders = await services.orders.ofMember(storeId, memberId, NEWEST);
  const waiting = await services.consents.waiting(storeId, orders.map(({ orderId }) => orderId), services.clock()); // prettier-ignore
  for (const { orderId, surface, consents: give } of waiting) {
    const refused = await services.agree({ storeId, memberId, surface, give: [...give], takeBack: [] });
    if (refused === null) await services.consents.forgetWaiting(storeId, [orderId]);
  }
}

/** Null: a visitor. */
export async function ownMembership(shopper: Shopper, locale: Locale): Promise<accounts.Membership | null> {
  const { services, store, member, program, who } = shopper;
  if (who.externalId === null) return null;
  await takeUpWaiting(shopper);
  return membershipOf(services, { store, member, program, settings: await settingsOf(shopper), locale });
}

/** Whoever is signed in and never earned anything becomes a member by agreeing or joining. */
async function ownMember({ services, store, who, member }: Shopper): Promise<Member> {
  if (who.externalId === null) throw notSignedIn();
  if (member !== null) return member;
  const unknown = { email: null, emailVerified: false, phone: null, firstName: null, lastName: null, locale: null };
  const identity = { externalId: who.externalId, hasAccount: true, ...unknown };
  const memberId = await services.registry.memberFor(store, identity, 'account', null);
  const joined = memberId === null ? null : await services.members.get(store.storeId, memberId);
  if (joined === null) throw refusedBy({ refused: 'member-erased', detail: 'who was forgotten is somebody new only when they buy again' });
  return joined;
}

function worded(shopper: Shopper, settings: Settings, locale: Locale, wishes: readonly accounts.ConsentWish[]): AgreeRequest['give'] {
  const read = readWishes({ settings, store: shopper.store, locale }, wishes);
  if (!('wrong' in read)) return [...read];
  if (read.wrong === 'unasked') throw savedFirst('version');
  throw read.wrong === 'birthday' ? invalidInput('there is no such birthday', 'birthday') : invalidInput('each thing once', 'give');
}

async function shownAgain(shopper: Shopper, member: Member, settings: Settings, locale: Locale): Promise<accounts.Membership> {
  const { services, store, program } = shopper;
  const now = (await services.members.get(store.storeId, member.memberId)) ?? member;
  return membershipOf(services, { store, member: now, program, settings, locale });
}

const slowDown = ({ services, store, who }: Shopper): Promise<void> =>
  limit(services, 'consents', `${store.storeId}:${who.externalId ?? ''}`);

/** @throws HttpProblem 409 `older-than-known` where the words are not asked (any more): the page reads again what is. */
export async function consents(shopper: Shopper, request: accounts.ConsentsRequest): Promise<accounts.Membership> {
  const { locale, surface, give, takeBack } = request;
  if (shopper.who.externalId === null) throw notSignedIn();
  await slowDown(shopper);
  const settings = await settingsOf(shopper);
  const wishes = worded(shopper, settings, locale, give);
  if (wishes.some(({ kind }) => takeBack.includes(kind))) throw invalidInput('each thing once', 'takeBack');
  const member = await ownMember(shopper);
  const { storeId, memberId } = member;
  const refused = await shopper.services.agree({ storeId, memberId, surface, give: wishes, takeBack: [...new Set(takeBack)] });
  if (refused !== null) throw refusedBy(refused);
  return shownAgain(shopper, member, settings, locale);
}

/** Of who joins: the terms as they were shown, unless they were agreed to before. */
function termsOf(
  shopper: Shopper,
  settings: Settings,
  request: accounts.MembershipRequest,
  agreed: boolean,
): AgreeRequest['give'][number] | null {
  const { action, termsVersion: version, locale } = request;
  if (action === 'leave' || settings.accounts.terms === null || (version === null && agreed)) return null;
  if (version === null) throw invalidInput('the terms have to be agreed to', 'termsVersion');
  const [terms] = worded(shopper, settings, locale, [{ kind: 'terms', version, birthday: null }]);
  return terms ?? null;
}

export async function membership(
  shopper: Shopper,
  request: accounts.MembershipRequest,
  usual: accounts.Surface,
): Promise<accounts.Membership> {
  const { locale, action } = request;
  if (shopper.who.externalId === null) throw notSignedIn();
  await slowDown(shopper);
  const settings = await settingsOf(shopper);
  const member = await ownMember(shopper);
  const before = await shownAgain(shopper, member, settings, locale);
  const terms = termsOf(shopper, settings, request, !before.asked.some(({ kind }) => kind === 'terms'));
  const { storeId, memberId } = member;
  const refused = await shopper.services.changeMembership({ storeId, memberId, surface: request.surface ?? usual, action, terms });
  if (refused !== null && isRefused(refused)) throw refused.refused === 'member-excluded' ? guestProblem() : refusedBy(refused);
  return shownAgain(shopper, member, settings, locale);
}

const guestProblem = (): HttpProblem => new HttpProblem(403, 'member-excluded', 'a guest has not joined anything yet');
