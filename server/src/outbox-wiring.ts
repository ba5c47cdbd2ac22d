// What is done in stores, wired for one process: what can be done, where it waits, who does it, and how it is told inside.
import type { Logger } from 'pino';
import type { Drain } from './inbox/drain.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import { postOf, type PostNeeds } from './mail-wiring.ts';
import { removeMemberFacts } from './outbox/effects/remove-member-facts.ts';
import { sendMail } from './outbox/effects/send-mail.ts';
import { writeMemberFacts } from './outbox/effects/write-member-facts.ts';
import { writeMembersPrices } from './outbox/effects/write-members-prices.ts';
import { EffectsDesk } from './outbox/effects-desk.ts';
import { effectKinds } from './outbox/effects/index.ts';
import { FactsOfMembers, type FactNeeds } from './outbox/facts-of-members.ts';
import { MemberFactsToWrite } from './outbox/member-facts.ts';
import { Performer } from './outbox/performer.ts';
import { tellInside } from './outbox/tell.ts';
import type { Tidings } from './outbox/effect.ts';
import type { StoreId } from './loyalty/ids.ts';
import type { MemberStore } from './members/member-store.ts';
import type { StoreConnection } from './platforms/platform.ts';
import { subjectKey } from './privacy/subject-key.ts';
import type { Keyring } from './secrets/keyring.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoOutboxStore } from './storage/mongo/mongo-outbox-store.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface OutboxNeeds extends FactNeeds, PostNeeds {
  readonly connection: Connection;
  readonly keys: Keyring;
  readonly members: Pick<MemberStore, 'get' | 'many'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly directory: StoreDirectory;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

/** Where effects wait, and who asks for those that follow from points and levels. */
export function outboxOf(needs: OutboxNeeds) {
  const { postman, mailer, deskOf } = postOf(needs);
  const kinds = effectKinds(
    writeMemberFacts(new FactsOfMembers(needs)),
    removeMemberFacts,
    writeMembersPrices(needs.directory),
    sendMail(postman),
  );
  const outbox = new MongoOutboxStore(needs.connection, needs.keys, kinds);
  const subjectOf = (store: StoreRecord, id: string): string | null => subjectKey(store, { kind: 'member', id });
  const memberFacts = new MemberFactsToWrite({ ...needs, outbox, subjectOf });
  const tell = (storeId: StoreId, effectId: string, tidings: Tidings): Promise<string> => tellInside(needs, storeId, effectId, tidings);
  const effects = new EffectsDesk({ outbox, kinds, tell, clock: needs.clock });
  const mailDesk = deskOf(outbox, subjectOf);
  return { kinds, outbox, memberFacts, postman, mailer, mailDesk, effects, tell };
}

interface PerformerNeeds extends Pick<OutboxNeeds, 'directory' | 'connect' | 'clock' | 'log'> {
  readonly drain: Pick<Drain, 'one' | 'wake'>;
}

type Doing = Pick<ReturnType<typeof outboxOf>, 'outbox' | 'kinds' | 'tell'>;

export function performerOf(doing: Doing, needs: PerformerNeeds): Performer {
  const { drain } = needs;
  return new Performer({
    ...needs,
    ...doing,
    hear: (itemId) => drain.one(itemId),
    wakeInbox: () => drain.wake(),
  });
}
