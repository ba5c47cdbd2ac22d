// Invitations in MongoDB. A document goes by itself when its time is over; keys that wait in it are sealed.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { Invitation, Invitations, RestKeys } from '../../stores/invitations.ts';
import { collectionOf, type Collection } from './collection.ts';

interface InvitationDocument {
  readonly _id: string;
  readonly forStore: StoreId | null;
  readonly createdAt: number;
  readonly endsAt: Date;
  readonly used: Invitation['used'];
  readonly approval: { readonly stateHash: string; readonly url: string } | null;
  /** Those that were approved. */
  readonly sealedKeys: string | null;
}

const contextOf = (hash: string): string => `invitations/${hash}`;

const FRESH = { used: null, approval: null, sealedKeys: null } as const;

export class MongoInvitations implements Invitations {
  readonly #invitations: Collection<InvitationDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#invitations = collectionOf<InvitationDocument>(connection, 'invitations');
    this.#keys = keys;
  }

  async add({ hash, forStore, createdAt, expiresAt }: Invitation): Promise<void> {
    await this.#invitations.insertOne({ _id: hash, forStore, createdAt, endsAt: new Date(expiresAt), ...FRESH });
  }

  async find(hash: string, now: number): Promise<Invitation | null> {
    return this.#one({ _id: hash }, now);
  }

  async byState(stateHash: string, now: number): Promise<Invitation | null> {
    return this.#one({ 'approval.stateHash': stateHash }, now);
  }

  async use(hash: string, used: NonNullable<Invitation['used']>): Promise<boolean> {
    const free = { _id: hash, used: null };
    if ((await this.#invitations.updateOne(free, { $set: { used } })).modifiedCount === 1) return true;
    return (await this.#invitations.findOne({ _id: hash, 'used.storeId': used.storeId, 'used.url': used.url })) !== null;
  }

  async ask(hash: string, { stateHash, url }: { stateHash: string; url: string }): Promise<void> {
    await this.#invitations.updateOne({ _id: hash }, { $set: { approval: { stateHash, url }, sealedKeys: null } });
  }

  async approved(stateHash: string, keys: RestKeys): Promise<boolean> {
    const asked = await this.#invitations.findOne({ 'approval.stateHash': stateHash });
    if (asked === null) return false;
    const sealedKeys = this.#keys.sealText(JSON.stringify(keys), contextOf(asked._id));
    const filter = { _id: asked._id, 'approval.stateHash': stateHash, sealedKeys: null };
    return (await this.#invitations.updateOne(filter, { $set: { sealedKeys } })).modifiedCount === 1;
  }

  async open(now: number): Promise<Invitation[]> {
    const found = await this.#invitations.find({ endsAt: { $gt: new Date(now) } }).sort({ createdAt: -1 }).limit(100).toArray(); // prettier-ignore
    return found.map((document) => this.#read(document));
  }

  async #one(filter: mongo.Filter<InvitationDocument>, now: number): Promise<Invitation | null> {
    const found = await this.#invitations.findOne({ ...filter, endsAt: { $gt: new Date(now) } });
    return found === null ? null : this.#read(found);
  }

  #read({ _id: hash, endsAt, approval, sealedKeys, ...rest }: InvitationDocument): Invitation {
    const keys = sealedKeys === null ? null : (JSON.parse(this.#keys.openText(sealedKeys, contextOf(hash))) as RestKeys);
    return { ...rest, hash, expiresAt: endsAt.getTime(), approval: approval === null ? null : { ...approval, keys } };
  }
}
