import { StoreRefused, Unreadable, type ConnectableStore, type StoreConnection } from '../platform.ts';
import type { ShopTokens } from './auth/tokens.ts';
import { GRANTED_SCOPES, SHOP_FACTS } from './graphql/documents.ts';
import { Scopes, ShopFacts } from './graphql/answers.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql/client.ts';
import { createCostLimiter, type CostLimiter } from './graphql/cost-limiter.ts';
import { changedCustomers } from './graphql/changed-customers.ts';
import { changedOrders, glanceAt } from './graphql/changed-orders.ts';
import { fetchBuyerPast } from './graphql/fetch-buyer-past.ts';
import { fetchBuyer, fetchProducts } from './graphql/fetch-marks.ts';
import { createHistory } from './history/history.ts';
import { findGoods } from './graphql/find-goods.ts';
import { fetchOrder } from './graphql/fetch-order.ts';
import { newsletterLine } from './graphql/newsletter.ts';
import { writeTierDiscount } from './graphql/tier-discount.ts';
import { API_VERSION, type ShopifyLibrary } from './library.ts';
import { writeMemberFacts } from './rewards/member-facts.ts';
import { rewardLine } from './rewards/reward-line.ts';

/** Orders of the last 60 days are shown to every app that may see orders; a day less, because nobody says in which hour that ends. */
const SHOWN_MS = 59 * 86_400_000;

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

  const history = createHistory(library.storeFetch, clock.now);
  const isShownAt = (placedAt: number | undefined): boolean => placedAt !== undefined && clock.now() - placedAt < SHOWN_MS;

  return {
    client,
    connect: (store) => {
      if (store.credentials === null) return null;
      const line = client(store);
      const rewards = rewardLine(line, store.facts.currency, readable);
      return {
        fetchOrder: (orderId, placedAt) => readable(() => fetchOrder(line, orderId, isShownAt(placedAt))),
        changedOrders: (since) => readableEach(changedOrders(line, since)),
        glanceAt: (orderIds) => readable(() => glanceAt(line, orderIds)),
        changedCustomers: (since) => readableEach(changedCustomers(line, since)),
        history: (position) => readable(() => history(line, position)),
        fetchBuyer: (externalId) => readable(() => fetchBuyer(line, externalId)),
        fetchBuyerPast: (buyer, before) => readable(() => fetchBuyerPast(line, buyer, before)),
        fetchProducts: (productIds) => readable(() => fetchProducts(line, productIds)),
        findGoods: (kind, wish) => readable(() => findGoods(line, kind, wish)),
        codes: rewards,
        rewards,
        writeMemberFacts: (facts) => readable(() => writeMemberFacts(line, facts)),
        newsletter: newsletterLine(line, readable),
        writeTierDiscount: (discount) => readable(() => writeTierDiscount(line, discount)),
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
    throw refusedIfUnreadable(error);
  }
}

async function* readableEach<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw refusedIfUnreadable(error);
  }
}

const refusedIfUnreadable = (error: unknown): unknown => (error instanceof Unreadable ? new StoreRefused(200, error.message) : error);
