// One opening of a link: at which shop, in which language, by which way, and what is behind it.
import type { Request } from 'express';
import type { admin, Locale } from '../../contract/index.ts';
import { referralOfferQuery, shareChannel } from '../../contract/referrals.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Member } from '../../members/member-store.ts';
import type { ShareChannel } from '../../referrals/referral.ts';
import { CHANNEL_FIELD } from '../../referrals/sharing/share-urls.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { Services } from '../services.ts';
import { openLink, type OpenLink } from '../storefront/referral-link.ts';
import { searchOf } from '../untrusted-input.ts';
import { speechOf, type Speech } from './words.ts';

/** Where a link was opened. */
export interface Place {
  readonly store: StoreRecord;
  readonly program: Program;
  /** Who is signed in at the shop, by its own word; null: nobody, or nobody knows. */
  readonly member: Member | null;
  /** On the shop's own domain. */
  readonly atShop: boolean;
}

export interface Visit extends Place {
  readonly settings: admin.SettingsValues;
  readonly speech: Speech;
  readonly channel: ShareChannel;
  /** Null: nothing is behind the code. */
  readonly link: OpenLink | null;
}

/** What the address says wins; then what the browser asks for and the shop speaks; then what the shop speaks first. */
export function languageOf(req: Request, languages: readonly Locale[]): Locale {
  const asked = referralOfferQuery.shape.locale.safeParse(searchOf(req).get('locale') ?? 'none');
  if (asked.success) return asked.data;
  const accepted = req.acceptsLanguages([...languages]);
  return languages.find((locale) => locale === accepted) ?? languages[0] ?? 'en';
}

function channelOf(req: Request): ShareChannel {
  const told = shareChannel.safeParse(searchOf(req).get(CHANNEL_FIELD));
  return told.success ? told.data : 'link';
}

export async function visitOf(services: Services, req: Request, place: Place, code: string): Promise<Visit> {
  const { store, program } = place;
  const [stored, link] = await Promise.all([services.settings.get(store.storeId), openLink(services, store, program, code)]);
  const settings = stored?.values ?? DEFAULT_SETTINGS;
  const speech = speechOf(languageOf(req, settings.languages), store.timeZone, settings.pointNames);
  return { ...place, settings, speech, channel: channelOf(req), link };
}

/** Whether who is signed in opens their own link. */
export async function isOwn(services: Pick<Services, 'persons'>, { member, link }: Visit): Promise<boolean> {
  if (member === null || link === null) return false;
  return (await services.persons.present(member.storeId, member.memberId)) === link.advocate.memberId;
}
