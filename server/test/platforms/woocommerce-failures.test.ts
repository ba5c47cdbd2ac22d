import { describe, expect, test } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { StoreRefused, StoreUnreachable, Unreadable } from '../../src/platforms/platform.ts';
import { always, line, plain, serve } from '../recorded/woocommerce/ask.ts';

const order22 = orderId('22');

describe('a store that does not tell', () => {
  test('is not taken for one that says “gone”: only its own word for it counts', async () => {
    expect(await line(await serve(always('25-get-order-gone'))).fetchOrder(order22)).toEqual({ kind: 'gone' });
    const noRoute = plain(404, {}, '{"code":"rest_no_route","message":"No route.","data":{"status":404}}');
    await expect(line(await serve(noRoute)).fetchOrder(order22)).rejects.toThrow(StoreRefused);
    await expect(line(await serve(plain(404, {}, '<h1>Not found</h1>'))).fetchOrder(order22)).rejects.toThrow(StoreRefused);
    await expect(line(await serve(plain(410))).fetchOrder(order22)).rejects.toThrow(StoreRefused);
  });

  test.each(['31-no-key', '34-basic-wrong-secret', '36-unknown-key'])('refuses our key with the recorded answer %s', async (file) => {
    await expect(line(await serve(always(file))).fetchOrder(order22)).rejects.toMatchObject({ name: 'StoreRefused', status: 401 });
  });

  test('refuses with 403 behind a firewall', async () => {
    await expect(line(await serve(plain(403, {}, 'Attention required'))).fetchOrder(order22)).rejects.toMatchObject({ status: 403 });
  });

  test.each([
    [429, '7', 7000],
    [503, '120', 120_000],
    [503, '999999999', 3_600_000],
    [500, undefined, null],
    [502, 'Sat, 21 Nov 2026 18:31:25 GMT', null],
    [429, '-1', null],
  ])('is to be asked later after %i with Retry-After %s', async (status, after, retryAfterMs) => {
    const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': after };
    const asking = line(await serve(plain(status, headers))).fetchOrder(order22);
    await expect(asking).rejects.toMatchObject({ name: 'StoreUnreachable', retryAfterMs });
  });

  test('is to be asked later when it is silent, answers half, or hangs up', async () => {
    const silent = await serve(() => undefined);
    await expect(line(silent, { timeoutMs: 100 }).fetchOrder(order22)).rejects.toThrow(/no answer in 100 ms/);
    const half = await serve((_request, response) => void response.writeHead(200).write('{"id":'));
    await expect(line(half, { timeoutMs: 100 }).fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
    const hangsUp = await serve((request) => request.socket.destroy());
    await expect(line(hangsUp).fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
    await expect(line('http://127.0.0.1:1').fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
  });

  test('is to be asked later when a holding page answers in its place', async () => {
    await expect(line(await serve(plain(200, {}, '<html>Back soon</html>'))).fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
    await expect(line(await serve(plain(200, {}, 'null'))).fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
  });

  test('cannot fill our memory', async () => {
    const endless = await serve((_request, response) => {
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      response.writeHead(200);
      more();
    });
    await expect(line(endless, { maxBytes: 1_000_000 }).fetchOrder(order22)).rejects.toThrow(/larger than 1000000 bytes/);
  });

  test('cannot send us to another host', async () => {
    let visits = 0;
    const elsewhere = await serve((_request, response) => void response.end(String((visits += 1))));
    for (const status of [301, 302, 307, 308]) {
      const asking = line(await serve(plain(status, { location: `${elsewhere}/steal` }))).fetchOrder(order22);
      await expect(asking).rejects.toThrow(status === 301 || status === 308 ? StoreRefused : StoreUnreachable);
    }
    expect(visits).toBe(0);
  });

  test('is complained about by field when it answers something else, or another order', async () => {
    await expect(line(await serve(plain(200, {}, '{"id":22}'))).fetchOrder(order22)).rejects.toThrow(Unreadable);
    await expect(line(await serve(always('03-get-order-guest'))).fetchOrder(orderId('23'))).rejects.toMatchObject({ field: 'order.id' });
  });

  test('is never asked for an id that is not one', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => void response.end(String(asked.push(request.url ?? ''))));
    for (const id of ['../customers/2', '22?force=true', '', '22/refunds'])
      await expect(line(url).fetchOrder(orderId(id))).rejects.toThrow(Unreadable);
    expect(asked).toEqual([]);
  });
});
