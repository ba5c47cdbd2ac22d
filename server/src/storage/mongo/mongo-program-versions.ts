// Program versions with their history in MongoDB: inserts, reads, and one mark on what never came into force.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { upgradeProgram, type StoredProgram } from '../../loyalty/program/upgrade.ts';
import type { Version, VersionStore } from '../../programs/version-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

/** What is kept beside a version's terms. */
export interface History {
  readonly storeId: StoreId;
  readonly stamp?: Version['stamp'];
  readonly cancelledAt?: number | null;
}
export type ProgramDocument = StoredProgram & History;

export function programFrom({
  _id,
  storeId: _store,
  stamp: _stamp,
  cancelledAt: _cancelled,
  ...program
}: mongo.WithId<ProgramDocument>): Program {
  return upgradeProgram(program);
}

function versionFrom(document: mongo.WithId<ProgramDocument>): Version {
  return { program: programFrom(document), stamp: document.stamp ?? null, cancelledAt: document.cancelledAt ?? null };
}

export class MongoProgramVersions implements VersionStore {
  readonly #programs: Collection<ProgramDocument>;

  constructor(connection: Connection) {
    this.#programs = collectionOf<ProgramDocument>(connection, 'programs');
  }

  async all(storeId: StoreId): Promise<Version[]> {
    const documents = await this.#programs.find({ storeId }).sort({ version: 1 }).toArray();
    return documents.map(versionFrom);
  }

  async get(storeId: StoreId, version: number): Promise<Version | null> {
    const document = await this.#programs.findOne({ storeId, version });
    return document === null ? null : versionFrom(document);
  }

  async publish(storeId: StoreId, program: Program, stamp: NonNullable<Version['stamp']>): Promise<boolean> {
    try {
      await this.#programs.insertOne({ storeId, ...program, stamp });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async cancel(storeId: StoreId, version: number, now: number, notBefore: number): Promise<boolean> {
    const scheduled = { storeId, version, inForceFrom: { $gt: notBefore }, cancelledAt: null } as mongo.Filter<ProgramDocument>;
    const answer = await this.#programs.updateOne(scheduled, { $set: { cancelledAt: now } });
    return answer.matchedCount === 1;
  }
}
