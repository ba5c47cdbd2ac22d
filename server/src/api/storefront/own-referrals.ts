// An advocate's own page: their link and how to pass it on, how far it reached, and their friends by initials.
import type { Locale, referrals as contract } from '../../contract/index.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import { giftAt, type ReferralTerms } from '../../loyalty/referrals/terms.ts';
import type { ReferralState } from '../../loyalty/referrals/outcome.ts';
import { isAway } from '../../members/away.ts';
import type { Member } from '../../members/member-store.ts';
import { initialsOf } from '../../referrals/initials.ts';
import type { ReferralLink } from '../../referrals/link.ts';
import type { Referral } from '../../referrals/referral.ts';
import { linkUrl, ownLinkUrl } from '../../referrals/sharing/link-url.ts';
import { shareTexts, withUrl } from '../../referrals/sharing/share-texts.ts';
import { shareUrls } from '../../referrals/sharing/share-urls.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import { giftWords } from '../referral-page/words.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { giftCodes } from './gift-codes.ts';
import { giftView, referralTermsView } from './referral-terms.ts';
import type { Shopper } from './shopper.ts';

const FRIENDS_MAX = 50;

/** Somebody who may bring friends now. */
interface Advocate {
  readonly shopper: Shopper;
  readonly member: Member;
  /** Under which referrals may name them. */
  readonly names: readonly MemberId[];
  readonly terms: ReferralTerms;
  readonly link: ReferralLink;
}

const NOTHING: contract.OwnReferrals = {
  on: false,
  link: null,
  share: null,
  shareUrls: {},
  qrUrl: null,
  friend: null,
  steps: [],
  minimum: null,
  holdDays: null,
  progress: { visits: 0, claimed: 0, ordered: 0, onHold: 0, rewarded: 0, points: 0, next: null },
  friends: [],
  codes: [],
};

/** Null: a visitor, a guest, somebody who left or was shut out, or a program without referrals. */
export async function advocateOf(shopper: Shopper): Promise<Advocate | null> {
  const { services, store, program, member: seen } = shopper;
  const { referrals: terms, active } = program;
  if (seen === null || terms === null || !active) return null;
  const memberId = await services.persons.present(store.storeId, seen.memberId);
  const asked = [services.members.get(store.storeId, memberId), services.bans.isBanned(store.storeId, [memberId])] as const;
  const [member, banned] = await Promise.all(asked);
  if (member === null || banned || isAway(member, services.clock())) return null;
  const [link, names] = await Promise.all([
    services.referring.links.of(store, memberId),
    services.referring.namesOf(store.storeId, memberId),
  ]);
  return link === null ? null : { shopper, member, names, terms, link };
}

export function linkView({ shopper: { services, store } }: Pick<Advocate, 'shopper'>, link: ReferralLink): NonNullable<contract.OwnReferrals['link']> {
  return { code: link.code, url: linkUrl(services.env.appUrl, store, link.code), changeable: services.referring.links.isChangeable(link) };
} // prettier-ignore

/** A WooCommerce shop leads people to our page, and not pictures. */
function pictureOf({ shopper: { services, store }, link }: Advocate): string {
  const { appUrl } = services.env;
  return store.platform === 'shopify' ? linkUrl(appUrl, store, link.code) : ownLinkUrl(appUrl, store, link.code);
}

async function sharing(advocate: Advocate, locale: Locale): Promise<Pick<contract.OwnReferrals, 'link' | 'share' | 'shareUrls' | 'qrUrl'>> {
  const { services, store, program } = advocate.shopper;
  const { referrals, pointNames } = (await services.settings.get(store.storeId))?.values ?? DEFAULT_SETTINGS;
  const gift = giftWords(giftView(advocate.terms.friend, program, locale), locale, pointNames);
  const texts = shareTexts(referrals, locale, { store: store.name, gift });
  const link = linkView(advocate, advocate.link);
  const share = { ...texts, message: withUrl(texts.message, link.url) };
  return { link, share, shareUrls: shareUrls(texts, link.url), qrUrl: `${pictureOf(advocate)}/qr.svg` };
}

/** That somebody else counts as their friend, or what a score found, is not the advocate's to know: it would tell them of the friend. */
const TOLD: ReadonlySet<string> = new Set(['below-minimum', 'cancelled', 'refunded', 'cap-reached', 'program-off', 'not-new']);

async function friendsOf({ shopper: { services, store }, names }: Advocate): Promise<contract.OwnReferrals['friends']> {
  const { storeId } = store;
  const { referrals } = await services.referrals.list(storeId, { states: [], advocateIds: names }, null, FRIENDS_MAX);
  const ids = referrals.flatMap(({ friendId }) => friendId ?? []);
  const known = new Map((await services.members.many(storeId, ids)).map((friend) => [friend.memberId, friend]));
  return referrals.map(({ referralId, friendId, standing }: Referral) => {
    const { state, reason, since, dueAt, advocatePoints } = standing;
    const initials = initialsOf(friendId === null ? undefined : known.get(friendId)?.profile);
    const told = reason !== null && TOLD.has(reason) ? reason : null;
    return { id: referralId, initials, state, reason: told, since: instant(since), dueAt: instantOrNull(dueAt), points: advocatePoints };
  });
}

const BOUGHT: readonly ReferralState[] = ['ordered', 'on-hold', 'in-review', 'rewarded', 'clawed-back'];

async function progressOf(advocate: Advocate, locale: Locale): Promise<contract.OwnReferrals['progress']> {
  const { shopper, names, terms } = advocate;
  const { services, store, program } = shopper;
  const { storeId } = store;
  const [counts, counting, visits] = await Promise.all([
    services.referrals.counts(storeId, names),
    services.referrals.counting(storeId, names),
    services.reach.visitsOf(storeId, names),
  ]);
  const of = (...states: readonly ReferralState[]): number => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const position = counting.length + 1;
  const gift = giftAt(terms.advocate, position);
  return {
    visits,
    claimed: of('claimed', ...BOUGHT),
    ordered: of(...BOUGHT),
    onHold: of('on-hold', 'in-review'),
    rewarded: of('rewarded'),
    points: counting.reduce((sum, { standing }) => sum + standing.advocatePoints, 0),
    next: gift === null ? null : { position, gift: giftView(gift, program, locale) },
  };
}

export async function ownReferrals(shopper: Shopper, locale: Locale): Promise<contract.OwnReferrals> {
  const advocate = await advocateOf(shopper);
  const promised = referralTermsView(shopper.program, locale);
  const codes = await giftCodes(shopper, locale);
  if (advocate === null || promised == null) return { ...NOTHING, codes };
  const [shared, progress, friends] = await Promise.all([sharing(advocate, locale), progressOf(advocate, locale), friendsOf(advocate)]);
  const { friend, steps, minimum, holdDays } = promised;
  return { on: true, ...shared, friend, steps, minimum, holdDays, progress, friends, codes };
}
