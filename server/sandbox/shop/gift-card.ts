/** Gift cards: a code worth money. The code is told once, when the card is made; afterwards only its last four characters are shown. */
import { randomInt } from 'node:crypto';
import type { Shop } from './shop.ts';

export interface GiftCard {
  id: number;
  code: string;
  initial: number;
  balance: number;
  currency: string;
  customerId: number | null;
  /** A day ("2027-05-31"); the card is good until it is over in the shop's zone. */
  expiresOn: string | null;
  note: string | null;
  createdAt: number;
  updatedAt: number;
  deactivatedAt: number | null;
}

const LETTERS = 'bcdfghjkmnpqrtvwxyz2346789';
const RANDOM_LENGTH = 16;

/** Codes are not case sensitive; spaces and hyphens are how people write them down. */
export const plainCode = (code: string): string => code.replaceAll(/[\s-]/g, '').toLowerCase();
export const lastCharacters = ({ code }: GiftCard): string => code.slice(-4);
export const maskedCode = (card: GiftCard): string => `•••• •••• •••• ${lastCharacters(card)}`;

export const randomCode = (): string => Array.from({ length: RANDOM_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const read = (row: { body: string } | undefined): GiftCard | undefined => (row ? (JSON.parse(row.body) as GiftCard) : undefined);

export const findGiftCard = (shop: Shop, id: number): GiftCard | undefined =>
  read(shop.db.one('select body from gift_cards where id = ?', id));

export const findGiftCardByCode = (shop: Shop, code: string): GiftCard | undefined =>
  read(shop.db.one('select body from gift_cards where code = ?', plainCode(code)));

export const listGiftCards = (shop: Shop): GiftCard[] =>
  shop.db.all<{ body: string }>('select body from gift_cards order by id').flatMap((row) => read(row) ?? []);

export const giftCardsOf = (shop: Shop, customerId: number): GiftCard[] =>
  listGiftCards(shop).filter((card) => card.customerId === customerId);

export function saveGiftCard(shop: Shop, card: GiftCard): GiftCard {
  const sql = 'insert into gift_cards values (?, ?, ?) on conflict (id) do update set body = excluded.body';
  shop.db.run(sql, card.id, plainCode(card.code), JSON.stringify(card));
  return card;
}

export function isExpired(shop: Shop, { expiresOn }: GiftCard): boolean {
  return expiresOn !== null && shop.iso(shop.now()).slice(0, 10) > expiresOn;
}

export type GiftCardRefusal = 'unknown' | 'ended' | 'empty' | 'currency';

/** Why a card cannot pay. */
export function whyNotPay(shop: Shop, card: GiftCard | undefined): GiftCardRefusal | undefined {
  if (!card) return 'unknown';
  if (card.deactivatedAt !== null || isExpired(shop, card)) return 'ended';
  if (card.currency !== shop.settings.get().currency) return 'currency';
  return card.balance === 0 ? 'empty' : undefined;
}

/** Takes money off a card (or, with a negative amount, gives it back). */
export function takeFrom(shop: Shop, card: GiftCard, amount: number): GiftCard {
  return saveGiftCard(shop, { ...card, balance: card.balance - amount, updatedAt: shop.now() });
}
