// /webhooks.
import { Router, type Request } from 'express';
import { z } from 'zod';
import { webhookBody } from '../bodies/webhook-body.ts';
import { ShopRefuses, type Shop } from '../shop/shop.ts';
import type { Webhook } from '../shop/types.ts';
import { isTopic } from '../webhooks/topics.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { answer, answerList, ordered, textOf } from './lists.ts';

const wish = z.object({
  name: z.string().default(''),
  topic: z.string(),
  delivery_url: z.string(),
  secret: z.string().default(''),
  status: z.enum(['active', 'paused', 'disabled']).default('active'),
});

function webhookOf(shop: Shop, request: Request<{ id: string }>): Webhook {
  const webhook = shop.webhooks.get(Number(request.params.id));
  if (webhook === undefined) throw new ShopRefuses(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.');
  return webhook;
}

export function addWebhook(shop: Shop, body: unknown): Webhook {
  const said = wish.safeParse(body);
  if (!said.success || !isTopic(said.data.topic))
    throw new ShopRefuses(400, 'woocommerce_rest_shop_webhook_invalid_topic', 'Webhook topic is required and must be valid.');
  const { name, topic, delivery_url: deliveryUrl, secret, status } = said.data;
  const id = Math.max(0, ...shop.webhooks.keys()) + 1;
  const webhook: Webhook = { id, name, topic, deliveryUrl, secret, status, failures: 0, createdAt: shop.now(), modifiedAt: null };
  shop.webhooks.set(id, webhook);
  return webhook;
}

export function webhookRoutes(shop: Shop, webhooks: Webhooks): Router {
  const routes = Router();
  routes.get('/webhooks', (request, response) => {
    const rows = ordered(request, [...shop.webhooks.values()], ({ createdAt }) => createdAt);
    answerList(request, response, rows, (one) => webhookBody(shop, one));
  });
  routes.get('/webhooks/:id', (request, response) => answer(request, response, webhookBody(shop, webhookOf(shop, request))));
  routes.post('/webhooks', async (request, response) => {
    const webhook = addWebhook(shop, request.body);
    // Before the answer, and whatever it says (woocommerce.md §2, "ping").
    await webhooks.ping(webhook);
    answer(request, response, webhookBody(shop, webhook), 201);
  });
  routes.put('/webhooks/:id', (request, response) => {
    const webhook = webhookOf(shop, request);
    const { status, secret, delivery_url: deliveryUrl } = wish.partial().parse(request.body);
    if (status !== undefined) webhook.status = status;
    if (secret !== undefined) webhook.secret = secret;
    if (deliveryUrl !== undefined) webhook.deliveryUrl = deliveryUrl;
    webhook.modifiedAt = shop.now();
    answer(request, response, webhookBody(shop, webhook));
  });
  routes.delete('/webhooks/:id', (request, response) => {
    const webhook = webhookOf(shop, request);
    if (textOf(request, 'force') !== 'true')
      throw new ShopRefuses(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
    shop.webhooks.delete(webhook.id);
    answer(request, response, webhookBody(shop, webhook));
  });
  return routes;
}
