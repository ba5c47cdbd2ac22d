// Requests from inside go through the same door as a store's deliveries: each is carried out here, once, whatever is repeated.
import type { Opening } from '../accounts/opening.ts';
import type { Consents } from '../accounts/consents.ts';
import type { ActionAwards } from '../allowances/action-awards.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Intention, Ledger } from '../ledger/ledger.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import { mergeMembers, undoMerge, type Merge } from '../ledger/merge.ts';
import type { Persons } from '../ledger/persons.ts';
import { MERGES } from '../limits.ts';
import { entryKey, memberId, type EntryKey, type MemberId, type StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Take } from '../loyalty/ledger/state.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { privateNoteId } from '../members/erase-person.ts';
import type { NoteStore } from '../members/note-store.ts';
import { datesNow } from '../orders/dates-now.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { Erasure } from '../privacy/erasure.ts';
import type { PrivacyDesk } from '../privacy/privacy-desk.ts';
import type { CarriesOut } from './carry-out.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { EntryPoints } from '../tiers/entry-points.ts';
import type { InboxItem, InboxStore } from './inbox-store.ts';
import * as bodies from './request-bodies.ts';

const adjustKey = (requestId: string): EntryKey => entryKey(`adjust:${requestId}`);

export interface RequestOptions {
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly persons: Persons;
  readonly desk: OrderDesk;
  readonly actions: Pick<ActionAwards, 'award'>;
  readonly entryPoints: Pick<EntryPoints, 'award'>;
  readonly opening: Pick<Opening, 'open' | 'addressProven'>;
  /** What is told and asked about rewards and codes. */
  readonly rewards: CarriesOut;
  readonly agreeing: Pick<Consents, 'agree' | 'membership'>;
  readonly orders: Pick<OrderStore, 'read' | 'ofMember'>;
  readonly directory: StoreDirectory;
  readonly notes: Pick<NoteStore, 'add'>;
  readonly erasing: Pick<Erasure, 'member'>;
  readonly privacy: Pick<PrivacyDesk, 'erase'>;
  readonly inbox: Pick<InboxStore, 'purge'>;
  /** Points for what was bought before a store came to us. */
  readonly creditPast: (store: StoreRecord, body: bodies.CreditPastBody) => Promise<void>;
  /** Who left a list under either name has left it. */
  readonly wishesTravel: (store: StoreRecord, from: MemberId, into: MemberId) => Promise<void>;
  /** Looks again at the orders behind a person's points: they may have been kept for a guest, or be a guest's again. */
  readonly restate: (store: StoreRecord, memberId: MemberId, cause: string) => Promise<void>;
  /** The same of a person's referrals; also of whoever somebody was parted from. */
  readonly settleReferrals: (store: StoreRecord, memberId: MemberId, cause: string) => Promise<void>;
  readonly appended: (entry: Entry) => Promise<void>;
}

/** Orders whose points are looked at again when a merge is undone; the rest follow with their next news. */
const RESTATED_MAX = 1_000;

/** The lots an adjustment opened or emptied, as its entry remembers them. */
function lotsOf(entry: Entry): Take[] {
  return entry.moves.flatMap((move) => {
    const isItsOwn = move.type === 'points' && (move.from === 'program:adjusted' || move.to === 'program:adjusted');
    return isItsOwn && move.lot !== null && move.birth !== null ? [{ lotId: move.lot, points: move.points, birth: move.birth }] : [];
  });
}

function adjustedBy(entry: Entry): number {
  const gifts = entry.moves.some((move) => move.type === 'points' && move.from === 'program:adjusted');
  const sum = lotsOf(entry).reduce((total, lot) => total + lot.points, 0);
  return gifts ? sum : -sum;
}

export class Requests {
  readonly #options: RequestOptions;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  /** Carries out one request; the answer is what the asker is told, null where nobody asked. */
  async carryOut(item: InboxItem): Promise<Entry | Refused | null> {
    const body: unknown = JSON.parse(item.body.toString('utf8'));
    switch (item.topic) {
      case bodies.ADJUST:
        return this.#adjust(item, bodies.adjustBody.parse(body));
      case bodies.UNDO_ADJUST:
        return this.#undoAdjust(item, bodies.undoAdjustBody.parse(body));
      case bodies.MERGE:
        return this.#merge(item, bodies.mergeBody.parse(body));
      case bodies.UNDO_MERGE:
        return this.#undoMerge(item, bodies.mergeBody.parse(body));
      case bodies.ACTION:
        return this.#action(item, bodies.actionBody.parse(body));
      case bodies.TIER_ENTRY:
        return this.#tierEntry(item, bodies.tierEntryBody.parse(body));
      case bodies.ERASE:
        return this.#erase(item, bodies.eraseBody.parse(body));
      case bodies.ERASE_PERSON:
        return this.#erasePerson(item, bodies.erasePersonBody.parse(body));
      case bodies.PURGE:
        return this.#purge(item, bodies.purgeBody.parse(body));
      case bodies.CREDIT_PAST:
        await this.#options.creditPast(await this.#store(item.storeId), bodies.creditPastBody.parse(body));
        return null;
      case bodies.ACCOUNT_OPENED:
        return this.#accountOpened(item, bodies.accountOpenedBody.parse(body));
      case bodies.ADDRESS_PROVEN:
        return this.#addressProven(item, bodies.addressProvenBody.parse(body));
      case bodies.CONSENTS:
        return this.#consents(item, bodies.consentsBody.parse(body));
      case bodies.MEMBERSHIP:
        return this.#membership(item, bodies.membershipBody.parse(body));
      case bodies.EXPIRE:
        return this.#expire(item, bodies.expireBody.parse(body));
      default:
        return this.#reward(item, body);
    }
  }

