// Somebody is forgotten: the mark, the points, the personal data, and last what was delivered about them. Every step may be done again.
import { createHash } from 'node:crypto';
import type { ConsentStore } from '../accounts/consent-store.ts';
import { PURGE, type PurgeBody } from '../inbox/request-bodies.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { INBOX } from '../limits.ts';
import { entryKey, orderId as orderIdOf, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import type { NamedPerson } from '../loyalty/store-event.ts';
import { emailKey } from '../members/address-key.ts';
import { bury, forget, remainsOf, type ErasingNeeds, type Remains } from '../members/erase-person.ts';
import { NOBODY, tombstoneHashes } from '../members/personal.ts';
import type { EffectsDesk } from '../outbox/effects-desk.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { DataFiles } from './data-files.ts';
import { subjectKeys, type Subject } from './subject-key.ts';

export interface ErasureNeeds extends ErasingNeeds {
  /** What their orders and claims showed. */
  readonly forgetTraces: (storeId: StoreId, orderIds: readonly OrderId[], friendKeys: readonly string[]) => Promise<void>;
  /** What they agreed to. */
  readonly consents: Pick<ConsentStore, 'forget' | 'forgetWaiting'>;
  readonly ledger: Ledger;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly inbox: Pick<InboxStore, 'insert' | 'purge'>;
  readonly dataFiles: Pick<DataFiles, 'purge'>;
  readonly effects: Pick<EffectsDesk, 'purge' | 'removeFacts'>;
  readonly appended: (entry: Entry) => Promise<void>;
  /** What of a member's rewards the store still has must go: their points are written off. */
  readonly takeBack: (store: StoreRecord, memberIds: readonly MemberId[], reservationIds: readonly string[]) => Promise<void>;
  /** What of their referrals says who they were. */
  readonly forgetReferrals: (store: StoreRecord, memberIds: readonly MemberId[], cause: string) => Promise<void>;
}

/** Why and when: the inbox item that asked for it, and the instant from which on news is of somebody new. */
export interface Asked {
  readonly itemId: string;
  readonly at: number;
}

/** More orders than any person places. */
const ORDERS_MAX = 100_000;

export class Erasure {
  readonly #needs: ErasureNeeds;

  constructor(needs: ErasureNeeds) {
    this.#needs = needs;
  }

  /** One member, and everybody who was merged into them. Refused: the chain of somebody who was merged away is closed already. */
  async member(store: StoreRecord, memberId: MemberId, asked: Asked): Promise<Entry | Refused> {
    const { storeId } = store;
    const remains = await remainsOf(this.#needs, storeId, memberId);
    const spoken = await this.#spokenOf(store, remains);
    await bury(this.#needs, store, remains, asked.at);
    const inputHash = hashOfIntention('erase', storeId, memberId);
    const intention = { command: { kind: 'erase' } as const, key: entryKey(`erase:${memberId}`), inputHash };
    const answer = await this.#needs.ledger.append({ storeId, memberId, cause: asked.itemId, intend: () => intention });
    if (isRefused(answer)) return answer;
    await this.#needs.appended(answer.entry);
    const ids = remains.map(({ member }) => member.memberId);
    await this.#needs.takeBack(store, ids, reservationsOf(answer.entry));
    await this.#forget(store, remains, spoken, asked);
    return answer.entry;
  }

  /** Of somebody who was merged into another, whose points stay there: only what is personal. */
  async details(store: StoreRecord, memberId: MemberId, asked: Asked): Promise<void> {
    const remains = await remainsOf(this.#needs, store.storeId, memberId);
    const spoken = await this.#spokenOf(store, remains);
    await bury(this.#needs, store, remains, asked.at);
    await this.#forget(store, remains, spoken, asked);
  }

  /**
   * Whoever the request named, known or not: a mark, so that old news and imports bring nobody back, and an emptied inbox. A mark that is there
   * already knows better whose it is.
   */
  async trace(store: StoreRecord, person: NamedPerson, orderIds: readonly OrderId[], asked: Asked): Promise<void> {
    const { erasure } = this.#needs;
    const { externalId, email } = person;
    const hashes = tombstoneHashes(store, { externalId, guestEmailKey: null, profile: { ...NOBODY, email } });
    for (const hash of hashes) {
      if ((await erasure.find(store.storeId, [hash])) === null) {
        await erasure.bury(store.storeId, [hash], { memberId: null, erasedAt: asked.at });
      }
    }
    const orders = orderIds.map((id) => ({ kind: 'order', id }) as const);
    const spoken = [...subjectsOf(externalId, email), ...orders];
    await this.#needs.consents.forgetWaiting(store.storeId, orderIds);
    await this.#forgetTraces(store, spoken);
    await this.#purge(store, spoken, wordsOf([person]), asked);
  }

  async #forget(store: StoreRecord, remains: readonly Remains[], spoken: readonly Subject[], asked: Asked): Promise<void> {
    const persons = remains.map(({ member }) => ({ externalId: member.externalId, email: member.profile.email }));
    await this.#purge(store, spoken, wordsOf(persons), asked);
    for (const { member } of remains) {
      if (member.externalId !== null) await this.#needs.effects.removeFacts(store, member.memberId, member.externalId);
    }
    await this.#forgetConsents(store, remains, spoken);
    const ids = remains.map(({ member }) => member.memberId);
    await this.#needs.forgetReferrals(store, ids, asked.itemId);
    await this.#forgetTraces(store, spoken);
    // Last: what was purged was found by what is forgotten here.
    await forget(this.#needs, store, remains);
  }

  async #forgetConsents({ storeId }: StoreRecord, remains: readonly Remains[], spoken: readonly Subject[]): Promise<void> {
    const { consents } = this.#needs;
    for (const { member } of remains) await consents.forget(storeId, member.memberId);
    await consents.forgetWaiting(storeId, spoken.flatMap((subject) => (subject.kind === 'order' ? [orderIdOf(subject.id)] : []))); // prettier-ignore
  }

  async #forgetTraces(store: StoreRecord, spoken: readonly Subject[]): Promise<void> {
    const orders = spoken.flatMap((subject) => (subject.kind === 'order' ? [orderIdOf(subject.id)] : []));
    const friendKeys = spoken.flatMap((subject) => (subject.kind === 'address' ? (emailKey(store, subject.email) ?? []) : []));
    await this.#needs.forgetTraces(store.storeId, orders, friendKeys);
  }

  async #spokenOf({ storeId }: StoreRecord, remains: readonly Remains[]): Promise<Subject[]> {
    const subjects: Subject[] = [];
    for (const { member } of remains) {
      const orders = await this.#needs.orders.ofMember(storeId, member.memberId, ORDERS_MAX);
      subjects.push({ kind: 'member', id: member.memberId }, ...subjectsOf(member.externalId, member.profile.email));
      subjects.push(...orders.map(({ orderId }) => ({ kind: 'order', id: orderId }) as const));
    }
    return subjects;
  }

  /** Now, and once more when whatever is being worked on at this moment has ended. */
  async #purge(store: StoreRecord, about: readonly Subject[], words: readonly string[], { itemId, at }: Asked): Promise<void> {
    const { storeId } = store;
    const subjects = subjectKeys(store, about);
    const { inbox, dataFiles, effects } = this.#needs;
    await dataFiles.purge(storeId, subjects);
    await effects.purge(storeId, subjects);
    const mentions = (body: Buffer): boolean => {
      const text = body.toString('utf8').toLowerCase();
      return words.some((word) => text.includes(word));
    };
    await inbox.purge(storeId, { subjects, mentions, before: at, except: itemId });
    const body: PurgeBody = { subjects, before: at };
    const text = JSON.stringify(body);
    const dedupe = createHash('sha256').update(text).digest('hex');
    const dueAt = at + INBOX.purgeAgainMs;
    const again = {
      itemId: `purge-${dedupe}`,
      storeId,
      origin: 'clock',
      topic: PURGE,
      dedupe,
      headers: {},
      receivedAt: at,
      dueAt,
    } as const;
    await inbox.insert({ ...again, body: Buffer.from(text) });
  }
}

/** What was set aside when everything was written off. */
function reservationsOf({ moves }: Entry): string[] {
  return moves.flatMap((move) => (move.type === 'reservation-ended' ? [move.reservationId] : []));
}

function subjectsOf(externalId: string | null, email: string | null): Subject[] {
  return [
    ...(externalId === null ? [] : [{ kind: 'customer', id: externalId } as const]),
    ...(email === null ? [] : [{ kind: 'address', email } as const]),
  ];
}

/** For deliveries that nobody could read, and so nobody knows whom they are about. Ids shorter than this stand in too many numbers. */
const TELLING = 6;

function wordsOf(persons: readonly NamedPerson[]): string[] {
  const all = persons.flatMap(({ externalId, email }) => [externalId, email?.trim().toLowerCase() ?? null]);
  return all.flatMap((word) => (word !== null && word.length >= TELLING ? [word] : []));
}
