import type { StoreId } from '../../../loyalty/ids.ts';

/** An expiring pair. Always written as a whole: half a pair locks the app out. */
export interface Credentials {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: number;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: number;
  /** Shopify lets the one before work until the new one is used: the way back when an answer was lost between it and our vault. */
  readonly previousRefreshToken: string | null;
  readonly scopes: readonly string[];
}

/** Where credentials are kept (encrypted) and how processes take turns. */
export interface CredentialVault {
  load(storeId: StoreId): Promise<Credentials | null>;
  save(storeId: StoreId, credentials: Credentials): Promise<void>;
  /** Runs alone for this store among all processes. */
  withLease<Result>(storeId: StoreId, work: () => Promise<Result>): Promise<Result>;
}
