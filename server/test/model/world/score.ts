// How often each command was accepted and refused: a run that never reached a command proves nothing about it.
import { COMMAND_KINDS, type CommandKind } from '../../../src/loyalty/ledger/entry.ts';
import type { Refusal } from '../../../src/loyalty/refusal.ts';

export type Counts = Readonly<Record<string, number>>;

export class Score {
  readonly counts: Record<string, number> = {};
  endedEarly = 0;

  count(kind: CommandKind, refused: Refusal | null): void {
    const name = `${kind} ${refused ?? 'accepted'}`;
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }
}

export function added(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [name, n] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

export const acceptedOf = (counts: Counts, kind: CommandKind): number => counts[`${kind} accepted`] ?? 0;

/** One line per command: accepted, and refused by name. */
export function tableOf(counts: Counts): string {
  const lines = COMMAND_KINDS.map((kind) => {
    const refused = Object.entries(counts).filter(([name]) => name.startsWith(`${kind} `) && name !== `${kind} accepted`);
    const why = refused.map(([name, n]) => `${name.slice(kind.length + 1)} ${n}`).join(', ');
    return `${kind.padEnd(16)}${String(acceptedOf(counts, kind)).padStart(8)} accepted   refused: ${why || 'never'}`;
  });
  return lines.join('\n');
}
