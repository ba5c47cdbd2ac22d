// Something limited across members, granted exactly as often as there is of it: take a share, write the member's entry, give the share back
// if the member's entry is refused. Three writes and no transaction, so a process may die between any two of them.
//
// What makes it exact without waiting or guessing whether somebody still lives: the n-th give-back of an effect has the same key as the
// member's entry that the n-th share was taken for. One key, one entry: either the member has it or the share went back, never both,
// whoever comes first. A sweep may therefore run at any moment, even against a process that is only slow.
import { hashOfIntention } from '../../../src/ledger/hash.ts';
import type { Appended, Ledger } from '../../../src/ledger/ledger.ts';
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts';
import { entryKey, memberId, type EntryKey, type MemberId, type StoreId } from '../../../src/loyalty/ids.ts';
import type { Command } from '../../../src/loyalty/ledger/command.ts';
import { isRefused, type Refused } from '../../../src/loyalty/refusal.ts';

export interface Allowance {
  readonly kind: 'budget' | 'cap';
  readonly id: string;
  readonly period: string;
  readonly limit: number;
}

export interface Effect {
  /** Names the fact, once and for ever; no `#` in it. */
  readonly key: string;
  readonly memberId: MemberId;
  readonly command: Command;
  readonly amount: number;
  readonly cause: string;
}

export interface LimitedOptions {
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
}

const PAGE = 500;
export const chainOf = ({ kind, id, period }: Allowance): MemberId => memberId(`allowance:${kind}:${id}:${period}`);
const takeKey = (effect: string, n: number): EntryKey => entryKey(`take:${effect}#${n}`);
/** Of the member's entry, or of the give-back: whichever is written first. */
const fateKey = (effect: string, n: number): EntryKey => entryKey(`grant:${effect}#${n}`);

export class Limited {
  readonly #options: LimitedOptions;

  constructor(options: LimitedOptions) {
    this.#options = options;
  }

  /** The member's entry, or why there is none. Asked again for the same effect it gives the same entry. */
  async grant(store: StoreId, allowance: Allowance, effect: Effect): Promise<Appended | Refused> {
    for (let n = 0; ; n += 1) {
      const fate = await this.#options.entries.byKey(store, fateKey(effect.key, n));
      if (fate?.kind === 'allowance-give') continue;
      if (fate !== null) return { entry: fate, fresh: false };
      const taken = await this.#take(store, allowance, effect, n);
      if (isRefused(taken)) return taken;
      const granted = await this.#write(store, effect, n);
      if (!isRefused(granted)) return granted;
      // A sweep was faster: the share is gone, so a new one is needed.
      if (granted.refused === 'key-reused') continue;
      const { amount, cause } = effect;
      await this.#give(store, chainOf(allowance), { effect: effect.key, n, amount, cause });
      return granted;
    }
  }

  /** Gives back every share whose member has no entry; says how many. */
  async sweep(store: StoreId, allowance: Allowance, cause: string): Promise<number> {
    let given = 0;
    for await (const { effect, n, amount } of this.#takes(store, allowance)) {
      if ((await this.#options.entries.byKey(store, fateKey(effect, n))) !== null) continue;
      if (await this.#give(store, chainOf(allowance), { effect, n, amount, cause })) given += 1;
    }
    return given;
  }

  async #take(store: StoreId, allowance: Allowance, { key, amount, cause }: Effect, n: number): Promise<Appended | Refused> {
    const command = { kind: 'allowance-take', amount, limit: allowance.limit, of: allowance.kind } as const;
    const intention = { command, key: takeKey(key, n), inputHash: hashOfIntention('allowance-take', chainOf(allowance), amount) };
    return this.#options.ledger.append({ storeId: store, memberId: chainOf(allowance), cause, intend: () => intention });
  }

  async #write(store: StoreId, { key, memberId: member, command, amount, cause }: Effect, n: number): Promise<Appended | Refused> {
    const intention = { command, key: fateKey(key, n), inputHash: hashOfIntention('limited', key, member, amount) };
    return this.#options.ledger.append({ storeId: store, memberId: member, cause, intend: () => intention });
  }

  /** False: the member's entry, or another give-back, was there first. */
  async #give(store: StoreId, chain: MemberId, share: { effect: string; n: number; amount: number; cause: string }): Promise<boolean> {
    const { effect, n, amount, cause } = share;
    const intention = {
      command: { kind: 'allowance-give', amount } as const,
      key: fateKey(effect, n),
      inputHash: hashOfIntention('allowance-give', chain, effect, n, amount),
    };
    const answer = await this.#options.ledger.append({ storeId: store, memberId: chain, cause, intend: () => intention });
    return !isRefused(answer) && answer.fresh;
  }

  async *#takes(store: StoreId, allowance: Allowance): AsyncGenerator<{ effect: string; n: number; amount: number }> {
    let page = await this.#options.entries.history(store, chainOf(allowance), null, PAGE);
    while (page.length > 0) {
      for (const { kind, key, moves } of page) {
        const [, effect, n] = /^take:(.*)#(\d+)$/.exec(key) ?? [];
        const [move] = moves;
        if (kind !== 'allowance-take' || effect === undefined || move?.type !== 'allowance') continue;
        yield { effect, n: Number(n), amount: move.taken };
      }
      page = await this.#options.entries.history(store, chainOf(allowance), page.at(-1)?.seq ?? 0, PAGE);
    }
  }
}
