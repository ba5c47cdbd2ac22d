// What the merchant promised, as an immutable version. An order is judged by the version in force when it was placed.

export interface Program {
  /** 1, 2, 3, ... per store. */
  readonly version: number;
  /** Half-open: in force from this instant until the next version's. */
  readonly inForceFrom: number;
  readonly active: boolean;
  readonly currency: string;
  /** Points per whole unit of the currency, in basis points: 10000 is one point. */
  readonly rateBasisPoints: number;
  /** What happens when more is taken back than is there: see the glossary, "deficit". */
  readonly negative: 'allow' | 'carry' | 'write-off';
  /** How long a lot that comes back from a reward stays after its expiry, once. */
  readonly graceMs: number;
  /** An adjustment of more points needs approval; null: none does. */
  readonly approvalAbove: number | null;
}

const DAY_MS = 86_400_000;
const POLICY = { negative: 'allow', graceMs: 30 * DAY_MS, approvalAbove: null } as const;

/** Of a newly added store, until the merchant edits it: 1 point per whole unit, no hold, no expiry, negative balances allowed. */
export function defaultProgram(currency: string): Program {
  return { version: 1, inForceFrom: 0, active: true, currency, rateBasisPoints: 10_000, ...POLICY };
}

/** The version in force at an instant; `versions` in any order. Null only when there is none at all. */
export function inForceAt(versions: readonly Program[], at: number): Program | null {
  const started = versions
    .filter((program) => program.inForceFrom <= at)
    .sort((a, b) => b.inForceFrom - a.inForceFrom || b.version - a.version);
  return started[0] ?? versions.toSorted((a, b) => a.version - b.version)[0] ?? null;
}
