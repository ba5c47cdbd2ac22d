// Whose facts must be written to the store again. Noting somebody costs nothing where points move: names are kept in memory and written down together
// every second. What a process took with it when it died is found by looking at whose balance changed lately.
import type { Logger } from 'pino';
import { MEMBER_FACTS } from '../limits.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { MemberStore } from '../members/member-store.ts';
import { Noted } from '../members/noted.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { WRITE_MEMBER_FACTS, type WriteMemberFactsBody } from './effects/write-member-facts.ts';
import type { Glance, NewEffect, OutboxStore } from './outbox-store.ts';

export interface MemberFactsNeeds {
  readonly outbox: Pick<OutboxStore, 'restate' | 'glance'>;
  readonly members: Pick<MemberStore, 'many'>;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  /** Whose effects an erasure finds. */
  readonly subjectOf: (store: StoreRecord, memberId: MemberId) => string | null;
  readonly clock: () => number;
  readonly log: Logger;
}

/** Another process's clock may be this much ahead: what is due so soon may be under way. */
const NEARLY_DUE_MS = 2_000;

export const factsEffectId = (memberId: MemberId): string => `${WRITE_MEMBER_FACTS}/${memberId}`;

export class MemberFactsToWrite {
  readonly #needs: MemberFactsNeeds;
  readonly #noted: Noted<MemberId>;

  constructor(needs: MemberFactsNeeds) {
    this.#needs = needs;
    const failed = 'whose facts a store must be told could not be written down; trying again';
    const work = (storeId: StoreId, noted: readonly MemberId[]): Promise<void> => this.#write(storeId, noted);
    this.#noted = new Noted({ everyMs: MEMBER_FACTS.flushMs, work, failed, log: needs.log });
  }

  /** Something that themes read of a member may have changed. */
  note(storeId: StoreId, memberId: MemberId): void {
    this.#noted.note(storeId, memberId);
  }

  /** Whether this store has a place for them. */
  async canWrite(storeId: StoreId): Promise<boolean> {
    const store = await this.#needs.directory.get(storeId);
    return store !== null && (this.#needs.connect(store)?.writeMemberFacts ?? null) !== null;
  }

  start(): void {
    this.#noted.start();
  }

  /** Writes down whom it has noted. */
  async stop(): Promise<void> {
    await this.#noted.stop();
  }

  /** Never throws: whom it could not write down stays noted. */
  async flush(): Promise<void> {
    await this.#noted.flush();
  }

  async #write(storeId: StoreId, noted: readonly MemberId[]): Promise<void> {
    const { outbox, members, directory, clock } = this.#needs;
    const store = await directory.get(storeId);
    if (store === null || !(await this.canWrite(storeId))) return;
    const now = clock();
    const known = await members.many(storeId, noted);
    const customers = known.filter(({ externalId }) => externalId !== null);
    const glances = await outbox.glance(storeId, customers.map(({ memberId }) => factsEffectId(memberId))); // prettier-ignore
    const effects = customers.flatMap(({ memberId }) => this.#effect(store, memberId, glances.get(factsEffectId(memberId)), now));
    await outbox.restate(effects);
  }

  /** None when one waits that nobody takes yet: it will read what is true then. */
  #effect(store: StoreRecord, memberId: MemberId, seen: Glance | undefined, now: number): NewEffect[] {
    if (seen?.waitsUntil != null && seen.waitsUntil > now + NEARLY_DUE_MS) return [];
    // One that is under way is as good as done now.
    const last = seen === undefined ? 0 : (seen.doneAt ?? now);
    const dueAt = Math.max(now + MEMBER_FACTS.soonMs, last + MEMBER_FACTS.apartMs);
    const subject = this.#needs.subjectOf(store, memberId);
    const body = { memberId } satisfies WriteMemberFactsBody;
    return [{ effectId: factsEffectId(memberId), storeId: store.storeId, kind: WRITE_MEMBER_FACTS, subject, body, createdAt: now, dueAt }];
  }
}
