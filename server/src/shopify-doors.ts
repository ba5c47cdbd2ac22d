// Who comes in from Shopify: staff by session token, shoppers by the app proxy's signature or an extension's token. The first visit of a shop's staff installs the shop.
import { RequestedTokenType } from '@shopify/shopify-api';
import type { AdminIdentity, StorefrontIdentity } from './api/services.ts';
import { storeId, type StoreId } from './loyalty/ids.ts';
import { readAppProxy } from './platforms/shopify/auth/app-proxy.ts';
import { readExtensionToken } from './platforms/shopify/auth/extension-token.ts';
import { readAdminToken } from './platforms/shopify/auth/session-token.ts';
import type { ShopifyPlatform } from './platforms/shopify/index.ts';
import { installStore } from './stores/install-store.ts';
import type { StaffStore } from './stores/staff.ts';
import type { StoreDirectory } from './stores/directory.ts';
import { shopifyStoreId } from './stores/store-id.ts';
import type { StoreRecords } from './stores/store-record.ts';

export interface ShopifyDoorsOptions {
  readonly shopify: ShopifyPlatform;
  readonly stores: StoreRecords;
  readonly staff: StaffStore;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly clock: () => number;
  /** A shop that we knew gives us access anew: it may have been away, and delivered nothing meanwhile, so it is asked what happened. */
  readonly cameBack: (storeId: StoreId) => void;
  /** Orders placed before a shop came to us deserve nothing, unless this is the sandbox, where a year of orders is part of the trial. */
  readonly historyCounts: boolean;
}

export class ShopifyDoors {
  readonly #options: ShopifyDoorsOptions;
  readonly #installing = new Map<StoreId, Promise<void>>();

  constructor(options: ShopifyDoorsOptions) {
    this.#options = options;
  }

  /** Null when the token is not good for the admin, or when nobody gave this person a role. */
  async adminIdentity(bearer: string): Promise<AdminIdentity | null> {
    const caller = await readAdminToken(this.#options.shopify.library, bearer);
    if (caller.kind === 'refused') return null;
    const id = shopifyStoreId(caller.shop);
    await this.ensureInstalled(id, caller.shop, bearer);
    const known = (await this.#options.staff.find(id, caller.userId)) ?? (await this.#meet(id, caller.shop, caller.userId, bearer));
    return known === null ? null : { storeId: id, userId: caller.userId, name: known.name, role: known.role, locale: 'en' };
  }

  async storefrontIdentity(query: URLSearchParams): Promise<StorefrontIdentity | null> {
    const caller = await readAppProxy(this.#options.shopify.library, query);
    if (caller.kind === 'refused') return null;
    return this.#shopperOf(caller);
  }

  /** A buyer in checkout or in the account, by the token of an extension. Null when it is not such a token, or the shop is not with us. */
  async extensionIdentity(bearer: string): Promise<StorefrontIdentity | null> {
    const caller = await readExtensionToken(this.#options.shopify.library, bearer);
    return caller.kind === 'refused' ? null : this.#shopperOf(caller);
  }

  async #shopperOf({ shop, customerId }: { shop: string; customerId: string | null }): Promise<StorefrontIdentity | null> {
    // Every page of a shop asks this, so a store is remembered for a moment.
    const store = await this.#options.directory.get(shopifyStoreId(shop));
    return store?.state === 'active' ? { storeId: store.storeId, externalId: customerId } : null;
  }

  /**
   * Exchanges the token for our own access and writes the store down: at the first visit, when the shop comes back, and when its tokens died
   * without a word. Several requests of one page wait for the same installation.
   */
  async ensureInstalled(id: StoreId, shop: string, sessionToken: string): Promise<void> {
    const store = await this.#options.stores.get(id);
    if (store?.state === 'active' && (await this.#options.shopify.tokens.usable(id))) return;
    const running = this.#installing.get(id) ?? this.#install(id, shop, sessionToken).finally(() => this.#installing.delete(id));
    this.#installing.set(id, running);
    await running;
  }

  async #install(id: StoreId, shop: string, sessionToken: string): Promise<void> {
    const { shopify, stores, clock, historyCounts, cameBack } = this.#options;
    const before = await stores.get(id);
    const { scopes: granted } = await shopify.tokens.install(id, shop, sessionToken);
    const place = { storeId: id, domain: shop, url: `https://${shop}` };
    // Access lies in the credential vault; what stands here only says that the shop can be asked.
    const line = shopify.connect({ ...place, facts: { currency: 'USD', timeZone: 'UTC' }, credentials: {} });
    if (line === null) throw new Error(`${shop} gave access and still cannot be asked`);
    const facts = await line.fetchFacts();
    const startsAt = historyCounts ? 0 : clock();
    await installStore(stores, { ...place, ...facts, granted, platform: 'shopify', startsAt, webhookSecret: '', credentials: {} }, clock());
    if (before !== null) cameBack(id);
  }

  /** Somebody without a role: the account's owner becomes our owner, everybody else waits for a role. */
  async #meet(id: StoreId, shop: string, userId: string, sessionToken: string) {
    const { shopify, staff } = this.#options;
    const requestedTokenType = RequestedTokenType.OnlineAccessToken;
    const { session } = await shopify.library.within(() =>
      shopify.library.api.auth.tokenExchange({ shop, sessionToken, requestedTokenType }),
    );
    const user = session.onlineAccessInfo?.associated_user;
    if (user === undefined || String(user.id) !== userId) return null;
    const name = [user.first_name, user.last_name].filter((part) => part !== '').join(' ');
    if (!user.account_owner) {
      await staff.meet({ storeId: storeId(id), userId, name });
      return null;
    }
    await staff.addOwner({ storeId: storeId(id), userId, name });
    return staff.find(id, userId);
  }
}
