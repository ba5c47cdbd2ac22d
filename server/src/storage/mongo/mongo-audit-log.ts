// The audit log in MongoDB: inserts and reads, nothing else.
import type { Connection, mongo } from 'mongoose';
import type { AuditEntry, AuditFilter, AuditLog } from '../../audit/audit-log.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type AuditDocument = Omit<AuditEntry, 'auditId'> & { readonly _id: string };

function fromDocument({ _id, ...entry }: AuditDocument): AuditEntry {
  return { auditId: _id.slice(entry.storeId.length + 1), ...entry };
}

function olderThan(position: string): mongo.Filter<AuditDocument> {
  const [, at = '', id = ''] = /^(\d{1,15})_(.{1,300})$/u.exec(position) ?? [];
  if (at === '') throw new RangeError('not a position in this list');
  return { $or: [{ at: { $lt: Number(at) } }, { at: Number(at), _id: { $lt: id } }] };
}

export class MongoAuditLog implements AuditLog {
  readonly #audit: Collection<AuditDocument>;

  constructor(connection: Connection) {
    this.#audit = collectionOf<AuditDocument>(connection, 'audit');
  }

  async add({ auditId, ...entry }: AuditEntry): Promise<void> {
    try {
      await this.#audit.insertOne({ _id: `${entry.storeId}/${auditId}`, ...entry });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async page(
    storeId: StoreId,
    { action, subject }: AuditFilter,
    before: string | null,
    limit: number,
  ): Promise<{ entries: AuditEntry[]; next: string | null }> {
    const wanted = { ...(action === undefined ? {} : { action }), ...(subject === undefined ? {} : { subjects: subject }) };
    const filter: mongo.Filter<AuditDocument> = { storeId, ...wanted, ...(before === null ? {} : olderThan(before)) };
    const documents = await this.#audit.find(filter).sort({ at: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = documents.slice(0, limit);
    const last = page.at(-1);
    return { entries: page.map(fromDocument), next: documents.length > limit && last !== undefined ? `${last.at}_${last._id}` : null };
  }
}
