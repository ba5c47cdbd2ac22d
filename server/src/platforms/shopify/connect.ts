import { StoreRefused, Unreadable, type ConnectableStore, type StoreConnection } from '../platform.ts';
import type { ShopTokens } from './auth/tokens.ts';
import { GRANTED_SCOPES, SHOP_FACTS } from './graphql/documents.ts';
import { Scopes, ShopFacts } from './graphql/answers.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql/client.ts';
import { createCostLimiter, type CostLimiter } from './graphql/cost-limiter.ts';
import { fetchBuyer, fetchProducts } from './graphql/fetch-marks.ts';
import { findGoods } from './graphql/find-goods.ts';
import { fetchOrder } from './graphql/fetch-order.ts';
import { API_VERSION, type ShopifyLibrary } from './library.ts';
import { writeMemberFacts } from './rewards/member-facts.ts';
import { rewardLine } from './rewards/reward-line.ts';

export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface Connector {
  /** The line itself, for what the port does not have yet: reconciliation, rewards. */
  readonly client: (store: Pick<ConnectableStore, 'storeId' | 'domain'>) => GraphqlClient;
  readonly connect: (store: ConnectableStore) => StoreConnection | null;
}

export function createConnector(library: ShopifyLibrary, tokens: ShopTokens, clock: Clock): Connector {
  /** One picture of the bucket per shop, however many lines there are to it. */
  const limiters = new Map<string, CostLimiter>();
  const limiterOf = (domain: string): CostLimiter => {
    const limiter = limiters.get(domain) ?? createCostLimiter();
    limiters.set(domain, limiter);
    return limiter;
  };

  const client: Connector['client'] = ({ storeId, domain }) =>
    createGraphqlClient({
      domain,
      apiVersion: API_VERSION,
      fetch: library.storeFetch,
      tokens: tokens.of(storeId, domain),
      limiter: limiterOf(domain),
      ...clock,
    });

  return {
    client,
    connect: (store) => {
      if (store.credentials === null) return null;
      const line = client(store);
      return {
        fetchOrder: (orderId) => readable(() => fetchOrder(line, orderId)),
        fetchBuyer: (externalId) => readable(() => fetchBuyer(line, externalId)),
        fetchProducts: (productIds) => readable(() => fetchProducts(line, productIds)),
        findGoods: (kind, wish) => readable(() => findGoods(line, kind, wish)),
        rewards: rewardLine(line, store.facts.currency, readable),
        writeMemberFacts: (facts) => readable(() => writeMemberFacts(line, facts)),
        fetchFacts: async () => {
          const { shop } = await line.ask(SHOP_FACTS, {}, ShopFacts);
          return { name: shop.name, currency: shop.currencyCode, timeZone: shop.ianaTimezone };
        },
        fetchGranted: async () => {
          const { currentAppInstallation } = await line.ask(GRANTED_SCOPES, {}, Scopes);
          return currentAppInstallation.accessScopes.map(({ handle }) => handle);
        },
      };
    },
  };
}

/** An answer that cannot be read is no message in the inbox that could be looked at: for who asked, the store refused. */
async function readable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Unreadable ? new StoreRefused(200, error.message) : error;
  }
}
