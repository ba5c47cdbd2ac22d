// What a level gives to whoever enters it for the first time: an award like any other, of what the program's budget has left, once for ever.
import type { EffectGrants } from '../allowances/effect-grants.ts';
import { programBudget } from '../allowances/allowance.ts';
import { expiresFrom } from '../loyalty/earning/dates.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Award } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Program } from '../loyalty/program/program.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { ENTRY_POINTS } from './earned-by.ts';

export interface Entering {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly tierId: string;
  readonly enteredAt: number;
  /** The points are dated then: what was entered long ago must not have expired before it is given. */
  readonly toldAt: number;
  readonly cause: string;
}

export interface EntryPointsOptions {
  readonly grants: Pick<EffectGrants, 'grant'>;
  readonly programAt: (storeId: StoreId, at: number) => Promise<Program>;
}

export class EntryPoints {
  readonly #options: EntryPointsOptions;

  constructor(options: EntryPointsOptions) {
    this.#options = options;
  }

  /** By the version in force when the level was entered. It counts in the member's chain too, and travels with a merge. */
  async award({ storeId, memberId, tierId, enteredAt, toldAt: at, cause }: Entering): Promise<Entry | Refused> {
    const program = await this.#options.programAt(storeId, enteredAt);
    const level = program.tiers?.levels.find(({ id }) => id === tierId);
    if (!program.active) return refuse('program-paused', `version ${program.version} of the program is paused`);
    if (level === undefined || level.entryPoints === 0) return refuse('nothing-to-do', `level ${tierId} gives nothing`);
    const { name, entryPoints: amount } = level;
    const limit = { rule: `tier/${tierId}`, period: 'lifetime', times: 1, points: null };
    const dates = { availableAt: at, expiresAt: expiresFrom(at, program) };
    const command = (points: number): Award => {
      const budget = points < amount ? { beforeBudget: amount } : {};
      const explain = JSON.stringify({ tier: tierId, name, programVersion: program.version, points, ...budget });
      return { kind: 'award', ref: `tier/${tierId}`, points, ...dates, limit, explain };
    };
    const effect = { key: `${ENTRY_POINTS}${memberId}:${tierId}`, memberId, amount, command, cause };
    const granted = await this.#options.grants.grant(storeId, programBudget(program, at), effect);
    return isRefused(granted) ? granted : granted.entry;
  }
}
