// What a token of Shopify's says, once its signature and its times hold. Whose token it is, each door asks for itself.
import { z } from 'zod';
import type { ShopifyLibrary } from '../library.ts';

const Claims = z.object({
  dest: z.string(),
  iss: z.string().optional(),
  aud: z.string().optional(),
  sub: z.string().optional(),
  sid: z.string().optional(),
  exp: z.number(),
});

export type Claims = z.output<typeof Claims>;

/** A token at the wrong door. The reason is for us, never repeats the token, and is not told to the caller. */
export interface RefusedToken {
  readonly kind: 'refused';
  readonly why: string;
}

export const refusedToken = (why: string): RefusedToken => ({ kind: 'refused', why });

/** Signature, times and shape; null when one of them is wrong. The library's error quotes the token, so nothing of it is kept. */
export async function claimsOf(library: ShopifyLibrary, token: string): Promise<Claims | null> {
  try {
    return Claims.parse(await library.api.session.decodeSessionToken(token, { checkAudience: false }));
  } catch {
    return null;
  }
}
