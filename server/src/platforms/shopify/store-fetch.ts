// How calls to a store's host leave this process: to Shopify, or to the sandbox shop in its place.
import { AsyncLocalStorage } from 'node:async_hooks';
import '@shopify/shopify-api/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';

/** Longer than Shopify takes for anything we ask of it, shorter than a lease. */
const TIMEOUT_MS = 20_000;

const chosen = new AsyncLocalStorage<typeof fetch>();

// The library has one fetch hook for the whole process and forces https. Ours only asks who is calling: two apps with different sandboxes can
// live in one process (as tests do) without disturbing each other. It is set for every use, because whoever else uses the library may set his.
const dispatch: typeof fetch = (input, init) => (chosen.getStore() ?? globalThis.fetch)(input, init);

export function withFetch<Result>(choice: typeof fetch, work: () => Promise<Result>): Promise<Result> {
  setAbstractFetchFunc(dispatch);
  return chosen.run(choice, work);
}

/** Only hosts of stores are rewritten; the sandbox learns which store is meant from `x-sim-host`. */
export function createStoreFetch(simulatorUrl?: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const timed = { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' as const };
    if (simulatorUrl === undefined || !url.hostname.endsWith('.myshopify.com')) return globalThis.fetch(url, timed);
    const headers = new Headers(init?.headers);
    headers.set('x-sim-host', url.hostname);
    return globalThis.fetch(new URL(url.pathname + url.search, simulatorUrl), { ...timed, headers });
  };
}
