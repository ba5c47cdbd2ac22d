// Staff in MongoDB: all people of a store are one document, replaced only by naming the revision that is replaced. So "there is an owner" is
// decided on a list that nobody else changed.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { RoleChange, StaffMember, StaffPerson, StaffRole, StaffStore } from '../../stores/staff.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface StaffDocument {
  readonly _id: StoreId;
  readonly revision: number;
  readonly people: readonly StaffPerson[];
}
interface LanguageDocument {
  readonly _id: string;
  readonly storeId: StoreId;
  readonly locale: string;
}

/** A store has a few dozen people; more would be somebody knocking without end. */
const PEOPLE_MAX = 500;
const TRIES_MAX = 50;

const personId = (storeId: StoreId, userId: string): string => `${storeId}/${userId}`;

function hasRole(person: StaffPerson | undefined): person is StaffPerson & { readonly role: StaffRole } {
  return person !== undefined && person.role !== null;
}

export class MongoStaff implements StaffStore {
  readonly #staff: Collection<StaffDocument>;
  readonly #languages: Collection<LanguageDocument>;

  constructor(connection: Connection) {
    this.#staff = collectionOf<StaffDocument>(connection, 'staff_lists');
    this.#languages = collectionOf<LanguageDocument>(connection, 'staff_languages');
  }

  async find(storeId: StoreId, userId: string): Promise<StaffMember | null> {
    const person = (await this.list(storeId)).find((each) => each.userId === userId);
    return hasRole(person) ? { storeId, ...person } : null;
  }

  async list(storeId: StoreId): Promise<StaffPerson[]> {
    return [...((await this.#staff.findOne({ _id: storeId }))?.people ?? [])];
  }

  async addOwner({ storeId, userId, name }: Omit<StaffMember, 'role'>): Promise<void> {
    await this.#change(storeId, (people) => {
      const known = people.find((each) => each.userId === userId);
      if (hasRole(known)) return null;
      return [...people.filter((each) => each !== known), { userId, name, role: 'owner' }];
    });
  }

  async meet({ storeId, userId, name }: Omit<StaffMember, 'role'>): Promise<void> {
    await this.#change(storeId, (people) => {
      const known = people.some((each) => each.userId === userId) || people.length >= PEOPLE_MAX;
      return known ? null : [...people, { userId, name, role: null }];
    });
  }

  async changeRole(storeId: StoreId, userId: string, role: StaffRole | null): Promise<RoleChange> {
    let answer: RoleChange = { kind: 'unknown' };
    await this.#change(storeId, (people) => {
      const known = people.find((each) => each.userId === userId);
      answer = known === undefined ? { kind: 'unknown' } : { kind: 'changed', before: known.role };
      if (known === undefined || known.role === role) return null;
      const changed = people.map((each) => (each === known ? { ...each, role } : each));
      if (changed.some((each) => each.role === 'owner')) return changed;
      answer = { kind: 'last-owner' };
      return null;
    });
    return answer;
  }

  async language(storeId: StoreId, userId: string): Promise<string | null> {
    return (await this.#languages.findOne({ _id: personId(storeId, userId) }))?.locale ?? null;
  }

  async chooseLanguage(storeId: StoreId, userId: string, locale: string): Promise<void> {
    await this.#languages.updateOne({ _id: personId(storeId, userId) }, { $set: { storeId, locale } }, { upsert: true });
  }

  /** `change` answers the whole new list, or null to leave it; it is asked again when somebody else was faster. */
  async #change(storeId: StoreId, change: (people: readonly StaffPerson[]) => readonly StaffPerson[] | null): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const known = await this.#staff.findOne({ _id: storeId });
      const people = change(known?.people ?? []);
      if (people === null || (await this.#replace(storeId, known?.revision ?? 0, people))) return;
    }
    throw new Error(`the staff of store ${storeId} changes too often just now`);
  }

  async #replace(storeId: StoreId, revision: number, people: readonly StaffPerson[]): Promise<boolean> {
    if (revision > 0) {
      const answer = await this.#staff.updateOne({ _id: storeId, revision }, { $set: { people, revision: revision + 1 } });
      return answer.matchedCount === 1;
    }
    try {
      await this.#staff.insertOne({ _id: storeId, revision: 1, people });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
