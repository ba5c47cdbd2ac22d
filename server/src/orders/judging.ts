// What is decided about an order when it is first seen and never again: the program version, and the facts that its conditions ask. Whatever changes later,
// the order is calculated by it for ever.
import type { MemberId } from '../loyalty/ids.ts';
import { factsNeeded } from '../loyalty/earning/facts-needed.ts';
import { factsOf, NOTHING_ADDED, type AddedFacts, type FactName, type OrderFacts } from '../loyalty/earning/facts.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Judgement, OrderStore, StoredOrder } from './order-store.ts';

/** Looks up what is asked beside the order itself; what it cannot find stays unknown. */
export type AddFacts = (
  store: StoreRecord,
  order: OrderState,
  memberId: MemberId | null,
  needed: ReadonlySet<FactName>,
) => Promise<AddedFacts>;

export interface JudgingOptions {
  readonly directory: Pick<StoreDirectory, 'programAt' | 'programOfVersion'>;
  readonly orders: Pick<OrderStore, 'judge'>;
  readonly addFacts: AddFacts;
  /** Whether a member was out of the program at an instant. */
  readonly hadLeft: (store: StoreRecord, memberId: MemberId, at: number) => Promise<boolean>;
}

/** By what an order is calculated. */
export interface Measure {
  readonly program: Program;
  readonly facts: OrderFacts;
}

/** The order says these by itself, or its lines do: no member is needed to know them. */
const WITHOUT_MEMBER: ReadonlySet<FactName> = new Set<FactName>(['country', 'product-collections', 'product-tags']);

export class Judging {
  readonly #options: JudgingOptions;

  constructor(options: JudgingOptions) {
    this.#options = options;
  }

  /** Null: of an order that is already gone, or of one whose member is asked for and not known yet, it is too early to say. */
  async first(store: StoreRecord, order: OrderState, memberId: MemberId | null, hadLeft: boolean): Promise<Judgement | null> {
    if (order.standing === 'deleted') return null;
    const program = await this.#options.directory.programAt(store.storeId, order.placedAt);
    return this.#judgementBy(program, store, order, memberId, hadLeft);
  }

  /** The judgement that is kept; made and kept now if there is none and it can be made. */
  async measureOf(store: StoreRecord, { order, orderId, memberId, judgement }: StoredOrder): Promise<Measure> {
    const { directory, orders } = this.#options;
    if (judgement !== null) {
      const program = await directory.programOfVersion(store.storeId, judgement.programVersion);
      return { program, facts: judgement.facts ?? factsOf(order, NOTHING_ADDED) };
    }
    const program = await directory.programAt(store.storeId, order.placedAt);
    // When it was first seen nobody knew whose it is.
    const hadLeft = memberId !== null && (await this.#options.hadLeft(store, memberId, order.placedAt));
    const made = await this.#judgementBy(program, store, order, memberId, hadLeft);
    const kept = made === null ? null : await orders.judge(store.storeId, orderId, made);
    if (kept === null || kept.programVersion === program.version) return { program, facts: kept?.facts ?? factsOf(order, NOTHING_ADDED) };
    return {
      program: await directory.programOfVersion(store.storeId, kept.programVersion),
      facts: kept.facts ?? factsOf(order, NOTHING_ADDED),
    };
  }

  async #judgementBy(
    program: Program,
    store: StoreRecord,
    order: OrderState,
    memberId: MemberId | null,
    hadLeft: boolean,
  ): Promise<Judgement | null> {
    // It earns nothing, so nothing else has to be found out.
    if (hadLeft) return { programVersion: program.version, facts: { ...factsOf(order, NOTHING_ADDED), hadLeft: true } };
    const needed = factsNeeded(program);
    if (needed.size === 0) return { programVersion: program.version };
    if (memberId === null && [...needed].some((name) => !WITHOUT_MEMBER.has(name))) return null;
    const added = await this.#options.addFacts(store, order, memberId, needed);
    return { programVersion: program.version, facts: factsOf(order, added) };
  }
}
