import { describe, expect, test } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { StoreUnreachable } from '../../src/platforms/platform.ts';
import { always, goods, line, orderAt, recordedStore, serve } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/replay.ts';

const order22 = orderId('22');

describe('an order that is fetched', () => {
  test('has the lines of its refunds, so that only amounts without a line are spread over the goods', async () => {
    const store = await recordedStore();
    const refunded = await orderAt(store.at('08'), '22');
    expect(refunded.refunds).toEqual([
      {
        refundId: '23',
        at: Date.UTC(2026, 10, 21, 18, 31, 34),
        amount: 1250,
        goodsWithoutLines: 0,
        shipping: 0,
        tax: 0,
        lines: [{ lineId: '3', quantity: 1, net: 1250 }],
      },
    ]);
    expect(refunded.lines[0]).toMatchObject({ lineId: '3', quantity: 2, currentQuantity: 1, net: 2500, currentNet: 1250 });
    expect(goods(refunded)).toBe(3250);
  });

  test('is worth 45.00, 45.00, 32.50, 31.50 and 0 as its story goes on', async () => {
    const store = await recordedStore();
    const worth: number[] = [];
    for (const file of ['04', '06', '08', '09', '10']) worth.push(goods(await orderAt(store.at(file), '22')));
    expect(worth).toEqual([4500, 4500, 3250, 3150, 0]);
    expect(await orderAt(store.at('10'), '22')).toMatchObject({ standing: 'refunded' });
  });

  test('is asked for once when it has no refunds', async () => {
    const store = await recordedStore();
    await orderAt(store.at('06'), '22');
    expect(store.asked).toHaveLength(1);
  });

  test('is deleted in the trash, gone before it was made, and no order while it is a draft', async () => {
    const store = await recordedStore();
    expect(await orderAt(store.at('53'), '37')).toMatchObject({ standing: 'deleted' });
    expect(await orderAt(store.at('55'), '37')).toMatchObject({ standing: 'open' });
    expect(await store.at('08').fetchOrder(orderId('37'))).toEqual({ kind: 'gone' });
    expect(await store.at('03').fetchOrder(orderId('21'))).toEqual({ kind: 'gone' });
  });

  test('is whole when its refunds fill several pages', async () => {
    const refund = (id: number) => ({ ...(restAnswer('08-delete-refund').body as object), id, amount: '0.10' });
    const named = Array.from({ length: 150 }, (_, index) => ({ id: index + 100, reason: '', total: '-0.10' }));
    const url = await serve((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://store');
      const page = Number(searchParams.get('page'));
      const body = pathname.endsWith('/refunds')
        ? named.slice((page - 1) * 100, page * 100).map(({ id }) => refund(id))
        : { ...(restAnswer('05-get-order-after-partial-refund').body as object), refunds: named };
      response.writeHead(200, { 'x-wp-totalpages': '2' }).end(JSON.stringify(body));
    });
    const order = await orderAt(line(url), '22');
    expect(order.refunds).toHaveLength(150);
    expect(goods(order)).toBe(4500 - 1500);
  });

  test('is read again when a refund came between the two reads, and given up for now when that never ends', async () => {
    const before = {
      ...(restAnswer('05-get-order-after-partial-refund').body as object),
      refunds: [{ id: 99, reason: '', total: '-1.00' }],
    };
    let orders = 0;
    const changesOnce = await serve((request, response) => {
      if (request.url?.includes('/refunds') === true) return always('06-get-refunds')(request, response);
      orders += 1;
      return orders === 1 ? void response.end(JSON.stringify(before)) : always('05-get-order-after-partial-refund')(request, response);
    });
    expect(goods(await orderAt(line(changesOnce), '22'))).toBe(3250);
    expect(orders).toBe(2);
    const changesAlways = await serve((request, response) => {
      if (request.url?.includes('/refunds') === true) return always('06-get-refunds')(request, response);
      return void response.end(JSON.stringify(before));
    });
    await expect(line(changesAlways).fetchOrder(order22)).rejects.toThrow(StoreUnreachable);
  });

  test('counts shipping, tax and fees that were given back as what they are', async () => {
    const parts = {
      ...(restAnswer('06-get-refunds').body as object[])[0],
      amount: '25.25',
      shipping_lines: [{ total: '-4.90', total_tax: '-0.93' }],
      fee_lines: [
        { total: '-2.00', total_tax: '-0.38' },
        { total: '1.00', total_tax: '0.00' },
      ],
    };
    const url = await serve((request, response) => {
      const fee_lines = [
        { total: '2.00', total_tax: '0.38' },
        { total: '-3.00', total_tax: '0.00' },
      ];
      const order = { ...(restAnswer('05-get-order-after-partial-refund').body as object), fee_lines };
      response.end(JSON.stringify(request.url?.includes('/refunds') === true ? [parts] : order));
    });
    const order = await orderAt(line(url), '22');
    // 25.25 = 12.50 line + 4.90 shipping + 1.31 tax + 2.00 fee - 1.00 reduction taken back + 5.54 that nothing explains
    expect(order.refunds[0]).toMatchObject({ amount: 2525, shipping: 490, tax: 131, goodsWithoutLines: 554 });
    expect(order.charges).toMatchObject({ fees: 200, feeReductions: 200 });
    expect(goods(order)).toBe(4500 - 1250 - 554 - 200);
  });

  test('costs what the shop shows where its prices contain tax: goods, discount, and what was given back of them', async () => {
    const taxed = { prices_include_tax: true, shipping_total: '4.12', shipping_tax: '0.78', total: '49.90', fee_lines: [] };
    const order = restAnswer('05-get-order-after-partial-refund').body as { line_items: object[] };
    // Four of 12.50 with 19 percent in them, and five euros off: 45.00 were paid for them.
    const line_items = [
      { ...order.line_items[0], quantity: 4, subtotal: '42.02', subtotal_tax: '7.98', total: '37.82', total_tax: '7.18' },
    ];
    const [refund] = restAnswer('06-get-refunds').body as { line_items: object[] }[];
    const back = { total: '-9.45', total_tax: '-1.80' };
    const parts = {
      ...refund,
      amount: '12.20',
      line_items: [{ ...refund?.line_items[0], ...back }],
      shipping_lines: [{ total: '-0.80', total_tax: '-0.15' }],
    };
    const url = await serve((request, response) =>
      response.end(JSON.stringify(request.url?.includes('/refunds') === true ? [parts] : { ...order, ...taxed, line_items })),
    );
    const read = await orderAt(line(url), '22');
    expect(read.taxesIncluded).toBe(true);
    expect(read.lines[0]).toMatchObject({ net: 4500, currentNet: 4500 - 1125, discount: 500, tax: 718 });
    // 12.20 = 11.25 of the line + 0.80 shipping + 0.15 its tax, and nothing that is not explained.
    expect(read.refunds[0]).toMatchObject({ amount: 1220, goodsWithoutLines: 0, shipping: 80, tax: 195, lines: [{ net: 1125 }] });
    expect(goods(read)).toBe(3375);
  });

  test('gives no more back for a line than it cost, and the rest for the goods as a whole', async () => {
    const [recorded] = restAnswer('06-get-refunds').body as { line_items: object[] }[];
    const tooMuch = { ...recorded, amount: '30.00', line_items: [{ ...recorded?.line_items[0], total: '-30.00' }] };
    const url = await serve((request, response) => {
      const order = restAnswer('05-get-order-after-partial-refund').body;
      response.end(JSON.stringify(request.url?.includes('/refunds') === true ? [tooMuch] : order));
    });
    const order = await orderAt(line(url), '22');
    expect(order.lines[0]).toMatchObject({ currentNet: 0 });
    expect(order.refunds[0]).toMatchObject({ goodsWithoutLines: 500 });
    expect(goods(order)).toBe(1500);
  });
});
