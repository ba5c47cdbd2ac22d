import { describe, expect, test } from 'vitest';
import { StoreUnreachable, Unreadable } from '../../src/platforms/platform.ts';
import { line, recordedStore } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/replay.ts';

describe('the facts about a shop', () => {
  const wp = (index: Response | object) => {
    const fetchImpl: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/woocommerce_currency')) return Promise.resolve(Response.json(restAnswer('30-get-settings-currency').body));
      if (pathname.endsWith('/system_status')) return Promise.resolve(Response.json(restAnswer('29-system-status-short').body));
      if (request.headers.has('authorization')) return Promise.resolve(Response.json({ code: 'invalid_username' }, { status: 401 }));
      return Promise.resolve(index instanceof Response ? index : Response.json(index));
    };
    return line('https://shop.example', { fetchImpl }).fetchFacts();
  };

  test('are its name, currency and time zone', async () => {
    const city = { name: 'Mugs', timezone_string: 'Asia/Tehran', gmt_offset: '3.5' };
    expect(await wp(city)).toEqual({ name: 'Mugs', currency: 'EUR', timeZone: 'Asia/Tehran' });
  });

  test.each([
    [0, 'UTC'],
    ['5.75', '+05:45'],
    [-3.5, '-03:30'],
    [13, '+13:00'],
  ])('know a time zone that is only an offset (%s)', async (gmt_offset, timeZone) => {
    const known = await wp({ name: '', timezone_string: '', gmt_offset });
    expect(known).toEqual({ name: 'shop.example', currency: 'EUR', timeZone });
    expect(() => new Intl.DateTimeFormat('en', { timeZone: known.timeZone })).not.toThrow();
  });

  test('come from the status report where the site hides its index', async () => {
    const hidden = Response.json({ code: 'rest_disabled' }, { status: 401 });
    expect(await wp(hidden)).toEqual({ name: 'shop.example', currency: 'EUR', timeZone: 'UTC' });
  });

  test('are not made up while the site does not answer', async () => {
    await expect(wp(new Response('', { status: 503 }))).rejects.toThrow(StoreUnreachable);
    await expect(wp({ name: 'x', timezone_string: 'Mars/Olympus', gmt_offset: 0 })).rejects.toThrow(Unreadable);
  });

  test('are what the recorded store says', async () => {
    const store = await recordedStore();
    expect(await store.at('66').fetchFacts()).toEqual({ name: 'Probe store', currency: 'EUR', timeZone: 'UTC' });
  });
});
