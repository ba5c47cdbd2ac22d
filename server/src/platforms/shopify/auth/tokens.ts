/**
 * Our own access to a shop: an offline token that lives an hour and a refresh token that changes with every use. Two processes that refresh at
 * once would each use up the other's, so a refresh holds the store's lease and looks first whether somebody else was faster.
 */
import { HttpResponseError, HttpThrottlingError, RequestedTokenType, type Session } from '@shopify/shopify-api';
import type { StoreId } from '../../../loyalty/ids.ts';
import { StoreRefused, StoreUnreachable } from '../../platform.ts';
import type { AccessTokens } from '../graphql/client.ts';
import type { ShopifyLibrary } from '../library.ts';
import type { Credentials, CredentialVault } from './credentials.ts';

/** Renewed a little early, so that no token ends on its way. */
const EARLY_MS = 2 * 60_000;

export interface ShopTokens {
  /** Exchanges the session token of a member of staff (already verified) for our access; also the way back when refreshing fails. */
  install(storeId: StoreId, shop: string, sessionToken: string): Promise<Credentials>;
  of(storeId: StoreId, shop: string): AccessTokens;
  /** False when there is no access, or the shop refused to renew it: then a member of staff has to bring new one. */
  usable(storeId: StoreId): Promise<boolean>;
  /** The shop left: its tokens are dead, and are not kept. */
  destroy(storeId: StoreId): Promise<void>;
}

export function createShopTokens(library: ShopifyLibrary, vault: CredentialVault, now: () => number): ShopTokens {
  const { auth } = library.api;

  const exchange = (shop: string, sessionToken: string): Promise<Session> =>
    answered(() =>
      library.within(async () => {
        const requestedTokenType = RequestedTokenType.OfflineAccessToken;
        return (await auth.tokenExchange({ shop, sessionToken, requestedTokenType, expiring: true })).session;
      }),
    );

  const refresh = (shop: string, refreshToken: string): Promise<Session> =>
    answered(() => library.within(async () => (await auth.refreshToken({ shop, refreshToken })).session));

  async function refreshed(shop: string, held: Credentials): Promise<Credentials> {
    try {
      return credentialsOf(await refresh(shop, held.refreshToken), held.refreshToken);
    } catch (error) {
      if (!(error instanceof StoreRefused) || held.previousRefreshToken === null) throw error;
      return credentialsOf(await refresh(shop, held.previousRefreshToken), held.previousRefreshToken);
    }
  }

  async function refreshedOrMarked(storeId: StoreId, shop: string, held: Credentials): Promise<Credentials> {
    try {
      return await refreshed(shop, held);
    } catch (error) {
      // An app that was uninstalled and installed again while nobody told us has a living shop and dead tokens.
      if (error instanceof StoreRefused) await vault.save(storeId, { ...held, refused: true });
      throw error;
    }
  }

  /** A usable token other than the refused one: the vault's, when somebody renewed it meanwhile, else a new one. */
  async function renew(storeId: StoreId, shop: string, refusedToken: string | null): Promise<string> {
    return vault.withLease(storeId, async () => {
      const held = await vault.load(storeId);
      if (held === null) throw new StoreRefused(401, 'this store gave us no access');
      if (held.accessToken !== refusedToken && held.accessTokenExpiresAt - EARLY_MS > now()) return held.accessToken;
      const next = await refreshedOrMarked(storeId, shop, held);
      await vault.save(storeId, next);
      return next.accessToken;
    });
  }

  return {
    async usable(storeId) {
      const held = await vault.load(storeId);
      return held !== null && held.refused !== true;
    },
    destroy: (storeId) => vault.withLease(storeId, () => vault.destroy(storeId)),
    install: (storeId, shop, sessionToken) =>
      vault.withLease(storeId, async () => {
        const credentials = credentialsOf(await exchange(shop, sessionToken), null);
        await vault.save(storeId, credentials);
        return credentials;
      }),
    of: (storeId, shop) => ({
      async current() {
        const held = await vault.load(storeId);
        if (held !== null && held.accessTokenExpiresAt - EARLY_MS > now()) return held.accessToken;
        return renew(storeId, shop, null);
      },
      renew: (refusedToken) => renew(storeId, shop, refusedToken),
    }),
  };
}

function credentialsOf(session: Session, previousRefreshToken: string | null): Credentials {
  const { accessToken, expires, refreshToken, refreshTokenExpires, scope } = session;
  if (accessToken === undefined || refreshToken === undefined || expires === undefined || refreshTokenExpires === undefined) {
    // A token that never expires would be refused later, when nobody is looking.
    throw new StoreRefused(200, 'the shop gave no expiring token');
  }
  return {
    accessToken,
    accessTokenExpiresAt: expires.getTime(),
    refreshToken,
    refreshTokenExpiresAt: refreshTokenExpires.getTime(),
    previousRefreshToken,
    scopes: (scope ?? '').split(',').filter((one) => one !== ''),
  };
}

/** The library's failures in the port's words. Its messages may quote a token, and are not repeated. */
async function answered<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HttpThrottlingError) {
      const seconds = error.response.retryAfter;
      throw new StoreUnreachable('too many requests for tokens', seconds === undefined ? null : seconds * 1000);
    }
    const code = error instanceof HttpResponseError ? (error.response as { code: number }).code : 500;
    if (code < 500) throw new StoreRefused(code, 'the shop gave no access: the app must be opened in its admin again');
    throw new StoreUnreachable(`no token: ${error instanceof Error ? error.name : 'unknown'}`);
  }
}
