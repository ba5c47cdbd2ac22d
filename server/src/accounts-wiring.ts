// Accounts after the purchase, wired for one process: how it becomes known that an account became somebody's, and what follows.
import { randomUUID } from 'node:crypto';
import { customersMerged } from './accounts/customers-merged.ts';
import { wishesTravel } from './accounts/merging.ts';
import { Opening, type OpeningNeeds } from './accounts/opening.ts';
import { restateOrdersOf, type RestatingNeeds } from './accounts/restating.ts';
import { ACCOUNT_OPENED, type AccountOpenedBody } from './inbox/request-bodies.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import type { Member } from './members/member-store.ts';
import type { MemberRegistry } from './members/registry.ts';
import { subjectKey } from './privacy/subject-key.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

interface AskingNeeds {
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly clock: () => number;
}

interface Request {
  readonly dedupe: string;
  readonly body: AccountOpenedBody;
  readonly memberId: MemberId;
}

/** Through the door that everything goes through which may change points; it goes when they are erased. */
async function ask({ inbox, clock }: AskingNeeds, store: StoreRecord, { dedupe, body, memberId }: Request): Promise<void> {
  const { storeId } = store;
  const item = {
    itemId: randomUUID(),
    storeId,
    origin: 'request',
    topic: ACCOUNT_OPENED,
    dedupe,
    headers: {},
    receivedAt: clock(),
  } as const;
  const subject = subjectKey(store, { kind: 'member', id: memberId });
  await inbox.insert({ ...item, ...(subject === null ? {} : { subject }), body: Buffer.from(JSON.stringify(body)) });
}

/** How it becomes known. Each may be told again: the same is one request. */
function openingRequestsOf(needs: AskingNeeds) {
  const { directory, clock } = needs;
  return {
    /** The store's news made an account somebody's, or proved its address. */
    openAccount: async (store: StoreRecord, { memberId, opening }: Pick<Member, 'memberId' | 'opening'>): Promise<void> => {
      if (opening === undefined) return;
      const body: AccountOpenedBody = { memberId, at: clock(), seenBy: 'store', awards: opening.awards };
      await ask(needs, store, { dedupe: `${memberId}/${opening.id}`, body, memberId });
    },
    /** Somebody signed in by a store's own token is still a guest for us. */
    accountSeen: async (storeId: StoreId, memberId: MemberId): Promise<void> => {
      const store = await directory.get(storeId);
      if (store === null) return;
      const body: AccountOpenedBody = { memberId, at: clock(), seenBy: 'session', awards: true };
      await ask(needs, store, { dedupe: `${memberId}/session`, body, memberId });
    },
  };
}

export interface AccountNeeds extends AskingNeeds, Pick<RestatingNeeds, 'desk'>, Omit<OpeningNeeds, 'restate' | 'directory'> {
  readonly directory: StoreDirectory;
  readonly registry: MemberRegistry;
  /** Looks again at a person's referrals: who they are has changed. */
  readonly settleReferrals: (store: StoreRecord, memberId: MemberId, cause: string) => Promise<void>;
}

export function accountsOf(needs: AccountNeeds) {
  const restate = async (store: StoreRecord, memberId: MemberId, cause: string): Promise<void> => {
    await restateOrdersOf(needs, store, memberId, cause);
    await needs.settleReferrals(store, memberId, cause);
  };
  return {
    asking: openingRequestsOf(needs),
    opening: new Opening({ ...needs, restate }),
    restate,
    customersMerged: (store: StoreRecord, merged: { goneId: string; keptId: string }, cause: string): Promise<string | null> =>
      customersMerged({ ...needs, restate }, store, merged, cause),
    /** Before members are merged, by whoever. */
    wishesTravel: (store: StoreRecord, from: MemberId, into: MemberId): Promise<void> => wishesTravel(needs, { store, from, into }),
  };
}
