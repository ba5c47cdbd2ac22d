/**
 * Members' levels in operation. What somebody's level is at an instant is always told from the stored orders and entries, so it never depends on
 * whether a job ran or a row was written. Rows are kept for lists, for what becomes due, and for what a level gives when it is entered.
 */
import { hash } from 'node:crypto';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { CommandKind, Entry } from '../loyalty/ledger/entry.ts';
import type { Closed } from '../loyalty/ledger/state.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { TierFacts } from '../loyalty/tiers/counted.ts';
import { referralNamed } from '../loyalty/referrals/subject.ts';
import { askForPoints, erasOf, haveLevels, measureOfAll, type Era } from '../loyalty/tiers/eras.ts';
import { lifeOf, standingAt, type Life, type Standing } from '../loyalty/tiers/life.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { factsOfPersons } from './persons-facts.ts';
import type { FactReader, StatusRow, StatusRows } from './status-row.ts';

export interface EnteredLevel {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly tierId: string;
  readonly enteredAt: number;
}

export interface StatusesOptions {
  readonly rows: StatusRows;
  readonly facts: FactReader;
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly entries: Pick<LedgerStore, 'closing' | 'sharesOfOrder'>;
  readonly orders: Pick<OrderStore, 'read'>;
  /** Somebody entered a level for the first time. Told at least once; what comes of it must happen once. */
  readonly entered: (entered: EnteredLevel) => Promise<void>;
  /** A row was written: whoever shows the level may have to look again. */
  readonly written: (storeId: StoreId, memberId: MemberId) => void;
  readonly clock: () => number;
}

export interface Levels {
  readonly eras: readonly Era[];
  /** Rows told by other levels than these say nothing. */
  readonly measure: string;
}

const LOOKS_MAX = 50;

/** Entries that say who is one person. They are noted also where there are no levels yet: once there are, they count from the first moment. */
const JOINING: ReadonlySet<CommandKind> = new Set<CommandKind>(['transfer-in', 'transfer-out', 'erase']);
/** Of a row that only says whose levels are theirs too. */
const NO_MEASURE = '';

/** What a row says, whenever it was written. */
export function textOfRow({ into, measure, spans }: Pick<StatusRow, 'into' | 'measure' | 'spans'>): string {
  return JSON.stringify([into, measure, spans.map(({ tierId, from, until }) => [tierId, from, until])]);
}

type Told = Pick<StatusRow, 'into' | 'measure' | 'spans'> & { readonly entries: Life['entries'] };

function toldOf(closed: Closed | null, facts: TierFacts | undefined, levels: Levels | null): Told | null {
  if (closed?.how === 'erased') return null;
  if (closed?.how === 'merged') return { into: closed.into, measure: NO_MEASURE, spans: [], entries: [] };
  if (facts === undefined || levels === null) return null;
  const { spans, entries } = lifeOf(facts, levels.eras);
  return spans.length === 0 ? null : { into: null, measure: levels.measure, spans, entries };
}

function levelsOf(versions: readonly Program[]): Levels | null {
  const eras = erasOf(versions);
  return haveLevels(eras) ? { eras, measure: hash('sha256', measureOfAll(eras), 'hex') } : null;
}

export class Statuses {
  readonly #options: StatusesOptions;
  /** Every order asks, and versions that are remembered for a moment are one list. */
  readonly #levels = new WeakMap<readonly Program[], Levels | null>();

  constructor(options: StatusesOptions) {
    this.#options = options;
  }

  /** Null: this store never had levels, so nothing is asked of the database. */
  async levels(storeId: StoreId): Promise<Levels | null> {
    const versions = await this.#options.directory.programs(storeId, this.#options.clock());
    const known = this.#levels.get(versions);
    const found = known === undefined ? levelsOf(versions) : known;
    this.#levels.set(versions, found);
    return found;
  }

  /** How a member stands at an instant; null while the program has no levels. */
  async standing(storeId: StoreId, memberId: MemberId, at: number): Promise<Standing | null> {
    const levels = await this.levels(storeId);
    if (levels === null) return null;
    const person = await this.#options.persons.present(storeId, memberId);
    return standingAt(await this.factsOf(storeId, person, levels), levels.eras, at);
  }

  /** The level that a member has at an instant; null: none. */
  readonly tierAt = async (storeId: StoreId, memberId: MemberId, at: number): Promise<string | null> =>
    (await this.standing(storeId, memberId, at))?.status.tierId ?? null;

  /** The level in which somebody placed an order: what the order itself and later ones did for it is not asked. */
  async levelBefore(storeId: StoreId, memberId: MemberId, placedAt: number): Promise<string | null> {
    const levels = await this.levels(storeId);
    if (levels === null) return null;
    const person = await this.#options.persons.present(storeId, memberId);
    const { orders, gifts } = await this.factsOf(storeId, person, levels);
    const earlier = { orders: orders.filter((order) => order.placedAt < placedAt), gifts };
    return standingAt(earlier, levels.eras, placedAt)?.status.tierId ?? null;
  }

