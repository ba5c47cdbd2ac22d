// Pieces that several webhook bodies share. Only fields that we use are named; the rest of a body is ignored.
import { z } from 'zod';
import { Unreadable } from '../../platform.ts';
import { idOfGid } from '../gid.ts';

export const Id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** Amounts are text nearly everywhere and numbers in refund lines. */
export const Amount = z.union([z.string(), z.number()]).transform(String);

export const ShopMoneySet = z
  .object({ shop_money: z.object({ amount: Amount, currency_code: z.string() }) })
  .transform(({ shop_money }) => ({ amount: shop_money.amount, currency: shop_money.currency_code }));

export const Text = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));

/**
 * A topic is a header, and headers are not signed: a body sent under a topic of another kind must not be taken for what the topic says.
 * Every resource names its kind in its global id.
 */
export function mustBe(kind: string, body: { id: string; admin_graphql_api_id?: string | null | undefined }): void {
  const gid = body.admin_graphql_api_id;
  if (gid !== undefined && gid !== null && idOfGid(kind, gid) !== body.id) throw new Unreadable('admin_graphql_api_id', `not this ${kind}`);
}
