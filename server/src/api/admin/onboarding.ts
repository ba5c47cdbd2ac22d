// The way to a live program: what the store is like, what we suggest for its goal, and whether shoppers see it.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { minorPerUnit } from '../../loyalty/currencies.ts';
import { typicalOrder } from '../../loyalty/program/suggested-rate.ts';
import { suggestedProgram } from '../../onboarding/suggest-terms.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import { asTyped } from '../../programs/program-desk.ts';
import { examplesOf, tryOn } from '../../programs/preview.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { within } from '../within.ts';
import { instant } from '../views/instant.ts';
import { money, worth } from '../views/money.ts';
import { orderPreview } from '../views/preview.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

/** A page waits for this; a store that needs longer is shown as it was known. */
const STORE_ANSWERS_WITHIN_MS = 4_000;
const SAMPLE = 50;

type Facts = admin.Onboarding['facts'];
type Stated = Pick<Facts, 'name' | 'currency' | 'timeZone' | 'source' | 'reason'>;

async function stated({ services }: AdminCall, store: StoreRecord): Promise<Stated> {
  const { name, currency, timeZone } = store;
  const remembered = (reason: string): Stated => ({ name, currency, timeZone, source: 'remembered', reason });
  const line = services.connect(store);
  if (line === null) return remembered('no-credentials');
  try {
    return { ...(await within(STORE_ANSWERS_WITHIN_MS, line.fetchFacts())), source: 'store', reason: null };
  } catch (error) {
    services.log.warn({ err: error, storeId: store.storeId }, 'the store could not be asked for its facts');
    return remembered(error instanceof RangeError ? 'timeout' : 'unreachable');
  }
}

function average(orders: readonly StoredOrder[], currency: string): number | null {
  const totals = orders.filter(({ order }) => order.currency === currency).map(({ order }) => order.total);
  return totals.length === 0 ? null : Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length);
}

function sampleOf(orders: readonly StoredOrder[], currency: string): Facts['orders'] {
  const mean = average(orders, currency);
  const oldest = orders.at(-1)?.order.placedAt ?? null;
  return { sampled: orders.length, average: mean === null ? null : money(mean, currency), since: oldest === null ? null : instant(oldest) };
}

export async function onboarding(call: AdminCall): Promise<admin.Onboarding> {
  const { services, who } = call;
  const store = await ownStore(call);
  const [facts, orders, { versions, draft }, look] = await Promise.all([
    stated(call, store),
    services.orderHistory.newest(who.storeId, SAMPLE),
    services.programs.standing(who.storeId),
    services.storefront.last(who.storeId),
  ]);
  const published = versions.some(({ program, cancelledAt }) => program.version > 1 && cancelledAt === null);
  const storefront = look === null || look.state === 'unknown' ? null : look.state === 'on';
  return {
    facts: { ...facts, orders: sampleOf(orders, store.currency) },
    steps: { published, draft: draft !== null, storefront },
  };
}

/** By the store's own orders where there are some, else by what orders in its currency usually come to. */
export async function suggestProgram(call: AdminCall): Promise<admin.Suggestion> {
  const { services, who } = call;
  const { goal } = call.body(ADMIN_ENDPOINTS.suggestProgram.body);
  const { currency, timeZone } = await ownStore(call);
  const mean = average(await services.orderHistory.newest(who.storeId, SAMPLE), currency);
  const averageMinor = mean ?? typicalOrder(currency) * minorPerUnit(currency);
  const program = suggestedProgram(goal, { currency, timeZone, averageMinor });
  const { examples, from } = await examplesOf(services.orderHistory, who.storeId, currency, services.clock());
  const tried = examples.map((example) => tryOn(example, program));
  const [points, total] = [tried.reduce((sum, each) => sum + each.points, 0), examples.reduce((sum, { order }) => sum + order.total, 0)];
  const cost = worth(points, program);
  return {
    goal,
    terms: asTyped(program),
    orders: tried.map((each) => orderPreview(each, program)),
    from,
    costBasisPoints: cost === null || total === 0 ? null : Math.round((cost.amountMinor * 10_000) / total),
  };
}

/** Looks now. */
export async function checkStorefront(call: AdminCall): Promise<admin.StorefrontCheck> {
  const { state, reason, checkedAt, url } = await call.services.storefront.look(await ownStore(call));
  return { state, reason, checkedAt: instant(checkedAt), url };
}
