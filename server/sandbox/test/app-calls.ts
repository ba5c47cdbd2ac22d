/** Calls of an app as they are on the wire, without a library that repeats or hides anything. */
import type { Harness } from './running.ts';
import { CLIENT_ID, SECRET, SHOP } from './running.ts';

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data | null;
  errors: { message: string; extensions?: { code?: string } }[] | string | undefined;
}

export type Ask = <Data = Record<string, unknown>>(document: string, variables?: object) => Promise<Answer<Data>>;

export async function tokenOf(shop: Harness): Promise<string> {
  const { token } = await shop.get<{ token: string }>('/__sim/id-token');
  const answer = await shop.post<{ access_token: string }>('/admin/oauth/access_token', {
    client_id: CLIENT_ID,
    client_secret: SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });
  return answer.access_token;
}

export async function asApp(shop: Harness): Promise<Ask> {
  const token = await tokenOf(shop);
  return async <Data>(document: string, variables: object = {}): Promise<Answer<Data>> => {
    const response = await fetch(`${shop.sandbox.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token, 'x-sim-host': SHOP },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    const body = text.startsWith('{') ? (JSON.parse(text) as { data?: Data; errors?: Answer<Data>['errors'] }) : {};
    return { status: response.status, headers: response.headers, data: body.data ?? null, errors: body.errors };
  };
}

/** For documents that must succeed. */
export async function dataOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, errors, status } = await answer;
  if (data === null || errors !== undefined) throw new Error(`no data (${status}): ${JSON.stringify(errors)}`);
  return data;
}
