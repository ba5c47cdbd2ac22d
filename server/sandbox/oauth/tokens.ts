/** Access tokens the shop has given out. Kept as they are: this is a toy shop, and a restart must not log the app out. */
import { randomBytes } from 'node:crypto';
import type { Shop } from '../shop/shop.ts';

export const ACCESS_SECONDS = 3600;
export const REFRESH_SECONDS = 90 * 24 * 3600;
const NEVER = Number.MAX_SAFE_INTEGER;

export interface Pair {
  accessToken: string;
  refreshToken: string | null;
}

interface TokenRow {
  token: string;
  kind: 'offline' | 'online' | 'refresh';
  scope: string;
  expires_at: number;
  family: string;
  state: 'live' | 'previous' | 'revoked';
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const find = (shop: Shop, token: string) => shop.db.one<TokenRow>('select * from tokens where token = ?', token);

function add(shop: Shop, kind: TokenRow['kind'], token: string, seconds: number | null, family: string): string {
  const expires = seconds === null ? NEVER : shop.now() + seconds * 1000;
  const user = kind === 'online' ? '1' : null;
  shop.db.run(
    "insert into tokens values (?, ?, ?, ?, ?, ?, 'live')",
    token,
    kind,
    user,
    shop.settings.get().scopes.join(','),
    expires,
    family,
  );
  return token;
}

export function issueOffline(shop: Shop, expiring: boolean, family = hex(8)): Pair {
  return {
    accessToken: add(shop, 'offline', `shpat_${hex(16)}`, expiring ? ACCESS_SECONDS : null, family),
    refreshToken: expiring ? add(shop, 'refresh', `shprt_${hex(16)}`, REFRESH_SECONDS, family) : null,
  };
}

export function issueOnline(shop: Shop): string {
  return add(shop, 'online', `shpua_${hex(16)}`, 24 * 3600, hex(8));
}

/**
 * A refresh token gives a new pair. The one before stays usable until its successor is first used, so an app
 * that crashed before storing the answer is not locked out; the one before that is dead.
 */
export function refresh(shop: Shop, token: string): Pair | undefined {
  return shop.db.transaction(() => {
    const row = find(shop, token);
    if (row?.kind !== 'refresh' || row.state === 'revoked' || row.expires_at <= shop.now()) return undefined;
    if (row.state === 'live') {
      shop.db.run("update tokens set state = 'revoked' where family = ? and kind = 'refresh' and state = 'previous'", row.family);
      shop.db.run("update tokens set state = 'previous' where token = ?", token);
    } else {
      // The successor was never used: it is replaced, so that a family never has two living refresh tokens.
      shop.db.run("update tokens set state = 'revoked' where family = ? and kind = 'refresh' and state = 'live'", row.family);
    }
    return issueOffline(shop, true, row.family);
  });
}

/** The scopes of a living access token, or undefined: unknown, expired, or the app is gone. */
export function scopesOf(shop: Shop, token: string): Set<string> | undefined {
  const row = find(shop, token);
  if (!row || row.kind === 'refresh' || row.state !== 'live' || row.expires_at <= shop.now()) return undefined;
  if (!shop.settings.get().installed) return undefined;
  // The grant in force counts, not the one at issue: a merchant's change of scopes works at once.
  return new Set(shop.settings.get().scopes);
}

export const isOffline = (shop: Shop, token: string): boolean => find(shop, token)?.kind === 'offline';

export function revokeAll(shop: Shop): void {
  shop.db.run("update tokens set state = 'revoked'");
}
