// Who comes in from a WooCommerce shop: staff and shoppers by tokens that its plugin signs, and the plugin itself by its notes.
import type { AdminIdentity, StorefrontIdentity } from './api/services.ts';
import { storeId } from './loyalty/ids.ts';
import { readNote, type NoteVerdict } from './platforms/woocommerce/plugin/note.ts';
import { readShopperToken, readStaffToken, storeNamedBy, type PluginStore } from './platforms/woocommerce/plugin/token.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StaffStore } from './stores/staff.ts';

export interface WoocommerceDoorsOptions {
  readonly staff: StaffStore;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly clock: () => number;
}

export class WoocommerceDoors {
  readonly #options: WoocommerceDoorsOptions;

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
  async note(
    named: string,
    headers: { readonly time: string | undefined; readonly signature: string | undefined },
    bytes: Buffer,
  ): Promise<NoteVerdict | null> {
    const store = await this.#pluginOf(named);
    return store === null ? null : readNote(store.secret, headers, bytes, this.#options.clock());
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
