// What a proof found wrong, where, and what to do about it. Finding something is an answer, not an error.
import type { OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';

/** Where something is wrong: a chain and an entry, or the whole store ('' and 0). */
export interface Place {
  readonly memberId: string;
  readonly seq: number;
  readonly orderId?: OrderId;
}

export interface Problem extends Broken, Place {
  readonly storeId: StoreId;
  /** What to do, in one sentence. */
  readonly advice: string;
}

export const STORE_WIDE: Place = { memberId: '', seq: 0 };

const TAMPERED =
  'Stored data was changed outside of Lasting: take this member’s entries from the last backup that verifies, and look who can write to the database.';
const ADVICE: Readonly<Record<string, string>> = {
  'projections-equal-the-ledger': 'Run `npm run lasting -- rebuild`: it is derived data and can always be made again.',
  'given-equals-deserved':
    'Look at it with `npm run lasting -- orders show`, replay dead letters, or let the store send the order again: what is missing is posted by itself.',
  'order-is-known': 'Its document was removed: restore it from a backup, or let the store send the order again.',
  'judgement-never-changes': 'The judgement in its document was changed outside of Lasting: restore the document from a backup.',
  'dates-are-as-deserved': 'Let the store send the order again: its lots get their dates by themselves.',
  'one-entry-per-key': 'Restart Lasting: it makes the index anew and refuses to start while stored entries contradict it.',
  'every-share-is-used':
    'Start a worker: it gives back what nobody used of a budget or a stock. If one runs, look in its log for what it could not end.',
  'spent-equals-carried':
    'Let the store send the order again, or replay dead letters: what is spent on a reward is told anew from the orders that carry its code.',
  'entries-name-nobody': 'Personal data belongs in members and notes only: find what wrote it, and ask for help before erasing anything.',
  'checkpoints-are-sealed':
    'A checkpoint is not as this server sealed it: restore the collection `checkpoints` from a backup, and look who can write to the database.',
  'checkpoints-are-complete':
    'A checkpoint was removed: restore the collection `checkpoints` from a backup, and look who can write to the database.',
  'checkpoints-match': TAMPERED,
};

const PROBLEMS_KEPT = 100;

/** The first findings, and how many there are: a wrecked store must not fill the memory. */
export class Findings {
  readonly problems: Problem[] = [];
  count = 0;
  readonly #storeId: StoreId;

  constructor(storeId: StoreId) {
    this.#storeId = storeId;
  }

  add({ memberId, seq, orderId }: Place, ...broken: readonly Broken[]): void {
    this.count += broken.length;
    for (const { invariant, detail } of broken.slice(0, Math.max(0, PROBLEMS_KEPT - this.problems.length))) {
      const advice = ADVICE[invariant] ?? TAMPERED;
      const place = { storeId: this.#storeId, memberId, seq, ...(orderId === undefined ? {} : { orderId }) };
      this.problems.push({ ...place, invariant, detail: detail.slice(0, 500), advice });
    }
  }
}
