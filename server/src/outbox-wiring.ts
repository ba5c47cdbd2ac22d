// What is done in stores, wired for one process: what can be done, where it waits, who does it, and how it is told inside.
import type { Logger } from 'pino';
import { tellInside } from './outbox/tell.ts';
import type { EffectKinds } from './outbox/effect.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { Performer } from './outbox/performer.ts';
import type { Drain } from './inbox/drain.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import type { StoreConnection } from './platforms/platform.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface OutboxNeeds {
  readonly outbox: OutboxStore;
  readonly kinds: EffectKinds;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly drain: Pick<Drain, 'one' | 'wake'>;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

export function performerOf(needs: OutboxNeeds): Performer {
  const { drain } = needs;
  return new Performer({
    ...needs,
    tell: (storeId, effectId, tidings) => tellInside(needs, storeId, effectId, tidings),
    hear: (itemId) => drain.one(itemId),
    wakeInbox: () => drain.wake(),
  });
}
