// A shop's plugin connects: an invitation says that it may, keys that work at its address say that it is the shop. Repeated, it goes on.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { storeId as storeIdOf, type StoreId } from '../../loyalty/ids.ts';
import type { StoreConnection, StorePlatform } from '../../platforms/platform.ts';
import { installStore } from '../../stores/install-store.ts';
import type { Invitation, Invitations, RestKeys } from '../../stores/invitations.ts';
import type { StoreDirectory } from '../../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../../stores/store-record.ts';
import { codeHash } from './invite.ts';
import { isReachableAddress, shopAddress } from './shop-address.ts';

/** Why a plugin is not connected; the plugin has words for each. */
export const CONNECT_REFUSALS = [
  'invitation-over',
  'address-not-usable',
  'keys-needed',
  'keys-refused',
  'shop-silent',
  'shop-known',
] as const;
export type ConnectRefusal = (typeof CONNECT_REFUSALS)[number];

export interface Connected {
  readonly storeId: StoreId;
  /** Between the plugin and us, for tokens and notes. */
  readonly secret: string;
  readonly webhookSecret: string;
}

export interface ConnectingNeeds {
  readonly invitations: Invitations;
  readonly stores: StoreRecords;
  readonly directory: Pick<StoreDirectory, 'forget'>;
  readonly platform: Pick<StorePlatform, 'connect'>;
  /** Tells a store's refusal from its silence; anything else is thrown. */
  readonly troubleOf: (error: unknown) => 'keys-refused' | 'shop-silent' | null;
  /** A store that was here before may have sold things meanwhile. */
  readonly cameBack: (storeId: StoreId) => void;
  readonly clock: () => number;
}

export interface ConnectRequest {
  readonly code: string;
  readonly url: string;
  /** The operator lets shops be on this machine or network. */
  readonly privateAllowed: boolean;
  /** Null: the merchant approved some on the shop's own page. */
  readonly keys: RestKeys | null;
}

const FACTS = { currency: 'EUR', timeZone: 'UTC' } as const;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** WooCommerce decodes entities in a webhook's secret before it signs: letters and digits only. */
const plainSecret = (length: number): string => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const stateHashOf = (state: string): string => createHash('sha256').update(`approval/${state}`).digest('hex');

export class Connecting {
  readonly #needs: ConnectingNeeds;

  constructor(needs: ConnectingNeeds) {
    this.#needs = needs;
  }

  async connect(request: ConnectRequest): Promise<Connected | ConnectRefusal> {
    const found = await this.#invited(request);
    if (typeof found === 'string') return found;
    const { invitation, url } = found;
    const keys = request.keys ?? (invitation.approval?.url === url ? invitation.approval.keys : null);
    if (keys === null) return 'keys-needed';
    const known = await this.#known(url);
    const id = invitation.used?.storeId ?? invitation.forStore ?? storeIdOf(`woocommerce-${randomBytes(10).toString('hex')}`);
    if (known !== null && known.storeId !== id) return 'shop-known';
    const facts = await this.#factsOf(id, url, keys);
    if (typeof facts === 'string') return facts;
    if (!(await this.#needs.invitations.use(invitation.hash, { storeId: id, url }))) return 'invitation-over';
    return this.#install({ storeId: id, url, keys, facts, wasHere: known !== null || invitation.forStore !== null });
  }

  /** Where to send the merchant's browser so that they approve keys; a refusal where they cannot. `state` comes back with the keys, and then never again. */
  async askForKeys(request: Omit<ConnectRequest, 'keys'>): Promise<{ readonly url: string; readonly state: string } | ConnectRefusal> {
    const found = await this.#invited(request);
    if (typeof found === 'string') return found;
    const state = randomBytes(32).toString('base64url');
    await this.#needs.invitations.ask(found.invitation.hash, { stateHash: stateHashOf(state), url: found.url });
    return { url: found.url, state };
  }

  /** The shop's own message is not signed: it is believed as far as its state is one of ours, and its keys only once they work. */
  async keysArrived(state: string, keys: RestKeys): Promise<boolean> {
    const stateHash = stateHashOf(state);
    const invitation = await this.#needs.invitations.byState(stateHash, this.#needs.clock());
    return invitation !== null && this.#needs.invitations.approved(stateHash, keys);
  }

  async #invited({
    code,
    url: stated,
    privateAllowed,
  }: Omit<ConnectRequest, 'keys'>): Promise<{ invitation: Invitation; url: string } | ConnectRefusal> {
    const { invitations, clock } = this.#needs;
    const invitation = await invitations.find(codeHash(code), clock());
    if (invitation === null) return 'invitation-over';
    const url = shopAddress(stated, privateAllowed);
    if (url === null || !(await isReachableAddress(url, privateAllowed))) return 'address-not-usable';
    return invitation.used !== null && invitation.used.url !== url ? 'invitation-over' : { invitation, url };
  }

  async #known(url: string): Promise<StoreRecord | null> {
    const all = await this.#needs.stores.list();
    return all.find((store) => store.platform === 'woocommerce' && store.url === url) ?? null;
  }

  async #factsOf(
    storeId: StoreId,
    url: string,
    keys: RestKeys,
  ): Promise<Awaited<ReturnType<StoreConnection['fetchFacts']>> | ConnectRefusal> {
    const line = this.#needs.platform.connect({ storeId, domain: new URL(url).host, url, facts: FACTS, credentials: { ...keys } });
    if (line === null) return 'keys-needed';
    try {
      return await line.fetchFacts();
    } catch (error) {
      const trouble = this.#needs.troubleOf(error);
      if (trouble === null) throw error;
      return trouble;
    }
  }

  async #install(wanted: {
    readonly storeId: StoreId;
    readonly url: string;
    readonly keys: RestKeys;
    readonly facts: Awaited<ReturnType<StoreConnection['fetchFacts']>>;
    readonly wasHere: boolean;
  }): Promise<Connected> {
    const { stores, directory, cameBack, clock } = this.#needs;
    const { storeId, url, keys, facts, wasHere } = wanted;
    const [secret, webhookSecret, now] = [randomBytes(32).toString('base64url'), plainSecret(40), clock()];
    const place = { storeId, platform: 'woocommerce', domain: new URL(url).host, url } as const;
    // What was bought before is history, until the merchant says otherwise.
    await installStore(stores, { ...place, ...facts, startsAt: now, webhookSecret, credentials: { ...keys, pluginSecret: secret } }, now);
    directory.forget(storeId);
    if (wasHere) cameBack(storeId);
    return { storeId, secret, webhookSecret };
  }
}
