// What is behind the code of a link: whose it is and what it promises. Codes that are nobody's, of members who take no part or were shut out, and of a program
// without referrals are all the same: not open.
import type { Request } from 'express';
import { STOREFRONT_ENDPOINTS, type Locale, type referrals } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { ReferralTerms } from '../../loyalty/referrals/terms.ts';
import type { Member } from '../../members/member-store.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { callerNetwork } from '../caller-address.ts';
import { limit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import { parseInput, queryOf } from '../untrusted-input.ts';
import { money } from '../views/money.ts';
import { giftView } from './referral-terms.ts';
import type { Shopper } from './shopper.ts';

export interface OpenLink {
  readonly advocate: Member;
  /** As it is shown. */
  readonly code: string;
  readonly terms: ReferralTerms;
}

/** As links are written (referrals/link-code.ts): nothing else is looked for. */
const CODE = /^[A-Z\d]+(-[A-Z\d]+)*$/iu;
const CODE_MAX = 40;

export const isCode = (text: string): boolean => text.length <= CODE_MAX && CODE.test(text);

type Looking = Pick<Services, 'referring' | 'members' | 'bans'>;

export async function openLink(services: Looking, store: StoreRecord, program: Program, code: string): Promise<OpenLink | null> {
  const { referrals: terms, active } = program;
  if (!isCode(code) || terms === null || !active || store.state !== 'active') return null;
  const found = await services.referring.links.advocateOf(store, code);
  if (found === null) return null;
  const { storeId } = store;
  const asked = [services.members.get(storeId, found.memberId), services.bans.isBanned(storeId, [found.memberId])] as const;
  const [advocate, banned] = await Promise.all(asked);
  return advocate === null || banned ? null : { advocate, code: found.code, terms };
}

/** The least that is told of anybody: a first name, where it is one word that can be one. */
export function firstNameOf({ profile }: Pick<Member, 'profile'>): string | null {
  const name = profile.firstName?.normalize('NFC').replaceAll(/\p{C}/gu, '').trim() ?? '';
  return name === '' || name.length > 40 || /[./:@]/u.test(name) ? null : name;
}

const CLOSED: referrals.ReferralOffer = { open: false, from: null, friend: null, minimum: null, codeDays: null };

export function offerView(link: OpenLink | null, program: Program, locale: Locale): referrals.ReferralOffer {
  if (link === null) return CLOSED;
  const { friend, minimumMinor, codeDays } = link.terms;
  const gift = giftView(friend, program, locale);
  return {
    open: true,
    from: firstNameOf(link.advocate),
    friend: gift,
    minimum: minimumMinor === null ? null : money(minimumMinor, program.currency),
    codeDays: gift.kind === 'reward' ? codeDays : null,
  };
}

/** The same for who asks, whoever it is. */
export async function offerOfLink({ services, store, program }: Shopper, req: Request, code: string): Promise<referrals.ReferralOffer> {
  const { locale } = parseInput(STOREFRONT_ENDPOINTS.referralOffer.query, queryOf(req));
  await limit(services, 'refLook', `${store.storeId}:${callerNetwork(req)}`);
  return offerView(await openLink(services, store, program, code), program, locale);
}
