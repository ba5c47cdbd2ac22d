// Which page somebody is shown, whole: its words, its look, and what networks show beside the link.
import type { Response } from 'express';
import type { ClaimFriendAnswer } from '../../contract/referrals.ts';
import type { Env } from '../../env.ts';
import { linkUrl } from '../../referrals/sharing/link-url.ts';
import { linkBy, shareUrls } from '../../referrals/sharing/share-urls.ts';
import { shareTexts, withoutUrl, type ShareTexts } from '../../referrals/sharing/share-texts.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { offerView, type OpenLink } from '../storefront/referral-link.ts';
import { sendDocument, type PageDocument, type Preview } from './document.ts';
import { claimed, invitation, over, own, type Host, type Said, type Typed } from './parts.ts';
import { pictureUrl } from './pictures.ts';
import { styleOf } from './style.ts';
import type { Visit } from './visit.ts';

export type PageEnv = Pick<Env, 'appUrl'>;

/** As the shop's cart keeps it of whoever arrives by this link. */
const markOf = ({ channel }: Visit, { code }: OpenLink): string => (channel === 'link' ? code : `${code};${channel}`);

/** A page elsewhere does not reach the shop's cart: the way to the shop says by which link somebody comes, and the shop's own script keeps it. */
function wayToShop(visit: Visit): string {
  const { store, link, atShop } = visit;
  if (atShop || link === null) return store.url;
  const way = new URL(store.url);
  way.searchParams.set('lasting_ref', markOf(visit, link));
  return way.href;
}

const hostOf = (visit: Visit): Host => ({ name: visit.store.name, url: wayToShop(visit) });

function textsOf({ settings, store, speech }: Visit, gift: string | null): ShareTexts {
  return shareTexts(settings.referrals, speech.locale, { store: store.name, gift });
}

function giftOf(visit: Visit, link: OpenLink): string | null {
  const { friend } = offerView(link, visit.program, visit.speech.locale);
  return friend === null ? null : visit.speech.gift(friend);
}

function previewOf({ appUrl }: PageEnv, visit: Visit, link: OpenLink): Preview {
  const { title, message } = textsOf(visit, giftOf(visit, link));
  const image = visit.settings.referrals.image ?? pictureUrl(appUrl, visit.speech.locale);
  return { title, description: withoutUrl(message), url: linkUrl(appUrl, visit.store, link.code), image, site: visit.store.name };
}

/** By which the shop's own cart remembers the link; pages elsewhere do not reach the cart. */
function cartData(visit: Visit): PageDocument['data'] {
  const { atShop, link } = visit;
  if (!atShop || link === null) return {};
  return { 'data-cart': '/cart/update.js', 'data-mark': markOf(visit, link) };
}

interface Sent {
  readonly status: number;
  readonly said: Said;
  readonly preview?: Preview;
  readonly data?: PageDocument['data'];
}

function send(res: Response, visit: Visit, { status, said, preview, data = {} }: Sent): void {
  const { speech, settings, atShop } = visit;
  sendDocument(res, status, {
    locale: speech.locale,
    title: said.title,
    style: styleOf(settings.branding),
    main: said.main,
    data,
    // Beside the page, whatever the shop calls the folder that leads to us.
    script: atShop ? 'page.js' : '/ref/page.js',
    preview: preview ?? null,
  });
}

/** The same for every reason. */
export function sendOver(res: Response, visit: Visit): void {
  send(res, visit, { status: 404, said: over(hostOf(visit), visit.speech) });
}

export function sendInvitation(env: PageEnv, res: Response, visit: Visit, link: OpenLink, wrong: Typed | null = null): void {
  const offer = offerView(link, visit.program, visit.speech.locale);
  const said = invitation(hostOf(visit), visit.speech, offer, wrong);
  send(res, visit, { status: wrong === null ? 200 : 400, said, preview: previewOf(env, visit, link), data: cartData(visit) });
}

/** An address to which a browser may be sent: on the shop's own host, whatever made it. */
export function shopsOwn(url: string | null, store: Pick<StoreRecord, 'url' | 'domain'>): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { host, protocol, username, password } = new URL(url);
  const shop = new URL(store.url);
  const isOwn = protocol === shop.protocol && [shop.host, store.domain].includes(host);
  return isOwn && username === '' && password === '' ? url : null;
}

export function sendClaimed(res: Response, visit: Visit, answer: ClaimFriendAnswer): void {
  const said = claimed(hostOf(visit), visit.speech, { ...answer, applyUrl: shopsOwn(answer.applyUrl, visit.store) });
  send(res, visit, { status: 200, said, data: cartData(visit) });
}

export function sendOwn({ appUrl }: PageEnv, res: Response, visit: Visit, link: OpenLink): void {
  const url = linkUrl(appUrl, visit.store, link.code);
  const gift = giftOf(visit, link);
  const texts = textsOf(visit, gift);
  const qr = `${encodeURIComponent(link.code)}/qr.svg`;
  const sharing = {
    url,
    copied: linkBy(url, 'copy'),
    title: texts.title,
    message: withoutUrl(texts.message),
    ways: shareUrls(texts, url),
    qr,
    gift,
  };
  send(res, visit, { status: 200, said: own(hostOf(visit), visit.speech, sharing) });
}
