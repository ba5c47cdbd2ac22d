// The page of a link as browsers open it, at the shop and at our own host.
import { code, store, world } from './referral-world.ts';

export const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export interface Opening {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly customer?: string;
  readonly method?: string;
  readonly body?: string;
}
/** On our own host, as everybody can. */
export const ours = (of = code, { query = {}, headers = {}, method = 'GET', body }: Opening = {}) =>
  world.app.fetch(`/ref/${store}/${encodeURIComponent(of)}?${new URLSearchParams(query).toString()}`, { method, headers: { 'user-agent': BROWSER, ...headers }, ...(body === undefined ? {} : { body }) }); // prettier-ignore
/** On the shop's domain. */
export const atShop = (of = code, { query = {}, headers = {}, customer, method = 'GET', body }: Opening = {}) => {
  const who = customer === undefined ? {} : { logged_in_customer_id: customer };
  const signed = new URLSearchParams({ shop: store, signature: 'good', ...who, ...query }).toString();
  return world.app.fetch(`/proxy/ref/${encodeURIComponent(of)}?${signed}`, {
    method,
    headers: { 'user-agent': BROWSER, ...headers },
    ...(body === undefined ? {} : { body }),
  });
};
export const WAYS = [['on the shop’s domain', atShop], ['on ours', ours]] as const; // prettier-ignore

export const text = async (answer: Promise<Response>): Promise<string> => (await answer).text();
/** Without the marks that keep names apart. */
export const plain = (html: string): string => html.replaceAll(/[\u2068\u2069]/gu, '');
