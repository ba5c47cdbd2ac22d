// The recorded store's REST API on loopback, as it would have answered at a given moment of the story.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { restAnswer } from './recordings.ts';
import type { Recording, RestAnswer } from './recordings.ts';

export interface RecordedRestServer {
  /** The address of the shop: "http://127.0.0.1:40123". */
  readonly url: string;
  readonly credentials: { readonly consumerKey: string; readonly consumerSecret: string };
  /** Every path with query that was asked for, in order. */
  readonly asked: readonly string[];
  /** The store is now where it was when this recording (an index into the given ones) was sent. Before the first call it is at the end. */
  advanceTo(index: number): void;
  close(): Promise<void>;
}

const CREDENTIALS = { consumerKey: 'ck_recorded', consumerSecret: 'cs_recorded' };
const stated = z.looseObject({
  id: z.number(),
  status: z.string(),
  refunds: z.array(z.object({ id: z.number(), reason: z.string(), total: z.string() })),
});
const named = z.object({ id: z.number() });
type Order = z.infer<typeof stated>;

export async function recordedRestServer(
  all: readonly Recording[],
  storeKey: Recording['storeKey'] = 'first',
): Promise<RecordedRestServer> {
  const asked: string[] = [];
  let step = all.length - 1;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const ofStore = (recording: Recording): boolean => recording.storeKey === storeKey;
    const { status, headers, body } = answer(request, all.slice(0, step + 1).filter(ofStore), all.filter(ofStore));
    response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: CREDENTIALS,
    asked,
    advanceTo: (index) => void (step = index),
    close: () => new Promise((resolve, reject) => server.close((error) => (error === undefined ? resolve() : reject(error)))),
  };
}

function answer(request: IncomingMessage, known: readonly Recording[], ever: readonly Recording[]): RestAnswer {
  const { pathname } = new URL(request.url ?? '/', 'http://store');
  // The site's index is not recorded; it is what WordPress says of a store whose time is UTC.
  if (pathname === '/wp-json/') return { status: 200, headers: {}, body: { name: 'Probe store', timezone_string: '', gmt_offset: 0 } };
  if (request.headers.authorization?.includes(`oauth_consumer_key="${CREDENTIALS.consumerKey}"`) !== true) return restAnswer('31-no-key');
  if (pathname === '/wp-json/wc/v3/settings/general/woocommerce_currency') return restAnswer('30-get-settings-currency');
  if (pathname === '/wp-json/wc/v3/system_status') return restAnswer('29-system-status-short');
  const [, id, refunds] = /^\/wp-json\/wc\/v3\/orders\/(\d+)(\/refunds)?$/.exec(pathname) ?? [];
  if (id === undefined) return { status: 404, headers: {}, body: { code: 'rest_no_route', message: 'No route', data: { status: 404 } } };
  const order = orderAt(Number(id), known, ever);
  if (order === null) return restAnswer('25-get-order-gone');
  return refunds === undefined ? { status: 200, headers: {}, body: order } : refundsOf(order);
}

/** The newest state that was sent; after `order.deleted` the same with the status `trash`, as the trash keeps it. */
function orderAt(id: number, known: readonly Recording[], ever: readonly Recording[]): Order | null {
  const newest = known.filter((recording) => isAbout(id, recording)).at(-1);
  if (newest === undefined) return null;
  if (newest.topic !== 'order.deleted') return stated.parse(bodyOf(newest));
  // The second store's order is first heard of in the trash; what it is was only sent when it came back.
  const states = [...known.toReversed(), ...ever].filter((recording) => isAbout(id, recording) && recording.topic !== 'order.deleted');
  return states[0] === undefined ? null : { ...stated.parse(bodyOf(states[0])), status: 'trash' };
}

function isAbout(id: number, recording: Recording): boolean {
  return recording.topic.startsWith('order.') && named.parse(bodyOf(recording)).id === id;
}

function bodyOf(recording: Recording): unknown {
  return JSON.parse(recording.body.toString('utf8'));
}

/** The refund with a line is the recorded one; the two by amount have the recorded shape of the one that was deleted. */
function refundsOf(order: Order): RestAnswer {
  const [withLine] = z.array(z.looseObject({ id: z.number() })).parse(restAnswer('06-get-refunds').body);
  const byAmount = z.looseObject({ id: z.number() }).parse(restAnswer('08-delete-refund').body);
  const body = order.refunds.map(({ id, reason, total }) =>
    id === withLine?.id ? withLine : { ...byAmount, id, reason, amount: total.replace('-', '') },
  );
  return { status: 200, headers: { 'x-wp-total': String(body.length), 'x-wp-totalpages': '1' }, body };
}
