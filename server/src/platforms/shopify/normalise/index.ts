// Every topic that shopify.app.toml subscribes to, and what becomes of it.
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { appUninstalled, shopChanged } from './app.ts';
import { customerDeleted, customersMerged, customerStated } from './customers.ts';
import { discountDeleted } from './discounts.ts';
import { moneyMoved } from './money-moved.ts';
import { orderDeleted, orderEdited, orderStated } from './orders.ts';
import { customerRedacted, dataRequested, shopRedacted } from './privacy.ts';

type Normaliser = (delivery: StoredDelivery) => StoreEvent[];

const nothing =
  (why: string): Normaliser =>
  () => [{ kind: 'nothing', why }];

const NORMALISERS: ReadonlyMap<string, Normaliser> = new Map<string, Normaliser>([
  ['orders/create', orderStated],
  ['orders/paid', orderStated],
  ['orders/updated', orderStated],
  ['orders/cancelled', orderStated],
  ['orders/fulfilled', orderStated],
  ['orders/edited', orderEdited],
  ['orders/delete', orderDeleted],
  ['refunds/create', moneyMoved],
  ['order_transactions/create', moneyMoved],
  ['customers/create', customerStated],
  ['customers/update', customerStated],
  ['customers/enable', customerStated],
  ['customers/disable', customerStated],
  ['customers/delete', customerDeleted],
  ['customers/merge', customersMerged],
  ['discounts/delete', discountDeleted],
  ['bulk_operations/finish', () => [{ kind: 'history-ready' }]],
  ['app/uninstalled', appUninstalled],
  ['app/scopes_update', shopChanged],
  ['shop/update', shopChanged],
  ['customers/data_request', dataRequested],
  ['customers/redact', customerRedacted],
  ['shop/redact', shopRedacted],
]);

export const TOPICS: readonly string[] = [...NORMALISERS.keys()];

export function normalise(delivery: StoredDelivery): StoreEvent[] {
  const normaliser = NORMALISERS.get(delivery.topic) ?? nothing(`nobody here listens to ${delivery.topic}`);
  return normaliser(delivery);
}
