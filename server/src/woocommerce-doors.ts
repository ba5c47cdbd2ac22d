// Who comes in from a WooCommerce shop: staff and shoppers by tokens that its plugin signs, and the plugin itself by its notes and questions.
import type { AdminIdentity, StorefrontIdentity } from './api/services.ts';
import { storeId } from './loyalty/ids.ts';
import { readNote, type NoteVerdict } from './platforms/woocommerce/plugin/note.ts';
import { whyNotSigned, type Said, type SignedHeaders } from './platforms/woocommerce/plugin/signed.ts';
import { readShopperToken, readStaffToken, storeNamedBy, type PluginStore } from './platforms/woocommerce/plugin/token.ts';
import type { StoreChanges } from './orders/store-changes.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StaffStore } from './stores/staff.ts';
import type { StoreRecord, StoreRecords } from './stores/store-record.ts';

export interface WoocommerceDoorsOptions {
  readonly staff: StaffStore;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly changes: Pick<StoreChanges, 'left'>;
  readonly clock: () => number;
}

/** A merchant connects a shop now and then; browsers ask for every page of the admin. */
const ORIGINS_MS = 5_000;

interface Origins {
  readonly readAt: number;
  readonly all: Promise<ReadonlySet<string>>;
}

export class WoocommerceDoors {
  readonly #options: WoocommerceDoorsOptions;
  #origins: Origins | null = null;

  constructor(options: WoocommerceDoorsOptions) {
    this.#options = options;
  }

  /** Null when the token is not good for the admin, or when nobody gave this person a role. Who administers the site owns its store. */
  async adminIdentity(bearer: string): Promise<AdminIdentity | null> {
    const store = await this.#storeOf(bearer, 'staff');
    const person = store === null ? null : await readStaffToken(bearer, store, this.#options.clock());
    if (store === null || person === null) return null;
    const { staff } = this.#options;
    const { userId, name, owns } = person;
    const who = { storeId: storeId(store.storeId), userId, name };
    if (owns) await staff.addOwner(who);
    const known = await staff.find(who.storeId, userId);
    if (known === null) await staff.meet(who);
    const locale = person.locale.slice(0, 2);
    return known === null ? null : { ...who, role: known.role, locale: locale === 'fa' || locale === 'he' ? locale : 'en' };
  }

  async shopperIdentity(bearer: string): Promise<StorefrontIdentity | null> {
    const store = await this.#storeOf(bearer, 'shopper');
    const shopper = store === null ? null : await readShopperToken(bearer, store, this.#options.clock());
    return store === null || shopper === null ? null : { storeId: storeId(store.storeId), externalId: shopper.customerId };
  }

  /** Null: there is no such store, or it left. */
  async note(named: string, headers: SignedHeaders, bytes: Buffer): Promise<NoteVerdict | null> {
    const store = await this.#pluginOf(named);
    return store === null ? null : readNote(store.secret, headers, bytes, this.#options.clock());
  }

  /** The store whose plugin asks; null: there is no such store, it left, or somebody else asks. */
  async call(named: string, said: Required<Said>): Promise<StoreRecord | null> {
    const store = await this.#pluginOf(named);
    if (store === null || whyNotSigned(store.secret, 'call', said, this.#options.clock()) !== null) return null;
    return this.#options.directory.get(storeId(store.storeId));
  }

  /** The plugin says that the shop lets go of us. */
  async goodbye(store: StoreRecord): Promise<void> {
    await this.#options.changes.left(store, null);
  }

  /** Whether pages of this origin may be those of a connected shop's wp-admin. Which shop's data they see is told by their token alone. */
  async isShopOrigin(origin: string): Promise<boolean> {
    const now = this.#options.clock();
    if (this.#origins === null || Math.abs(now - this.#origins.readAt) >= ORIGINS_MS)
      this.#origins = { readAt: now, all: this.#readOrigins() };
    const read = this.#origins;
    read.all.catch(() => (this.#origins = null));
    return (await read.all).has(origin);
  }

  async #readOrigins(): Promise<ReadonlySet<string>> {
    const all = await this.#options.stores.list();
    const shops = all.filter(({ platform, state }) => platform === 'woocommerce' && state === 'active');
    return new Set(shops.flatMap(({ url }) => URL.parse(url)?.origin ?? []));
  }

  /** The origin of the shop that a staff's token names, whether the token is still good or not; null: it names none that is connected. */
  async originNamedBy(bearer: string): Promise<string | null> {
    const store = await this.#storeOf(bearer, 'staff');
    return store === null ? null : (URL.parse(store.url)?.origin ?? null);
  }

  async #storeOf(bearer: string, purpose: 'staff' | 'shopper'): Promise<PluginStore | null> {
    const named = storeNamedBy(bearer);
    return named?.purpose === purpose ? this.#pluginOf(named.storeId) : null;
  }

  async #pluginOf(named: string): Promise<PluginStore | null> {
    const store = await this.#options.directory.get(storeId(named));
    const secret = store?.credentials?.['pluginSecret'] ?? '';
    if (store?.platform !== 'woocommerce' || store.state !== 'active' || secret === '') return null;
    return { storeId: store.storeId, url: store.url, secret };
  }
}
