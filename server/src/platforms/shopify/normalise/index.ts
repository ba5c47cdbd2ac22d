// Every topic that shopify.app.toml subscribes to, and what becomes of it.
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { customerDeleted, customerStated } from './customers.ts';
import { moneyMoved } from './money-moved.ts';
import { orderDeleted, orderEdited, orderStated } from './orders.ts';

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
  ['customers/merge', nothing('two customers became one in the shop; members are merged only by a decision in Lasting')],
  ['app/uninstalled', () => [{ kind: 'store-left' }]],
  ['app/scopes_update', nothing('the next token says which scopes were granted')],
  ['shop/update', nothing('name, currency and time zone are asked for when they are needed')],
  ['customers/data_request', nothing('kept in the inbox; the data file is made by a person for now')],
  ['customers/redact', nothing('kept in the inbox; the erasure is started by a person for now')],
  ['shop/redact', nothing('kept in the inbox; the shop is removed by a person for now')],
]);

export const TOPICS: readonly string[] = [...NORMALISERS.keys()];

export function normalise(delivery: StoredDelivery): StoreEvent[] {
  const normaliser = NORMALISERS.get(delivery.topic) ?? nothing(`nobody here listens to ${delivery.topic}`);
  return normaliser(delivery);
}