  async factsOf(storeId: StoreId, person: MemberId, { eras }: Levels): Promise<TierFacts> {
    const facts = await factsOfPersons(this.#options, storeId, [person], eras);
    return facts.get(person) ?? { orders: [], gifts: [] };
  }

  /** After an order was settled, for everybody it ever belonged to. */
  async afterOrder({ storeId }: StoreRecord, order: OrderId): Promise<void> {
    if ((await this.levels(storeId)) === null) return;
    const [stored, shares] = await Promise.all([
      this.#options.orders.read(storeId, order),
      this.#options.entries.sharesOfOrder(storeId, order),
    ]);
    const owners = [...(stored?.memberId == null ? [] : [stored.memberId]), ...shares.map(({ memberId }) => memberId)];
    for (const memberId of new Set(owners)) await this.refresh(storeId, memberId);
  }

  /** After any entry; most say nothing about levels. */
  async afterEntry({ storeId, memberId, kind, order }: Pick<Entry, 'storeId' | 'memberId' | 'kind' | 'order'>): Promise<void> {
    const isGift = kind === 'award' || (order !== null && referralNamed(order.orderId) !== null);
    const levels = isGift ? await this.levels(storeId) : null;
    if (JOINING.has(kind) || (levels !== null && askForPoints(levels.eras))) await this.refresh(storeId, memberId);
  }

  /** Writes a member's row as everything known says it. True: it was another one, or none. */
  async refresh(storeId: StoreId, memberId: MemberId): Promise<boolean> {
    const levels = await this.levels(storeId);
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      // The row before everything it is made of: whoever writes next has read what is newer.
      const seen = await this.#options.rows.one(storeId, memberId);
      const right = await this.#rightRow(storeId, memberId, levels, seen);
      if (!(await this.#put(seen, right))) continue;
      this.#options.written(storeId, memberId);
      for (const other of new Set([seen?.into, right?.into]))
        if (other != null && seen?.into !== right?.into) await this.refresh(storeId, other);
      return (seen === null ? null : textOfRow(seen)) !== (right === null ? null : textOfRow(right));
    }
    throw new Error(`the level of member ${memberId} changes too often just now`);
  }

  /** What members' rows should say; null: there should be none. Reads only. */
  async rightTexts(storeId: StoreId, memberIds: readonly MemberId[], levels: Levels): Promise<Map<MemberId, string | null>> {
    const told = await this.#tell(storeId, memberIds, levels);
    return new Map([...told].map(([memberId, right]) => [memberId, right === null ? null : textOfRow(right)]));
  }

  async #tell(storeId: StoreId, memberIds: readonly MemberId[], levels: Levels | null): Promise<Map<MemberId, Told | null>> {
    const { entries } = this.#options;
    const [closings, facts] = await Promise.all([
      Promise.all(memberIds.map((memberId) => entries.closing(storeId, memberId))),
      levels === null ? new Map<MemberId, TierFacts>() : factsOfPersons(this.#options, storeId, memberIds, levels.eras),
    ]);
    return new Map(memberIds.map((memberId, index) => [memberId, toldOf(closings[index] ?? null, facts.get(memberId), levels)]));
  }

  /** Whoever entered a level is told of before the row says so: a crash in between tells it twice, never not at all. */
  async #rightRow(storeId: StoreId, memberId: MemberId, levels: Levels | null, seen: StatusRow | null): Promise<StatusRow | null> {
    const right = (await this.#tell(storeId, [memberId], levels)).get(memberId) ?? null;
    if (right === null) return null;
    const now = this.#options.clock();
    const { entries, into, measure, spans } = right;
    const fresh = entries.filter(({ tierId, at }) => at <= now && !(seen?.told.includes(tierId) ?? false));
    for (const { tierId, at } of fresh) await this.#options.entered({ storeId, memberId, tierId, enteredAt: at });
    const told = [...new Set([...(seen?.told ?? []), ...fresh.map(({ tierId }) => tierId)])];
    const dueAt = spans.find(({ from }) => from > now)?.from ?? null;
    return { storeId, memberId, n: (seen?.n ?? 0) + 1, into, measure, spans, told, dueAt };
  }

  async #put(seen: StatusRow | null, right: StatusRow | null): Promise<boolean> {
    const { rows } = this.#options;
    if (right === null) return seen === null || rows.remove(seen);
    if (seen === null) return rows.create(right);
    const same = textOfRow(seen) === textOfRow(right) && seen.dueAt === right.dueAt && seen.told.length === right.told.length;
    return same || rows.replace(seen, right);
  }
}
