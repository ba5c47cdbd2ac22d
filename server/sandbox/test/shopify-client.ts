/** Shopify's own library, pointed at the sandbox the way the product does it: myshopify.com is rewritten in fetch. */
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import type { Session, Shopify } from '@shopify/shopify-api';
import { abstractFetch, setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { CLIENT_ID, SECRET } from './running.ts';

export function shopifyFor(url: string, secret = SECRET): { shopify: Shopify; restore: () => void } {
  const before = abstractFetch;
  setAbstractFetchFunc((input, init) => {
    const target = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    headers.set('x-sim-host', target.hostname);
    return fetch(url + target.pathname + target.search, { ...init, headers });
  });
  const shopify = shopifyApi({
    apiKey: CLIENT_ID,
    apiSecretKey: secret,
    apiVersion: ApiVersion.October26,
    hostName: 'app.example.com',
    isEmbeddedApp: true,
    scopes: [],
    logger: { log: () => undefined },
  });
  return { shopify, restore: () => setAbstractFetchFunc(before) };
}

export async function graphql<Data>(shopify: Shopify, session: Session, document: string, variables: object = {}): Promise<Data> {
  const client = new shopify.clients.Graphql({ session });
  const answer = await client.request<Data>(document, { variables: { ...variables } });
  return answer.data as Data;
}
