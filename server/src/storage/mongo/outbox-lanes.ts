// One at a time in a lane, the oldest first, between any number of workers. Whoever takes an effect looks at its lane afterwards and gives it back
// when somebody else is there: of two who took at the same moment at least one sees the other, so never both go on.
import { OUTBOX } from '../../limits.ts';
import type { Collection } from './collection.ts';
import type { EffectDocument } from './outbox-documents.ts';

type Laned = Pick<EffectDocument, '_id' | 'storeId' | 'lane' | 'state' | 'leasedUntil' | 'createdAt'> & { readonly memory: unknown };

const isEarlier = (one: Laned, other: Laned): boolean =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one._id < other._id);

/** Whether `other` must be over before `one` may begin: it is under way, its outcome is unclear, or it came first. */
function holdsUp(other: Laned, one: Laned, now: number): boolean {
  if (other._id === one._id) return false;
  if (other.state === 'new' && other.leasedUntil > now) return true;
  const [unclear, mineToo] = [other.memory !== null, one.memory !== null];
  if (unclear !== mineToo) return unclear;
  return (other.state === 'new' || unclear) && isEarlier(other, one);
}

export class OutboxLanes {
  readonly #outbox: Collection<EffectDocument>;

  constructor(outbox: Collection<EffectDocument>) {
    this.#outbox = outbox;
  }

  /** Those that may begin, of each lane the first. The others are looked at again a moment later, so that they do not hide what waits behind them. */
  async free(found: readonly EffectDocument[], now: number): Promise<EffectDocument[]> {
    const laned = found.filter(({ lane }) => lane !== undefined);
    if (laned.length === 0) return [...found];
    const waiting: EffectDocument[] = [];
    const seen = new Set<string>();
    for (const one of laned.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))) {
      const name = `${one.storeId}/${one.lane}`;
      if (seen.has(name) || (await this.isHeldUp(one, now))) waiting.push(one);
      else seen.add(name);
    }
    const ids = waiting.map(({ _id }) => _id);
    if (ids.length > 0) {
      const later = { $set: { dueAt: now + soon() } };
      await this.#outbox.updateMany({ _id: { $in: ids }, state: 'new', leasedUntil: { $lte: now } }, later);
    }
    return found.filter((one) => !waiting.includes(one));
  }

  async isHeldUp(one: Laned, now: number): Promise<boolean> {
    const { storeId, lane } = one;
    if (lane === undefined) return false;
    const others = await this.#outbox.find({ storeId, lane, state: { $in: ['new', 'dead'] } }, { projection: { body: 0 } }).toArray();
    return others.some((other) => holdsUp(other, one, now));
  }

  /** Without counting the try. */
  async giveBack({ _id, lease }: EffectDocument, now: number): Promise<void> {
    const free = { $set: { lease: null, leasedUntil: 0, dueAt: now + soon() }, $inc: { attempts: -1 } };
    await this.#outbox.updateOne({ _id, state: 'new', lease }, free);
  }
}

/** Two who gave back for each other do not meet again. */
const soon = (): number => Math.ceil(OUTBOX.laneWaitMs * (0.1 + Math.random() * 0.9));
