// Something limited, granted to one effect (an award, a reservation) exactly as often as there is of it: take a share, write the member's
// entry, give the share back if the member's entry is refused. Three writes and no transaction, so a process may die between any two of them.
//
// What makes it exact without waiting or guessing whether somebody still lives: the n-th give-back of an effect has the same key as the
// member's entry that the n-th share was taken for. One key, one entry: either the member has it or the share went back, never both,
// whoever comes first. A sweep may therefore run at any moment, even against a process that is only slow.
import { hashOfIntention } from '../ledger/hash.ts';
import type { Appended, Intention, Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Command } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import { chainOf, type Allowance } from './allowance.ts';
import { amountOf, backKey, fateKey, takeKey } from './share-keys.ts';

export interface Effect {
  /** Names the fact, once and for ever; it names nobody, and has no `#` in it. */
  readonly key: string;
  readonly memberId: MemberId;
  readonly amount: number;
  /** For the whole amount, or for what was left of a budget. */
  readonly command: (granted: number) => Command;
  readonly cause: string;
}

/** A share that was taken, and for what. */
export interface Share {
  readonly chain: MemberId;
  readonly effect: string;
  readonly n: number;
  readonly amount: number;
  readonly cause: string;
}

export interface EffectGrantsOptions {
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'byKey' | 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  /** Called after every write, as for every entry. */
  readonly appended: (entry: Entry) => Promise<void>;
}

export class EffectGrants {
  readonly #options: EffectGrantsOptions;

  constructor(options: EffectGrantsOptions) {
    this.#options = options;
  }

  /** The member's entry, or why there is none. Asked again for the same effect it gives the same entry. Null: there is no end to it. */
  async grant(store: StoreId, allowance: Allowance | null, effect: Effect): Promise<Appended | Refused> {
    if (allowance === null) return this.#write(store, effect, 0, effect.amount);
    for (let n = 0; ; n += 1) {
      const fate = await this.#options.entries.byKey(store, fateKey(effect.key, n));
      if (fate?.kind === 'allowance-give') continue;
      if (fate !== null) return this.#shown({ entry: fate, fresh: false });
      const taken = await this.#take(store, allowance, effect, n);
      if (isRefused(taken)) return taken;
      const granted = await this.#write(store, effect, n, amountOf(taken.entry));
      if (!isRefused(granted)) return granted;
      // A sweep was faster: the share is gone, so a new one is needed.
      if (granted.refused === 'key-reused') continue;
      const share = { chain: chainOf(allowance), effect: effect.key, n, amount: amountOf(taken.entry), cause: effect.cause };
      await this.giveUnused(store, share);
      return granted;
    }
  }

  /** Gives back a share that nobody used. False: the member's entry, or another give-back, was there first. */
  async giveUnused(store: StoreId, share: Share): Promise<boolean> {
    return this.#give(store, share, fateKey(share.effect, share.n));
  }

  /**
   * What was granted is no longer used (a reservation was released): its share goes back, once, however often this is repeated. False: there
   * is nothing to give back. Whoever needs the thing again asks for it as another effect.
   */
  async giveBack(store: StoreId, allowance: Allowance, effect: string, cause: string): Promise<boolean> {
    const { entries } = this.#options;
    for (let n = 0; ; n += 1) {
      const [fate, taken] = await Promise.all([entries.byKey(store, fateKey(effect, n)), entries.byKey(store, takeKey(effect, n))]);
      if (fate === null || taken === null) return false;
      if (fate.kind === 'allowance-give') continue;
      return this.#give(store, { chain: chainOf(allowance), effect, n, amount: amountOf(taken), cause }, backKey(effect, n));
    }
  }

  async #take(store: StoreId, allowance: Allowance, { key, amount, cause }: Effect, n: number): Promise<Appended | Refused> {
    const { limit, of } = allowance;
    const chain = chainOf(allowance);
    const inputHash = hashOfIntention('allowance-take', chain, key, amount);
    const intend = async (): Promise<Intention> => {
      const left = of === 'cap' ? amount : await this.#left(store, allowance);
      const wanted = left > 0 ? Math.min(left, amount) : amount;
      return { command: { kind: 'allowance-take', amount: wanted, limit, of }, key: takeKey(key, n), inputHash };
    };
    return this.#shown(await this.#options.ledger.append({ storeId: store, memberId: chain, cause, intend }));
  }

  /** Read after the head the ledger builds on: if it is newer, the insert loses its race and all of it is asked again. */
  async #left(store: StoreId, allowance: Allowance): Promise<number> {
    const head = await this.#options.entries.head(store, chainOf(allowance));
    return allowance.limit - (head?.after.taken ?? 0);
  }

  async #write(store: StoreId, effect: Effect, n: number, granted: number, member = effect.memberId): Promise<Appended | Refused> {
    const inputHash = hashOfIntention('granted', effect.key, effect.memberId, effect.amount);
    const intention = { command: effect.command(granted), key: fateKey(effect.key, n), inputHash };
    const { ledger, persons } = this.#options;
    const answer = await ledger.append({ storeId: store, memberId: member, cause: effect.cause, intend: () => intention });
    if (!isRefused(answer) || answer.refused !== 'member-merged') return this.#shown(answer);
    return this.#write(store, effect, n, granted, await persons.present(store, member));
  }

  async #give(store: StoreId, { chain, effect, n, amount, cause }: Share, key: Intention['key']): Promise<boolean> {
    const inputHash = hashOfIntention('allowance-give', chain, effect, n, amount);
    const intention = { command: { kind: 'allowance-give', amount } as const, key, inputHash };
    const answer = await this.#options.ledger.append({ storeId: store, memberId: chain, cause, intend: () => intention });
    const shown = await this.#shown(answer);
    return !isRefused(shown) && shown.fresh;
  }

  /** Whoever wrote it before may have died before showing it; an older row never replaces a newer one. */
  async #shown(answer: Appended | Refused): Promise<Appended | Refused> {
    if (!isRefused(answer)) await this.#options.appended(answer.entry);
    return answer;
  }
}
