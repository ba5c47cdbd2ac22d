// What grants shares of limited things, and what ends those that nobody used, wired for one process.
import type { Logger } from 'pino';
import { ActionAwards } from './allowances/action-awards.ts';
import { EffectGrants } from './allowances/effect-grants.ts';
import { OrderGrants } from './allowances/order-grants.ts';
import type { ShareReader } from './allowances/share-reader.ts';
import { Sweep } from './allowances/sweep.ts';
import type { LateFacts } from './late-facts/late-facts.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Persons } from './ledger/persons.ts';
import { ALLOWANCES } from './limits.ts';
import { isAway } from './members/away.ts';
import { NO_FACTS } from './loyalty/earning/facts.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import { referralNamed } from './loyalty/referrals/subject.ts';
import type { ReferralDesk } from './referrals/referral-desk.ts';
import { buyerFacts, type BuyerFactsOptions } from './orders/added-facts.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoSweepMarks } from './storage/mongo/mongo-allowance-shares.ts';
import type { StoreDirectory } from './stores/directory.ts';

export interface GrantNeeds {
  readonly shares: ShareReader;
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly persons: Persons;
  readonly appended: (entry: Entry) => Promise<void>;
}

export interface Grants {
  readonly effects: EffectGrants;
  readonly orders: OrderGrants;
}

/** Before the order desk, which asks for what its orders may have. */
export function grantsOf({ shares, ledger, entries, persons, appended }: GrantNeeds): Grants {
  return {
    effects: new EffectGrants({ ledger, entries, persons, appended }),
    orders: new OrderGrants({ ledger, entries, shares, appended }),
  };
}

export interface ActionNeeds {
  readonly grants: Grants;
  readonly directory: StoreDirectory;
  readonly buyers: BuyerFactsOptions;
  readonly late: Pick<LateFacts, 'look'>;
}

export function actionsOf({ grants, directory, buyers, late }: ActionNeeds): ActionAwards {
  const known = buyerFacts(buyers);
  return new ActionAwards({
    grants: grants.effects,
    programAt: (storeId, at) => directory.programAt(storeId, at),
    buyerFacts: async (storeId, memberId, at, needed) => {
      const store = await directory.get(storeId);
      return store === null ? NO_FACTS : known(store, memberId, at, needed);
    },
    isAway: async (storeId, memberId, at) => {
      const member = await buyers.members.get(storeId, memberId);
      return member !== null && isAway(member, at);
    },
    earned: (earned) => late.look(earned),
  });
}

export interface SweepNeeds {
  readonly connection: Connection;
  readonly shares: ShareReader;
  readonly entries: LedgerStore;
  readonly grants: Grants;
  readonly desk: OrderDesk;
  readonly referring: { readonly desk: Pick<ReferralDesk, 'settle'> };
  readonly directory: StoreDirectory;
  readonly clock: () => number;
  readonly log: Logger;
}

export function sweepOf({ connection, shares, entries, grants, desk, referring, directory, clock, log }: SweepNeeds): Sweep {
  return new Sweep({
    grants: grants.effects,
    entries,
    shares,
    marks: new MongoSweepMarks(connection),
    restate: async (storeId, orderId, cause) => {
      const store = await directory.get(storeId);
      if (store === null) return;
      const referral = referralNamed(orderId);
      await (referral === null ? desk.settle(store, orderId, cause) : referring.desk.settle(store, referral.referralId, cause));
    },
    failed: (error, storeId, chain) => log.error({ err: error, storeId, chain }, 'a share could not be ended; trying again'),
    clock,
    graceMs: ALLOWANCES.graceMs,
  });
}
