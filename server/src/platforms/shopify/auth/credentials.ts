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
  /** The shop refused to renew it. The next member of staff who comes by brings new access; until then it is tried all the same. */
  readonly refused?: true;
}

/** Where credentials are kept (encrypted) and how processes take turns. */
export interface CredentialVault {
  load(storeId: StoreId): Promise<Credentials | null>;
  save(storeId: StoreId, credentials: Credentials): Promise<void>;
  /** Nothing of it is left. Doing it twice changes nothing. */
  destroy(storeId: StoreId): Promise<void>;
  /** Runs alone for this store among all processes. */
  withLease<Result>(storeId: StoreId, work: () => Promise<Result>): Promise<Result>;
}
