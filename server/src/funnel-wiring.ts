// What became of offers after the purchase, wired for one process.
import type { Logger } from 'pino';
import { Funnel, type FunnelNeeds } from './accounts/funnel/funnel.ts';
import { funnelWhenOpened } from './accounts/funnel/when-opened.ts';
import type { OpeningFollower } from './accounts/opened.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoBuys } from './storage/mongo/mongo-buys.ts';
import { MongoStatuses } from './storage/mongo/mongo-statuses.ts';

export interface FunnelWiring extends Omit<FunnelNeeds, 'levels' | 'buys'> {
  readonly connection: Connection;
  readonly clock: () => number;
  readonly log: Logger;
}

export function funnelOf(needs: FunnelWiring): { readonly funnel: Funnel; readonly funnelWhenOpened: OpeningFollower } {
  const levels = new MongoStatuses(needs.connection);
  const funnel = new Funnel({ ...needs, levels, buys: new MongoBuys(needs.connection) });
  return { funnel, funnelWhenOpened: funnelWhenOpened({ ...needs, levels, funnel }) };
}
