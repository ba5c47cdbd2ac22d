// What is done in stores, wired for one process: what can be done, where it waits, who does it, and how it is told inside.
import type { Logger } from 'pino';
import type { Drain } from './inbox/drain.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import { removeMemberFacts } from './outbox/effects/remove-member-facts.ts';
import { writeMemberFacts } from './outbox/effects/write-member-facts.ts';
import { writeMembersPrices } from './outbox/effects/write-members-prices.ts';
import { effectKinds } from './outbox/effects/index.ts';
import { FactsOfMembers, type FactNeeds } from './outbox/facts-of-members.ts';
import { ForgetEffects } from './outbox/forget-effects.ts';
import { MemberFactsToWrite } from './outbox/member-facts.ts';
import { Performer } from './outbox/performer.ts';
import { tellInside } from './outbox/tell.ts';
import type { MemberStore } from './members/member-store.ts';
import type { StoreConnection } from './platforms/platform.ts';
import { subjectKey } from './privacy/subject-key.ts';
import type { Keyring } from './secrets/keyring.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoOutboxStore } from './storage/mongo/mongo-outbox-store.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface OutboxNeeds extends FactNeeds {
  readonly connection: Connection;
  readonly keys: Keyring;
  readonly members: Pick<MemberStore, 'get' | 'many'>;
  readonly directory: StoreDirectory;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

/** Where effects wait, and who asks for those that follow from points and levels. */
export function outboxOf(needs: OutboxNeeds) {
  const kinds = effectKinds(writeMemberFacts(new FactsOfMembers(needs)), removeMemberFacts, writeMembersPrices(needs.directory));
  const outbox = new MongoOutboxStore(needs.connection, needs.keys, kinds);
  const subjectOf = (store: StoreRecord, id: string): string | null => subjectKey(store, { kind: 'member', id });
  const memberFacts = new MemberFactsToWrite({ ...needs, outbox, subjectOf });
  return { kinds, outbox, memberFacts, effects: new ForgetEffects({ outbox, kinds, clock: needs.clock }) };
}

interface PerformerNeeds extends Pick<OutboxNeeds, 'directory' | 'connect' | 'clock' | 'log'> {
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly drain: Pick<Drain, 'one' | 'wake'>;
}

export function performerOf({ outbox, kinds }: Pick<ReturnType<typeof outboxOf>, 'outbox' | 'kinds'>, needs: PerformerNeeds): Performer {
  const { drain } = needs;
  return new Performer({
    ...needs,
    outbox,
    kinds,
    tell: (storeId, effectId, tidings) => tellInside(needs, storeId, effectId, tidings),
    hear: (itemId) => drain.one(itemId),
    wakeInbox: () => drain.wake(),
  });
}
