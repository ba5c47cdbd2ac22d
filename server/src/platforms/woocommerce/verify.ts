// Is this delivery from the store that shares our secret? Decided over the raw bytes; nothing is parsed before the signature holds.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DeliverySecrets, RawDelivery, Verdict } from '../platform.ts';

const TOPIC = /^(?<resource>[a-z]{1,40})\.(?<event>[A-Za-z0-9_./:-]{1,150})$/;

export function verify(delivery: RawDelivery, secrets: DeliverySecrets): Promise<Verdict> {
  return Promise.resolve(judge(delivery, secrets));
}

function judge({ headers, body }: RawDelivery, { webhookSecret }: DeliverySecrets): Verdict {
  if (isPing(headers, body)) return { kind: 'dropped', why: 'ping' };
  const topic = headers['x-wc-webhook-topic'];
  const signature = headers['x-wc-webhook-signature'];
  if (topic === undefined || !isConsistentTopic(topic, headers)) return { kind: 'rejected', status: 400, why: 'topic-header' };
  if (signature === undefined) return { kind: 'rejected', status: 400, why: 'signature-header' };
  const domain = domainOf(headers['x-wc-webhook-source']);
  if (domain === undefined) return { kind: 'rejected', status: 400, why: 'source-header' };
  if (!isSignedBy(webhookSecret, signature, body)) return { kind: 'rejected', status: 401, why: 'signature' };
  if (topic.startsWith('order.') && isCheckoutDraft(body)) return { kind: 'dropped', why: 'checkout-draft' };
  // Never deduplicated: the delivery id is a hash of webhook and second, several events share one, and WooCommerce never retries.
  return { kind: 'accepted', topic, domain, dedupe: null };
}

/** The store asks whether anybody listens when a webhook is made: a form, unsigned, without any header of its own. It changes nothing. */
function isPing(headers: RawDelivery['headers'], body: Buffer): boolean {
  if (Object.keys(headers).some((name) => name.startsWith('x-wc-'))) return false;
  return body.length <= 40 && /^webhook_id=\d+$/.test(body.toString('latin1'));
}

/** The signature covers the body only. Headers that contradict each other are not what a store sends; a consistent lie is answered by asking the store. */
function isConsistentTopic(topic: string, headers: RawDelivery['headers']): boolean {
  const parts = TOPIC.exec(topic)?.groups;
  if (parts === undefined) return false;
  const { 'x-wc-webhook-resource': resource = parts['resource'], 'x-wc-webhook-event': event = parts['event'] } = headers;
  return resource === parts['resource'] && event === parts['event'];
}

/** null: the header is absent; undefined: it is there and is no address of a web site. */
function domainOf(source: string | undefined): string | null | undefined {
  if (source === undefined) return null;
  if (!URL.canParse(source)) return undefined;
  const url = new URL(source);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : undefined;
}

/** Compared as text, so that only the one canonical base64 of the digest passes. An empty secret would let everybody sign: it never verifies. */
function isSignedBy(secret: string, signature: string, body: Buffer): boolean {
  if (secret.trim() === '') return false;
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Opening the block checkout already sends a draft with what the visitor typed: personal data of somebody who bought nothing. */
function isCheckoutDraft(body: Buffer): boolean {
  // Almost no delivery is a draft, and reading every body twice costs more than verifying it.
  if (!body.includes('checkout-draft')) return false;
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && 'status' in parsed && parsed.status === 'checkout-draft';
  } catch {
    return false; // Signed but not JSON: stored, so that the normaliser can show what is wrong with it.
  }
}
