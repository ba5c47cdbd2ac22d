// Balance rows as a projection: what a row shows, and how it is put right while appends go on.
import type { LedgerReader, ShownRow } from '../ledger/verification/ports.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { BalanceRow, BalanceStore } from './balance-store.ts';
import type { Projection } from './projection.ts';
import { balanceRow } from './show-balance.ts';

/** Rows in the order of members, and the writes only a repair makes: each names the very row it was decided on. */
export interface BalanceRows {
  between(storeId: StoreId, after: MemberId | null, until: MemberId | null): Promise<BalanceRow[]>;
  one(storeId: StoreId, memberId: MemberId): Promise<BalanceRow | null>;
  /** Does nothing when there is a row by now. */
  insert(row: BalanceRow): Promise<void>;
  /** Does nothing when the stored row is no longer `seen`. */
  replace(seen: BalanceRow, row: BalanceRow): Promise<void>;
  remove(seen: BalanceRow): Promise<void>;
}

const LOOKS_MAX = 50;

/** Equal when the rows show the same, whatever order their fields are stored in. */
function textOfRow({ at, available, pending, reserved, deficit, nextDueAt }: BalanceRow): string {
  return JSON.stringify([at, available, pending, reserved, deficit, nextDueAt]);
}

function shown(row: BalanceRow): ShownRow {
  return { memberId: row.memberId, seq: row.seq, text: textOfRow(row) };
}

export class BalanceProjection implements Projection {
  readonly name = 'balances';
  readonly #rows: BalanceRows;
  readonly #balances: Pick<BalanceStore, 'show'>;
  readonly #reader: Pick<LedgerReader, 'head'>;

  constructor(rows: BalanceRows, balances: Pick<BalanceStore, 'show'>, reader: Pick<LedgerReader, 'head'>) {
    this.#rows = rows;
    this.#balances = balances;
    this.#reader = reader;
  }

  textOf(head: Entry): string {
    return textOfRow(balanceRow(head));
  }

  async one(storeId: StoreId, memberId: MemberId): Promise<ShownRow | null> {
    const row = await this.#rows.one(storeId, memberId);
    return row === null ? null : shown(row);
  }

  async rows(storeId: StoreId, after: MemberId | null, until: MemberId | null): Promise<ShownRow[]> {
    return (await this.#rows.between(storeId, after, until)).map(shown);
  }

  async restore(storeId: StoreId, after: MemberId | null, until: MemberId | null, heads: readonly Entry[]): Promise<number> {
    const rows = new Map((await this.rows(storeId, after, until)).map((row) => [row.memberId, row]));
    const older: BalanceRow[] = [];
    const doubtful: MemberId[] = [];
    for (const head of heads) {
      const row = rows.get(head.memberId);
      rows.delete(head.memberId);
      if (row === undefined || row.seq < head.seq) older.push(balanceRow(head));
      else if (row.seq > head.seq || row.text !== this.textOf(head)) doubtful.push(head.memberId);
    }
    // As after every append: a row that got newer meanwhile stays.
    await this.#balances.show(older);
    let mended = 0;
    for (const memberId of [...doubtful, ...rows.keys()]) mended += await this.#mend(storeId, memberId);
    return older.length + mended;
  }

  /**
   * A row that says something else about the same entry, or speaks of one that is not there, was damaged. The row is read before the chain, so
   * an honest one is never ahead of it; and after every write both are read again, because an append that met the damage could not show itself.
   */
  async #mend(storeId: StoreId, memberId: MemberId): Promise<0 | 1> {
    let writes = 0;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const row = await this.#rows.one(storeId, memberId);
      const head = await this.#reader.head(storeId, memberId);
      if (row === null && head === null) return writes > 0 ? 1 : 0;
      if (row !== null && head !== null && row.seq === head.seq && textOfRow(row) === this.textOf(head)) return writes > 0 ? 1 : 0;
      await this.#write(row, head);
      writes += 1;
    }
    throw new Error(`the balance of member ${memberId} changes too often just now`);
  }

  async #write(row: BalanceRow | null, head: Entry | null): Promise<void> {
    if (head === null) return row === null ? undefined : this.#rows.remove(row);
    if (row === null) return this.#rows.insert(balanceRow(head));
    return row.seq < head.seq ? this.#balances.show([balanceRow(head)]) : this.#rows.replace(row, balanceRow(head));
  }
}
