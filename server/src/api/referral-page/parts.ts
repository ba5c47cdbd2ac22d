// What stands on the page of a link, as HTML: an invitation, the code, the advocate's own sharing, or a friendly word and the way to the shop.
import type { ClaimFriendAnswer, ReferralOffer } from '../../contract/referrals.ts';
import { escapeHtml } from '../../mail/layout.ts';
import type { Speech } from './words.ts';

export interface Said {
  readonly title: string;
  /** HTML. */
  readonly main: string;
}

/** Whose page it is, and where the way to the shop leads. */
export interface Host {
  readonly name: string;
  readonly url: string;
}

const PRESENT = `<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="7" y="20" width="34" height="22" rx="3"/><path d="M4 14h40v7H4zM24 14v28M24 14c-4-9-13-9-13-3 0 3 5 3 13 3zm0 0c4-9 13-9 13-3 0 3-5 3-13 3z"/></svg>`;

const p = (text: string, more = ''): string => `<p${more}>${escapeHtml(text)}</p>`;
const list = (items: readonly string[], name: string): string =>
  items.length === 0 ? '' : `<ul class="${name}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const away = (url: string, words: string, look: string): string =>
  `<a class="do ${look}" href="${escapeHtml(url)}">${escapeHtml(words)}</a>`;

interface Hero {
  readonly title: string;
  readonly gift?: string | null;
  readonly below?: string;
}

function hero({ title, gift = null, below }: Hero): string {
  const heading = `<h1>${escapeHtml(title)}${gift === null ? '' : ` <span class="gift">${escapeHtml(gift)}</span>`}</h1>`;
  return `<div class="hero">${PRESENT}${heading}${below === undefined ? '' : p(below, ' class="for"')}</div>`;
}

function card(shop: Host, top: Hero, body: string): string {
  return `${p(shop.name, ' class="shop"')}<article>${hero(top)}<div class="tear"></div><div class="body">${body}</div></article>`;
}

function foot(shop: Host, { words, say }: Speech): string {
  return `<p class="foot"><a href="${escapeHtml(shop.url)}">${escapeHtml(say(words.toShop, { store: shop.name }))}</a></p>`;
}

/** What was typed before, where something is wrong with it. */
export interface Typed {
  readonly email: string;
  readonly device: string;
}

function form({ words }: Speech, wrong: Typed | null): string {
  const described = wrong === null ? 'why' : 'wrong why';
  const invalid = wrong === null ? '' : ' aria-invalid="true" autofocus';
  const value = wrong === null ? '' : ` value="${escapeHtml(wrong.email)}"`;
  const error = wrong === null ? '' : `<p class="wrong" id="wrong" role="alert">${escapeHtml(words.emailWrong)}</p>`;
  return `<form method="post"><input type="hidden" name="device" value="${escapeHtml(wrong?.device ?? '')}"><label for="email">${escapeHtml(words.email)}</label><input type="email" id="email" name="email" required maxlength="254" autocomplete="email" dir="auto" aria-describedby="${described}"${invalid}${value}>${error}<p class="hint" id="why">${escapeHtml(words.emailWhy)}</p><button>${escapeHtml(words.get)}</button></form>`;
}

export function invitation(shop: Host, speech: Speech, offer: ReferralOffer, wrong: Typed | null): Said {
  const { words, say } = speech;
  const gift = offer.friend === null ? null : speech.gift(offer.friend);
  if (gift === null) return recommendation(shop, speech, offer);
  const title = offer.from === null ? words.fromSomebody : say(words.from, { from: offer.from });
  const terms = [
    ...(offer.minimum === null ? [] : [escapeHtml(say(words.minimum, { minimum: speech.money(offer.minimum) }))]),
    ...(offer.codeDays === null ? [] : [escapeHtml(speech.codeDays(offer.codeDays))]),
  ];
  const top = { title, gift, below: say(words.first, { store: shop.name }) };
  const main = card(shop, top, `${form(speech, wrong)}${list(terms, 'terms')}`) + foot(shop, speech);
  return { title: say(words.title, { store: shop.name }), main };
}

/** Nothing is promised: what stays is what the advocate thinks of the shop. */
function recommendation(shop: Host, speech: Speech, { from }: ReferralOffer): Said {
  const { words, say } = speech;
  const values = { store: shop.name, from: from ?? '' };
  const title = say(from === null ? words.recommendedBySomebody : words.recommended, values);
  const body = `${p(words.recommendedWhy)}${away(shop.url, say(words.toShop, values), '')}`;
  return { title, main: card(shop, { title }, body) };
}

const copyButton = (speech: Speech, text: string, words: string): string =>
  `<button type="button" class="quiet" hidden data-copy="${escapeHtml(text)}" data-copied="${escapeHtml(speech.words.copied)}">${escapeHtml(words)}</button><p class="said" role="status"></p>`;

/** `applyUrl` was checked to be the shop's own. */
export function claimed(shop: Host, speech: Speech, answer: ClaimFriendAnswer): Said {
  const { words, say } = speech;
  const gift = speech.gift(answer.friend);
  if (answer.code === null) {
    const why = gift === null ? words.recommendedWhy : say(words.notedWhy, { gift });
    const body = `<div role="status">${p(why)}${p(words.mailed)}</div>${away(shop.url, say(words.toShop, { store: shop.name }), '')}`;
    return { title: words.noted, main: card(shop, { title: words.noted, gift }, body) };
  }
  const until = answer.endsAt === null ? [] : [escapeHtml(say(words.until, { day: speech.day(Date.parse(answer.endsAt)) }))];
  const minimum = answer.minimum === null ? [] : [escapeHtml(say(words.minimum, { minimum: speech.money(answer.minimum) }))];
  const use = answer.applyUrl === null ? '' : away(answer.applyUrl, words.use, '');
  const body = `${p(words.readyWhy)}<div class="stack"><p class="code">${escapeHtml(answer.code)}</p>${copyButton(speech, answer.code, words.copy)}${use}</div>${list([...minimum, ...until], 'terms')}${p(words.mailed, ' class="hint"')}`;
  return { title: words.ready, main: card(shop, { title: words.ready, gift }, body) + foot(shop, speech) };
}

export function over(shop: Host, speech: Speech): Said {
  const { words, say } = speech;
  const title = say(words.over, { store: shop.name });
  return { title, main: card(shop, { title }, `${p(words.overWhy)}${away(shop.url, say(words.toShop, { store: shop.name }), '')}`) };
}

export interface OwnSharing {
  readonly url: string;
  /** The same, and that it was copied. */
  readonly copied: string;
  readonly title: string;
  readonly message: string;
  /** By the names that the words have for them. */
  readonly ways: Readonly<Partial<Record<keyof Speech['words']['ways'], string>>>;
  readonly qr: string;
  readonly gift: string | null;
}

export function own(shop: Host, speech: Speech, { url, copied, title, message, ways, qr, gift }: OwnSharing): Said {
  const { words, say } = speech;
  const why = gift === null ? words.ownWhyPlain : say(words.ownWhy, { gift });
  const links = Object.entries(words.ways).flatMap(([way, name]) => {
    const to = new Map(Object.entries(ways)).get(way);
    return to === undefined ? [] : [away(to, name, 'quiet')];
  });
  const native = `<button type="button" hidden data-share="${escapeHtml(url)}" data-title="${escapeHtml(title)}" data-text="${escapeHtml(message)}">${escapeHtml(words.native)}</button>`;
  const link = `<div class="stack"><p class="code link">${escapeHtml(url)}</p>${copyButton(speech, copied, words.copyLink)}${native}</div>`;
  const picture = `<img class="qr" src="${escapeHtml(qr)}" width="176" height="176" alt="${escapeHtml(words.qr)}">`;
  const body = `${p(why)}${link}<h2>${escapeHtml(words.ownShare)}</h2>${list(links, 'ways')}${picture}`;
  return { title: words.own, main: card(shop, { title: words.own }, body) + foot(shop, speech) };
}

/** A page without a shop, or without anything to do. */
export function plain(title: string, why: string): Said {
  return { title, main: `<article>${hero({ title })}<div class="body">${p(why)}</div></article>` };
}
