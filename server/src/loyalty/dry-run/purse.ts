// Limits and budgets where nothing is kept: what was taken is remembered for the run and forgotten with it.
import type { Allow } from '../earning/calculation/allowed.ts';

export class Purse {
  readonly #taken = new Map<string, number>();

  /** For one order of one member: as much as is left. */
  of(memberId: string): Allow {
    return ({ key, scope, wanted, limit }) => {
      const name = scope === 'member' ? `${memberId}/${key}` : key;
      const taken = this.#taken.get(name) ?? 0;
      const granted = Math.max(0, Math.min(wanted, limit - taken));
      this.#taken.set(name, taken + granted);
      return granted;
    };
  }
}
