// Whether a friend is new to the store: nobody who is known by their account, their address or their telephone bought before. What is known here is looked at
// first, the store itself last, because what we know of its past may be short.
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { KnownBy } from '../loyalty/referrals/fraud/evidence.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { StoreRefused, type StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { emailForms } from './normal/email-form.ts';
import { phoneForm } from './normal/phone-form.ts';
import type { Prints, TraceStore } from './trace-store.ts';

export interface NewFriendsNeeds {
  readonly orders: Pick<OrderStore, 'countBefore' | 'read'>;
  readonly members: Pick<MemberStore, 'find' | 'search'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly traceStore: Pick<TraceStore, 'ordersShowing'>;
  /** Null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => Pick<StoreConnection, 'fetchBuyerPast'> | null;
}

/** By what somebody may be known. What is not said is null. */
export interface Someone {
  readonly memberIds: readonly MemberId[];
  readonly externalId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  /** `emailKey` of the address. */
  readonly friendKey: string | null;
  readonly prints: Pick<Prints, 'mailbox' | 'phone'>;
}

/** What they must not have bought before. `orderId` null: they ordered nothing yet. */
export interface Before {
  readonly orderId: OrderId | null;
  readonly at: number;
}

export interface Newness {
  /** By what they are known to have bought before; null: nothing says that they did. */
  readonly knownBy: KnownBy | null;
  /** False: the store could not say, so that null is no proof. */
  readonly complete: boolean;
  /** Since when the store knows them; null: it does not, or was not asked. */
  readonly since: number | null;
}

const known = (knownBy: KnownBy): Newness => ({ knownBy, complete: true, since: null });

/** Accounts whose address or telephone begins alike. */
const ALIKE_MAX = 20;

export class NewFriends {
  readonly #needs: NewFriendsNeeds;

  constructor(needs: NewFriendsNeeds) {
    this.#needs = needs;
  }

  /** @throws StoreUnreachable: nobody is taken for new because the store was silent. */
  async look(store: StoreRecord, someone: Someone, before: Before): Promise<Newness> {
    return (await this.ownLook(store, someone, before)) ?? this.#askStore(store, someone, before);
  }

  /** Null: nothing that is known here says that they bought before. */
  async ownLook(store: StoreRecord, someone: Someone, before: Before): Promise<Newness | null> {
    const { storeId } = store;
    if (await this.#bought(storeId, someone.memberIds, before.at)) return known('customer');
    const { mailbox, phone } = someone.prints;
    if (await this.#bought(storeId, await this.#ofAddress(storeId, someone), before.at)) return known('email');
    if (mailbox !== null && (await this.#showed(storeId, { mailbox }, before))) return known('email');
    if (await this.#bought(storeId, await this.ofPhone(storeId, someone), before.at)) return known('phone');
    return phone !== null && (await this.#showed(storeId, { phone }, before)) ? known('phone') : null;
  }

  async #askStore(store: StoreRecord, { externalId, email, phone, country }: Someone, before: Before): Promise<Newness> {
    const unknown = { knownBy: null, complete: false, since: null };
    const line = this.#needs.connect(store);
    if (line === null) return unknown;
    try {
      const dialled = phone === null ? null : phoneForm(phone, country);
      const past = await line.fetchBuyerPast({ externalId, email, phone: dialled }, before);
      if (past === null) return unknown;
      return { knownBy: past.orders > 0 ? 'store' : null, complete: true, since: past.since };
    } catch (error) {
      if (error instanceof StoreRefused) return unknown;
      throw error;
    }
  }

  async #bought(storeId: StoreId, memberIds: readonly MemberId[], at: number): Promise<boolean> {
    const { persons, orders } = this.#needs;
    const present = await Promise.all(memberIds.map((id) => persons.present(storeId, id)));
    const ids = [...new Set([...memberIds, ...present])];
    return ids.length > 0 && (await orders.countBefore(storeId, ids, at)) > 0;
  }

  /** Everybody who has this address, in whatever spelling of one mailbox: guests by its key, accounts by what they say. */
  async #ofAddress(storeId: StoreId, { email, friendKey }: Someone): Promise<MemberId[]> {
    const { members } = this.#needs;
    const byKey =
      friendKey === null ? [] : [members.find(storeId, { guestEmailKey: friendKey }), members.find(storeId, { provenEmailKey: friendKey })];
    const alike = email === null ? [] : (await members.search(storeId, email, null, ALIKE_MAX)).members;
    const mailbox = email === null ? null : emailForms(email)?.mailbox;
    const same = alike.filter(({ profile }) => profile.email !== null && emailForms(profile.email)?.mailbox === mailbox);
    return idsOf([...(await Promise.all(byKey)), ...same]);
  }

  /** Members with this telephone, however they write it. */
  async ofPhone(storeId: StoreId, { phone, country }: Pick<Someone, 'phone' | 'country'>): Promise<MemberId[]> {
    const form = phone === null ? null : phoneForm(phone, country);
    if (form === null || phone === null) return [];
    const spellings = [...new Set([form, phone.trim()])];
    const found = await Promise.all(spellings.map((text) => this.#needs.members.search(storeId, text, null, ALIKE_MAX)));
    const same = found
      .flatMap(({ members }) => members)
      .filter(({ profile }) => profile.phone !== null && phoneForm(profile.phone, country) === form);
    return idsOf(same);
  }

  /** Orders of before that show the same, and stand. */
  async #showed(storeId: StoreId, print: { mailbox: string } | { phone: string }, { orderId, at }: Before): Promise<boolean> {
    const shown = await this.#needs.traceStore.ordersShowing(storeId, print, at);
    for (const id of shown) {
      const order = id === orderId ? null : await this.#needs.orders.read(storeId, id);
      if (order !== null && (order.order.standing === 'open' || order.order.standing === 'refunded')) return true;
    }
    return false;
  }
}

const idsOf = (members: readonly (Member | null)[]): MemberId[] => [...new Set(members.flatMap((member) => member?.memberId ?? []))];
