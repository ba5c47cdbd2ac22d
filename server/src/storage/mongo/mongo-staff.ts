// Staff roles in MongoDB.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { StaffMember, StaffStore } from '../../stores/staff.ts';
import { collectionOf, type Collection } from './collection.ts';

type StaffDocument = StaffMember & { readonly _id: string };

export class MongoStaff implements StaffStore {
  readonly #staff: Collection<StaffDocument>;

  constructor(connection: Connection) {
    this.#staff = collectionOf<StaffDocument>(connection, 'staff');
  }

  async find(storeId: StoreId, userId: string): Promise<StaffMember | null> {
    const document = await this.#staff.findOne({ _id: `${storeId}/${userId}` });
    if (document === null) return null;
    const { _id, ...member } = document;
    return member;
  }

  async addOwner(member: Omit<StaffMember, 'role'>): Promise<void> {
    const _id = `${member.storeId}/${member.userId}`;
    await this.#staff.updateOne({ _id }, { $setOnInsert: { ...member, role: 'owner' as const } }, { upsert: true });
  }
}
