// What became of mails, in MongoDB: one row per mail, counted when somebody looks, so that no figure can drift from what happened.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import { MAIL_ENDS, type MailDay, type MailEnd, type MailLog, type MailPosition, type MailRow } from '../../mail/mail-log.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface MailDocument extends MailRow {
  /** The store and the mail: a mail is decided once. */
  readonly _id: string;
  /** Null: it waits. */
  readonly end: MailEnd | null;
  readonly endedAt: number | null;
}

interface Counted {
  readonly _id: { readonly day: string; readonly template: string; readonly end: MailEnd | null };
  readonly count: number;
}

const idOf = (storeId: StoreId, mailId: string): string => `${storeId}/${mailId}`;

export class MongoMailLog implements MailLog {
  readonly #mails: Collection<MailDocument>;

  constructor(connection: Connection) {
    this.#mails = collectionOf<MailDocument>(connection, 'mails');
  }

  async queued(row: MailRow): Promise<boolean> {
    try {
      await this.#mails.insertOne({ _id: idOf(row.storeId, row.mailId), ...row, end: null, endedAt: null });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async ended(storeId: StoreId, mailId: string, end: MailEnd, at: number): Promise<void> {
    await this.#mails.updateOne({ _id: idOf(storeId, mailId), storeId }, { $set: { end, endedAt: at } });
  }

  async newest(storeId: StoreId, begin: string): Promise<(MailPosition & { end: MailEnd | null }) | null> {
    const id = idOf(storeId, begin);
    const found = await this.#mails.find({ _id: { $gte: id, $lt: `${id}\uFFFF` } }).sort({ _id: -1 }).limit(1).next(); // prettier-ignore
    return found === null ? null : { mailId: found.mailId, day: found.day, end: found.end };
  }

  async sent(
    storeId: StoreId,
    { template, from, until }: { template: string; from: string; until: string },
    after: MailPosition | null,
    limit: number,
  ): Promise<MailPosition[]> {
    const later = after === null ? {} : { $or: [{ day: { $gt: after.day } }, { day: after.day, mailId: { $gt: after.mailId } }] };
    const found = this.#mails.find({ storeId, template, end: 'sent', day: { $gte: from, $lte: until }, ...later });
    return (await found.sort({ day: 1, mailId: 1 }).limit(limit).toArray()).map(({ mailId, day }) => ({ mailId, day }));
  }

  async days(storeId: StoreId, from: string): Promise<MailDay[]> {
    const groups = this.#mails.aggregate<Counted>([
      { $match: { storeId, day: { $gte: from } } },
      { $group: { _id: { day: '$day', template: '$template', end: '$end' }, count: { $sum: 1 } } },
    ]);
    const days = new Map<string, MailDay>();
    for (const { _id: of, count } of await groups.toArray()) {
      const key = `${of.day}/${of.template}`;
      const seen = days.get(key) ?? { day: of.day, template: of.template, queued: 0, ends: {} };
      const end = MAIL_ENDS.find((known) => known === of.end);
      days.set(key, { ...seen, queued: seen.queued + count, ends: end === undefined ? seen.ends : { ...seen.ends, [end]: count } });
    }
    return [...days.values()].toSorted((a, b) => b.day.localeCompare(a.day) || a.template.localeCompare(b.template));
  }
}