  async #reward(item: InboxItem, body: unknown): Promise<Entry | Refused | null> {
    const answer = await this.#options.rewards.carryOut(await this.#store(item.storeId), item, body);
    if (answer === undefined) throw new Error(`nobody here understands "${item.topic}"`);
    return answer;
  }

  async #adjust(item: InboxItem, body: bodies.AdjustBody): Promise<Entry | Refused> {
    const { memberId: member, points, requestId, by, approvedBy, reason, note } = body;
    const explain = JSON.stringify({ rule: 'adjustment', noteId: requestId, by });
    const command = { kind: 'adjust', ref: requestId, points, expiresAt: null, approvedBy, explain } as const;
    const inputHash = hashOfIntention('adjust', item.storeId, member, points);
    const written = await this.#append(item, memberId(member), () => ({ command, key: adjustKey(requestId), inputHash }));
    if (isRefused(written)) return written;
    const said = { storeId: item.storeId, by, at: item.receivedAt };
    await this.#options.notes.add({ ...said, noteId: requestId, text: reason });
    if (note !== null) await this.#options.notes.add({ ...said, noteId: privateNoteId(requestId), text: note });
    return written;
  }

  async #undoAdjust(item: InboxItem, { memberId: member, requestId, by }: bodies.UndoAdjustBody): Promise<Entry | Refused> {
    const original = await this.#options.entries.byKey(item.storeId, adjustKey(requestId));
    if (original === null) return refuse('nothing-to-do', `there is no adjustment ${requestId}`);
    const expired = await this.#options.entries.expiredOfAdjustment(item.storeId, requestId);
    const explain = JSON.stringify({ rule: 'adjustment-undone', noteId: requestId, by });
    const lots = lotsOf(original);
    const command = { kind: 'undo-adjust', ref: requestId, points: adjustedBy(original), lots, expired, explain } as const;
    const key = entryKey(`undo:adjust:${requestId}`);
    const inputHash = hashOfIntention('undo-adjust', item.storeId, member, requestId);
    const store = await this.#store(item.storeId);
    const dated = async (owner: MemberId): Promise<Intention> => ({
      command: { ...command, datesNow: await datesNow(this.#options, store, owner, lots) },
      key,
      inputHash,
    });
    return this.#append(item, memberId(member), dated);
  }

  async #action({ storeId, itemId, receivedAt }: InboxItem, body: bodies.ActionBody): Promise<Entry | Refused> {
    // Nothing has happened after it was told.
    const happenedAt = Math.min(body.happenedAt, receivedAt);
    return this.#options.actions.award({ ...body, memberId: memberId(body.memberId), happenedAt, storeId, cause: itemId });
  }

  async #tierEntry({ storeId, itemId, receivedAt: toldAt }: InboxItem, body: bodies.TierEntryBody): Promise<Entry | Refused> {
    return this.#options.entryPoints.award({ ...body, memberId: memberId(body.memberId), storeId, toldAt, cause: itemId });
  }

  async #accountOpened({ storeId, itemId, receivedAt }: InboxItem, body: bodies.AccountOpenedBody): Promise<Refused | null> {
    // Nothing has happened after it was told.
    const at = Math.min(body.at, receivedAt);
    return this.#options.opening.open(await this.#store(storeId), { ...body, memberId: memberId(body.memberId), at, cause: itemId });
  }

  async #addressProven({ storeId, itemId, receivedAt }: InboxItem, body: bodies.AddressProvenBody): Promise<Refused | null> {
    const named = { memberId: memberId(body.memberId), guestId: memberId(body.guestId) };
    const at = Math.min(body.at, receivedAt);
    return this.#options.opening.addressProven(await this.#store(storeId), { ...body, ...named, at, cause: itemId });
  }

  async #consents(item: InboxItem, { give, takeBack, ...act }: bodies.ConsentsBody): Promise<Refused | null> {
    const by = { ...act, memberId: memberId(act.memberId), cause: item.itemId };
    return this.#options.agreeing.agree(await this.#store(item.storeId), by, give, takeBack);
  }

  async #membership(item: InboxItem, { action, terms, ...act }: bodies.MembershipBody): Promise<Refused | null> {
    const by = { ...act, memberId: memberId(act.memberId), cause: item.itemId };
    return this.#options.agreeing.membership(await this.#store(item.storeId), by, action, terms);
  }

  async #merge(item: InboxItem, body: bodies.MergeBody): Promise<Entry | Refused> {
    const merge = await this.#mergeOf(item, body);
    const { storeId, mergeId, from, into } = merge;
    const { entries, wishesTravel, restate } = this.#options;
    const store = await this.#store(storeId);
    if ((await entries.byKey(storeId, entryKey(`merge:${mergeId}:in`))) === null) await wishesTravel(store, from, into);
    const merged = await mergeMembers(this.#options, merge);
    if (!isRefused(merged)) await restate(store, into, item.itemId);
    return merged;
  }

  async #undoMerge(item: InboxItem, body: bodies.MergeBody): Promise<Entry | Refused> {
    const merge = await this.#mergeOf(item, body);
    if (await this.#isOld(item, merge)) return refuse('too-late', 'a merge can be undone for 30 days');
    const undone = await undoMerge(this.#options, merge);
    if (isRefused(undone)) return undone;
    await this.#restate(item, merge.from);
    const store = await this.#store(item.storeId);
    await this.#options.restate(store, merge.from, item.itemId);
    await this.#options.settleReferrals(store, merge.into, item.itemId);
    return undone;
  }

  /** An undo that was begun is ended. One that was not received is given up at any time. */
  async #isOld({ storeId, receivedAt }: InboxItem, { mergeId }: Merge): Promise<boolean> {
    const step = (name: string) => this.#options.entries.byKey(storeId, entryKey(`merge:${mergeId}:${name}`));
    const [received, begun] = [await step('in'), await step('undo-out')];
    return received !== null && begun === null && receivedAt > received.at + MERGES.undoMs;
  }

  async #mergeOf({ storeId, itemId }: InboxItem, { mergeId, from, into }: bodies.MergeBody): Promise<Merge> {
    return { storeId, mergeId, from: memberId(from), into: memberId(into), cause: itemId };
  }

  async #restate({ storeId, itemId }: InboxItem, member: MemberId): Promise<void> {
    const store = await this.#store(storeId);
    const orders = await this.#options.orders.ofMember(storeId, member, RESTATED_MAX);
    for (const { orderId } of orders) await this.#options.desk.settle(store, orderId, itemId);
  }

  /** Not sent on to whoever a member was merged into: who is erased was named. */
  async #erase({ storeId, itemId }: InboxItem, { memberId: member, at }: bodies.EraseBody): Promise<Entry | Refused> {
    return this.#options.erasing.member(await this.#store(storeId), memberId(member), { itemId, at });
  }

  async #erasePerson({ storeId, itemId }: InboxItem, { at, ...person }: bodies.ErasePersonBody): Promise<null> {
    await this.#options.privacy.erase(await this.#store(storeId), { kind: 'erasure-asked', person, orderIds: [] }, { itemId, at });
    return null;
  }

  /** What spoke of an erased person and was still being worked on when it was erased. */
  async #purge({ storeId, itemId }: InboxItem, { subjects, before }: bodies.PurgeBody): Promise<null> {
    await this.#options.inbox.purge(storeId, { subjects, mentions: () => false, before, except: itemId });
    return null;
  }

  async #store(storeId: StoreId): Promise<StoreRecord> {
    const store = await this.#options.directory.get(storeId);
    if (store === null) throw new Error(`store ${storeId} is missing`);
    return store;
  }

  async #expire(item: InboxItem, { memberId: member, dueAt }: bodies.ExpireBody): Promise<Entry | Refused> {
    const inputHash = hashOfIntention('expire', item.storeId, member, dueAt);
    return this.#append(item, memberId(member), () => ({
      command: { kind: 'expire' },
      key: entryKey(`expire:${member}:${dueAt}`),
      inputHash,
    }));
  }

  /** Sent on to the person a member was merged into. */
  async #append(item: InboxItem, member: MemberId, intend: (member: MemberId) => Intention | Promise<Intention>): Promise<Entry | Refused> {
    const { storeId, itemId } = item;
    const answer = await this.#options.ledger.append({ storeId, memberId: member, cause: itemId, intend: () => intend(member) });
    if (isRefused(answer)) {
      if (answer.refused !== 'member-merged') return answer;
      return this.#append(item, await this.#options.persons.present(storeId, member), intend);
    }
    await this.#options.appended(answer.entry);
    return answer.entry;
  }
}
