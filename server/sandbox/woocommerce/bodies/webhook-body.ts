// A webhook as the REST API answers it: never with its secret, nor with how often it failed (woocommerce.md §2, rest/01, rest/02).
import type { Shop } from '../shop/shop.ts';
import type { Webhook } from '../shop/types.ts';
import { hooksOf } from '../webhooks/topics.ts';
import { dates } from './dates.ts';
import { links } from './links.ts';

export function webhookBody(shop: Shop, webhook: Webhook) {
  const { id, name, status, topic, deliveryUrl } = webhook;
  const [resource = '', event = ''] = topic.split('.');
  return {
    id,
    name,
    status,
    topic,
    resource,
    event,
    hooks: hooksOf(topic),
    delivery_url: deliveryUrl,
    ...dates(shop, 'date_created', webhook.createdAt),
    ...dates(shop, 'date_modified', webhook.modifiedAt),
    _links: links(shop, 'webhooks', id),
  };
}
