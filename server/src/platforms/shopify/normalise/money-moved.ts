// refunds/create and order_transactions/create: they say that something happened to an order, and not what the order is now.
// A refund body alone would lack the other refunds, and Shopify calls it "independent from the movement of money".
import { z } from 'zod';
import { orderId } from '../../../loyalty/ids.ts';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { readBody } from './read-body.ts';
import { Id } from './shapes.ts';

const OfOrder = z.object({ order_id: Id });

export function moneyMoved({ body, topic }: StoredDelivery): StoreEvent[] {
  return [{ kind: 'order-changed', orderId: orderId(readBody(OfOrder, body).order_id), why: topic }];
}
