import { describe, expect, test } from 'vitest';
import { orderId, storeId } from '../../src/loyalty/ids.ts';
import { StoreRefused } from '../../src/platforms/platform.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { line } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/replay.ts';

const order22 = orderId('22');

describe('a key', () => {
  const asking = async (answers: (request: Request) => Response, url: string) => {
    const requests: Request[] = [];
    const fetchImpl: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return Promise.resolve(answers(request));
    };
    const connection = line(url, { fetchImpl });
    const outcome = await connection.fetchOrder(order22).catch((error: unknown) => error);
    return { requests, outcome, connection };
  };
  const found = (): Response => Response.json(restAnswer('03-get-order-guest').body);
  const unseen = (): Response => Response.json(restAnswer('31-no-key').body, { status: 401 });

  test('is shown as Basic over https, below the site’s own path', async () => {
    const { requests } = await asking(found, 'https://shop.example/de/');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe('https://shop.example/de/wp-json/wc/v3/orders/22');
    expect(requests[0]?.headers.get('authorization')).toBe(`Basic ${btoa('ck_recorded:cs_recorded')}`);
  });

  test('is shown in the query where the host hides the header, and there at once the next time', async () => {
    const inQuery = (request: Request): Response =>
      new URL(request.url).searchParams.get('consumer_secret') === 'cs_recorded' ? found() : unseen();
    const { requests, connection } = await asking(inQuery, 'https://shop.example');
    expect(requests).toHaveLength(2);
    await connection.fetchOrder(order22);
    expect(requests).toHaveLength(3);
  });

  test('is shown as a signature where a proxy hides that the line is encrypted', async () => {
    const signed = (request: Request): Response =>
      request.headers.get('authorization')?.startsWith('OAuth ') === true ? found() : unseen();
    const { requests, outcome } = await asking(signed, 'https://shop.example');
    expect(outcome).toMatchObject({ kind: 'found' });
    expect(requests.map(({ url }) => new URL(url).protocol)).toEqual(['https:', 'https:', 'https:']);
  });

  test('never leaves the machine in clear over http', async () => {
    const { requests, outcome } = await asking(unseen, 'http://127.0.0.1:8391');
    expect(outcome).toBeInstanceOf(StoreRefused);
    for (const { url, headers } of requests) expect(`${url} ${headers.get('authorization')}`).not.toContain('cs_recorded');
  });

  test('is not tried in other ways once it was seen and refused', async () => {
    const wrong = (): Response => Response.json(restAnswer('34-basic-wrong-secret').body, { status: 401 });
    expect((await asking(wrong, 'https://shop.example')).requests).toHaveLength(1);
  });

  test('is in no error', async () => {
    const fails: typeof fetch = (input) => Promise.reject(new Error(`cannot reach ${String(input as URL)} cs_recorded`));
    const error = await line('https://shop.example', { fetchImpl: fails }).fetchOrder(order22).catch(String);
    expect(error).toContain('StoreUnreachable');
    expect(error).not.toContain('cs_');
  });

  test('is needed: without one there is no line to the store', () => {
    const store = {
      storeId: storeId('s'),
      domain: 'shop.example',
      url: 'https://shop.example',
      facts: { currency: 'EUR', timeZone: 'UTC' },
    };
    for (const credentials of [null, {}, { consumerKey: 'ck' }, { consumerKey: '', consumerSecret: 'cs' }]) {
      expect(woocommercePlatform().connect({ ...store, credentials })).toBeNull();
    }
  });
});
