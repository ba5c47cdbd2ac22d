// action.*: any WordPress action as a webhook; the body has its name and its first argument, never the order itself.
import { z } from 'zod';
import { orderId } from '../../../loyalty/ids.ts';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import { Unreadable } from '../../platform.ts';
import { read } from './read.ts';

const actionBody = z.object({ action: z.string(), arg: z.unknown() });

/** Actions whose first argument is the order's id. `woocommerce_refund_deleted` is not among them: its first argument is the refund's. */
const ABOUT_AN_ORDER =
  /^woocommerce_(order_status_[a-z0-9_-]+|order_refunded|order_(fully|partially)_refunded|payment_complete|(new|update|trash|untrash|delete|cancelled)_order)$/;

export function actionEvents(verb: string, value: unknown): StoreEvent[] {
  const body = read(actionBody, value, 'action');
  if (body.action !== verb) throw new Unreadable('action.action', 'not the action of the topic');
  if (!ABOUT_AN_ORDER.test(verb)) return [{ kind: 'nothing', why: 'unknown-action' }];
  return [{ kind: 'order-changed', orderId: orderId(orderArgument(body.arg)), why: verb, shows: null }];
}

function orderArgument(arg: unknown): string {
  const text = typeof arg === 'number' ? String(arg) : arg;
  if (typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text)) return text;
  throw new Unreadable('action.arg', 'not an order id');
}
