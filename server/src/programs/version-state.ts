// What became of a version by now: a program's versions follow each other by when they come into force, not by their numbers.
import { inForceAt } from '../loyalty/program/in-force.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { Version } from './version-store.ts';

export type VersionState = 'past' | 'live' | 'scheduled' | 'cancelled';

/** Those that are, were or will be in force. */
export const standingPrograms = (versions: readonly Version[]): Program[] =>
  versions.filter(({ cancelledAt }) => cancelledAt === null).map(({ program }) => program);

export function liveVersion(versions: readonly Version[], now: number): Version | null {
  const standing = versions.filter(({ cancelledAt }) => cancelledAt === null);
  const live = inForceAt(standing.map(({ program }) => program), now); // prettier-ignore
  return standing.find(({ program }) => program === live) ?? null;
}

export function stateOf(version: Version, live: Version | null, now: number): VersionState {
  if (version.cancelledAt !== null) return 'cancelled';
  if (version.program.version === live?.program.version) return 'live';
  return version.program.inForceFrom > now ? 'scheduled' : 'past';
}
