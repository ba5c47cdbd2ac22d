// Name, currency and time zone of a shop. Three places know them, and WooCommerce's own status report does not know the time zone.
import { z } from 'zod';
import { StoreRefused, Unreadable } from '../platform.ts';
import type { ConnectableStore, StoreFacts } from '../platform.ts';
import { read } from './normalise/read.ts';
import type { RestAnswer, RestClient } from './rest-client.ts';

const currencySetting = z.object({ value: z.string().regex(/^[A-Z]{3,5}$/) });
/** The site's public index. `timezone_string` is empty when the merchant chose an offset instead of a city. */
const siteIndex = z.object({ name: z.string(), timezone_string: z.string(), gmt_offset: z.coerce.number().min(-24).max(24) });
const systemStatus = z.object({ environment: z.object({ default_timezone: z.string() }) });

export async function fetchFacts(client: RestClient, store: ConnectableStore): Promise<StoreFacts & { readonly name: string }> {
  const setting = found(await client.get('wp-json/wc/v3/settings/general/woocommerce_currency', { _fields: 'id,value' }));
  const currency = read(currencySetting, setting, 'woocommerce_currency').value;
  return { currency, ...(await nameAndTimeZone(client, store)) };
}

/** Security plugins close the index to strangers. Then the name is the address, and the time is PHP's: mostly UTC. */
async function nameAndTimeZone(client: RestClient, store: ConnectableStore): Promise<{ name: string; timeZone: string }> {
  const index = await openIndex(client);
  if (index !== null) return { name: index.name.trim() === '' ? store.domain : index.name, timeZone: timeZoneOf(index) };
  const status = found(await client.get('wp-json/wc/v3/system_status', { _fields: 'environment' }));
  return { name: store.domain, timeZone: knownZone(read(systemStatus, status, 'system_status').environment.default_timezone) };
}

async function openIndex(client: RestClient): Promise<z.infer<typeof siteIndex> | null> {
  try {
    return siteIndex.safeParse(found(await client.getPublic('wp-json/', { _fields: 'name,timezone_string,gmt_offset' }))).data ?? null;
  } catch (error) {
    if (error instanceof StoreRefused) return null;
    throw error;
  }
}

function timeZoneOf(index: z.infer<typeof siteIndex>): string {
  if (index.timezone_string !== '') return knownZone(index.timezone_string);
  const minutes = Math.round(Math.abs(index.gmt_offset) * 60);
  if (minutes === 0) return 'UTC';
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${index.gmt_offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function knownZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new Unreadable('time zone', 'not one that is known');
  }
}

function found(answer: RestAnswer): unknown {
  if (answer.kind === 'gone') throw new StoreRefused(404, 'the store has no such setting');
  return answer.body;
}
