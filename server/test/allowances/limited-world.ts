// A store with things that are limited, and somebody who asks for them. Awards stand for all effects: they are the shortest.
import { rewardStock, type Allowance } from '../../src/allowances/allowance.ts';
import type { Effect } from '../../src/allowances/effect-grants.ts';
import type { Appended } from '../../src/ledger/ledger.ts';
import { entryKey, memberId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { fateKey } from '../../src/allowances/share-keys.ts';
import { award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';

export const budgetOf = (points: number, name = 'program'): Allowance => ({ name: `budget/${name}`, limit: points, of: 'budget' });

export function stockOf(pieces: number, id = 'teapot'): Allowance {
  const stock = rewardStock({ id, stock: pieces });
  if (stock === null) throw new Error('a stock was asked for');
  return stock;
}

export class LimitedWorld {
  readonly core: TestCore;
  readonly shop: StoreId;

  private constructor(core: TestCore, shop: StoreId) {
    this.core = core;
    this.shop = shop;
  }

  static async open(): Promise<LimitedWorld> {
    const core = await aCore();
    return new LimitedWorld(core, await core.addStore());
  }

  effect(key: string, amount: number, change: Partial<Effect> = {}): Effect {
    const command = (granted: number) => award(granted, { ref: key });
    return { key, memberId: memberId(`m-${key}`), amount, command, cause: 'test', ...change };
  }

  /** The refusal's name, or the points that the member's entry gave. */
  async asks(allowance: Allowance, effect: Effect): Promise<string | number> {
    const answer = await this.core.grants.effects.grant(this.shop, allowance, effect);
    return isRefused(answer) ? answer.refused : pointsOf(answer);
  }

  /** Dies after the share was taken: the member's entry is never written. */
  async diesAsking(allowance: Allowance, effect: Effect): Promise<void> {
    const { entries } = this.core;
    const append = entries.append.bind(entries);
    entries.append = (entry) => (entry.kind.startsWith('allowance') ? append(entry) : Promise.reject(new Error('killed')));
    const died = await this.core.grants.effects.grant(this.shop, allowance, effect).then(
      () => false,
      () => true,
    );
    entries.append = append;
    if (!died) throw new Error('nobody died');
  }

  async fate(effect: string, n = 0): Promise<Entry | null> {
    return this.core.entries.byKey(this.shop, fateKey(effect, n));
  }

  async taken(chain: MemberId): Promise<number> {
    return (await this.core.entries.head(this.shop, chain))?.after.taken ?? 0;
  }

  async byKey(key: string): Promise<Entry | null> {
    return this.core.entries.byKey(this.shop, entryKey(key));
  }

  close(): Promise<void> {
    return this.core.database.close();
  }
}

function pointsOf({ entry }: Appended): number {
  return entry.moves.reduce((sum, move) => sum + (move.type === 'points' && move.from === 'program:issued' ? move.points : 0), 0);
}
