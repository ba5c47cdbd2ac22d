// One entry proved on top of the one before it. First quickly: replayed once, made into a text once, hashed once. Only what does not hold is
// looked at again with the very functions that guard every append, which name what is wrong.
import { hash } from 'node:crypto';
import { applyMove } from '../../loyalty/ledger/apply-move.ts';
import { canonicalEntry, canonicalState, parseState } from '../../loyalty/ledger/canonical.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import {
  brokenBy,
  closedHoldsNothing,
  hashesChain,
  lotsHaveOneEnd,
  lotsMatchBuckets,
  movesArePositiveIntegers,
  nothingIsNegative,
  positionEqualsFlows,
  reservationsMatchTakes,
  sequenceHasNoGap,
  type Broken,
} from '../../loyalty/ledger/invariants.ts';
import { EMPTY_STATE, type MemberState } from '../../loyalty/ledger/state.ts';
import { hashOfEntry } from '../hash.ts';
import type { StoredEntry } from './ports.ts';
import type { StateTexts } from './state-text.ts';

/** An entry that was looked at, and the state after it: what the next one stands on. */
export interface Link {
  readonly bare: Entry;
  readonly after: MemberState;
}

export interface Proved extends Link {
  readonly broken: readonly Broken[];
}

const EMPTY_TAIL = `${JSON.stringify(canonicalState(EMPTY_STATE))}]`;

/** The hash, with the stored text of the state put where canonicalEntry would write it again; null when that form has changed. */
function quickHash(bare: Entry, state: string): string | null {
  const text = canonicalEntry(bare);
  if (!text.endsWith(EMPTY_TAIL)) return null;
  return hash('sha256', `${text.slice(0, -EMPTY_TAIL.length)}${JSON.stringify(state)}]`, 'hex');
}

function replayed(before: MemberState, { moves }: Entry): MemberState | null {
  try {
    return moves.reduce(applyMove, before);
  } catch {
    return null;
  }
}

function statePromises(before: MemberState, { moves }: Entry, after: MemberState): boolean {
  return (
    movesArePositiveIntegers(moves) === null &&
    nothingIsNegative(after) === null &&
    lotsMatchBuckets(after) === null &&
    reservationsMatchTakes(after) === null &&
    lotsHaveOneEnd(after) === null &&
    closedHoldsNothing(after) === null &&
    positionEqualsFlows(moves, before, after) === null
  );
}

/** The state after the entry when everything holds, else null. */
function holds(previous: Link | null, { bare, state }: StoredEntry, texts: StateTexts): MemberState | null {
  const before = previous?.after ?? EMPTY_STATE;
  if (sequenceHasNoGap(previous?.bare ?? null, bare) !== null || bare.prevHash !== (previous?.bare.hash ?? '')) return null;
  const after = replayed(before, bare);
  if (after === null || texts.of(after) !== state || !statePromises(before, bare, after)) return null;
  return quickHash(bare, state) === bare.hash ? after : null;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs one look; a document so damaged that it cannot be looked at is a finding too. */
function look(invariant: string, at: () => Broken[] | Broken | null): Broken[] {
  try {
    const found = at();
    return found === null ? [] : Array.isArray(found) ? found : [found];
  } catch (error) {
    return [{ invariant, detail: message(error) }];
  }
}

function named(previous: Link | null, stored: StoredEntry): Proved {
  const before = previous === null ? null : { ...previous.bare, after: previous.after };
  let after: MemberState;
  try {
    after = parseState(stored.state);
  } catch (error) {
    const unreadable = { invariant: 'entry-can-be-read', detail: `its state is not one: ${message(error)}` };
    return { bare: stored.bare, after: before?.after ?? EMPTY_STATE, broken: [unreadable] };
  }
  const entry = { ...stored.bare, after };
  const broken = look('replay-gives-stored-state', () => brokenBy(before, entry, hashOfEntry));
  // A replay that threw hid the others: these two need no replay.
  const chained = ['sequence-has-no-gap', 'hashes-chain', 'time-runs-forward'];
  if (!broken.some(({ invariant }) => chained.includes(invariant))) {
    broken.push(...look('entry-can-be-read', () => sequenceHasNoGap(before, entry)));
    broken.push(...look('entry-can-be-read', () => hashesChain(before, entry, hashOfEntry)));
  }
  if (broken.length === 0 && canonicalState(after) !== stored.state)
    broken.push({ invariant: 'replay-gives-stored-state', detail: 'the state is written in another form than the canonical one' });
  return { bare: stored.bare, after, broken };
}

export function proveEntry(previous: Link | null, stored: StoredEntry, texts: StateTexts): Proved {
  try {
    const after = holds(previous, stored, texts);
    if (after !== null) return { bare: stored.bare, after, broken: [] };
  } catch {
    // Named below, where each look is taken by itself.
  }
  return named(previous, stored);
}
