// The server says by a meta element how it served this page; nothing in the address is believed.
import { embeddedHost } from './embedded.ts';
import type { Host } from './host.ts';
import { standaloneHost } from './standalone.ts';

export function chooseHost(): Host {
  const served = document.querySelector('meta[name="lasting-host"]')?.getAttribute('content');
  if (served === 'embedded' && 'shopify' in window) return embeddedHost(window.shopify);
  return standaloneHost({ fetch: window.fetch.bind(window), storage: window.localStorage, now: Date.now });
}
