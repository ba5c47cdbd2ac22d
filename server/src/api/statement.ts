// Entries with everything a statement needs besides them: reasons are kept outside the ledger, and a debt is shown or not by the program.
import type { HistoryLine } from '../contract/index.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { invalidInput } from './http-problem.ts';
import type { Services } from './services.ts';
import { orderNames } from './order-names.ts';
import { historyLine, reservationIdOf, type StatementNeeds } from './views/history-line.ts';
import { noteIdOf } from './views/explanation.ts';

export interface StatedEntry {
  readonly entry: Entry;
  readonly line: HistoryLine;
}

type Needs = Pick<Services, 'notes' | 'programNow' | 'ledger' | 'redemptions' | 'orders'>;

/** Which rewards the entries are about, and what the orders are called that spent them. */
async function rewardsOf(services: Needs, storeId: StoreId, entries: readonly Entry[]): Promise<Pick<StatementNeeds, 'rewards' | 'orderNames'>> {
  const ids = [...new Set(entries.flatMap((entry) => reservationIdOf(entry) ?? []))];
  const [redemptions, names] = await Promise.all([
    services.redemptions.many(storeId, ids),
    orderNames(services, storeId, entries.flatMap(({ redemption }) => redemption?.orderId ?? [])),
  ]);
  return { rewards: new Map(redemptions.map((one) => [one.reservationId, one])), orderNames: names };
} // prettier-ignore

export async function statement(services: Needs, storeId: StoreId, entries: readonly Entry[]): Promise<StatedEntry[]> {
  if (entries.length === 0) return [];
  const noteIds = entries.filter((entry) => entry.kind === 'adjust').flatMap((entry) => noteIdOf(entry.explain) ?? []);
  const [notes, program, about] = await Promise.all([
    noteIds.length === 0 ? [] : services.notes.many(storeId, noteIds),
    services.programNow(storeId),
    rewardsOf(services, storeId, entries),
  ]);
  const reasons = new Map(notes.map((note) => [note.noteId, note.text]));
  return entries.flatMap((entry) => {
    const line = historyLine(entry, { reasons, negative: program.negative, ...about });
    return line === null ? [] : [{ entry, line }];
  });
}

function sequenceOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[1-9]\d{0,14}$/u.test(cursor)) throw invalidInput('not a position in this list', 'cursor');
  return Number(cursor);
}

export interface HistoryPage {
  readonly items: HistoryLine[];
  readonly next: string | null;
}

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface StatedPage {
  readonly stated: readonly StatedEntry[];
  readonly next: string | null;
}

/** A chain has no gaps, so the sequence of its last line shown says whether anything follows. */
export async function statedPage(services: Needs, storeId: StoreId, memberId: MemberId, page: Asked): Promise<StatedPage> {
  const entries = await services.ledger.history(storeId, memberId, sequenceOf(page.cursor), page.limit);
  const stated = await statement(services, storeId, entries);
  const last = entries.at(-1);
  return { stated, next: last === undefined || last.seq === 1 ? null : String(last.seq) };
}

export async function historyPage(services: Needs, storeId: StoreId, memberId: MemberId, page: Asked): Promise<HistoryPage> {
  const { stated, next } = await statedPage(services, storeId, memberId, page);
  return { items: stated.map(({ line }) => line), next };
}
