// Addresses that speak of referrals: a friend's link that leads to any page, and a link to the page about friends.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { arrive } from '../../src/friends/arrival.ts';
import { answerWith, leaveLastPage, me, openPage, ownReferrals, program, referralTerms } from './shop-page.ts';

afterEach(() => history.replaceState(null, '', '/'));
const at = (address: string) => history.replaceState(null, '', address);
const settled = () => new Promise((done) => setTimeout(done));

describe('who comes by a friend’s link', () => {
  it('has it in the cart, and it leaves the address', async () => {
    at('/products/tea?variant=1&lasting_ref=ADA-7KQ2;whatsapp#more');
    const stub = answerWith({ '/cart/update.js': {} });
    arrive();
    await vi.waitFor(() => expect(location.search).toBe('?variant=1'));
    expect(location.hash).toBe('#more');
    // A page of another test may still ask for something of its own.
    const kept = () => stub.mock.calls.filter(([asked]) => asked === '/cart/update.js');
    const [url, init] = kept()[0] ?? [];
    expect([url, init?.method, init?.body]).toEqual(['/cart/update.js', 'POST', '{"attributes":{"_lasting_ref":"ADA-7KQ2;whatsapp"}}']);
    expect(document.cookie).toBe('');
    arrive();
    await settled();
    expect(kept()).toHaveLength(1);
  });

  it.each([500, new Error('offline')])('keeps the address when the cart could not be told: %s', async (answer) => {
    at('/?lasting_ref=ADA-7KQ2');
    answerWith({ '/cart/update.js': answer });
    arrive();
    await settled();
    expect(location.search).toBe('?lasting_ref=ADA-7KQ2');
  });

  it.each(['', '<script>', 'A', 'x'.repeat(60), 'ADA 7KQ2', 'ADA;whatsapp;more', 'ADA-7KQ2;WHATSAPP<'])(
    'puts nothing into the cart that is no code of ours: %s',
    async (reference) => {
      at(`/?lasting_ref=${encodeURIComponent(reference)}`);
      const stub = answerWith({ '/cart/update.js': {} });
      arrive();
      await settled();
      expect(stub.mock.calls.map(([asked]) => asked)).not.toContain('/cart/update.js');
    },
  );
});

describe('a link to the page about friends', () => {
  it('opens the panel there, and does not open a second one', async () => {
    const stub = answerWith({ me: me(), program: program({ referrals: referralTerms() }), referrals: ownReferrals() });
    const page = openPage();
    at('/#lasting-referrals');
    arrive();
    await page.inside.findByText('Bring a friend');
    arrive();
    await settled();
    expect(page.shadow.querySelectorAll('dialog')).toHaveLength(1);
    expect(stub.mock.calls.some(([url]) => url === '/cart/update.js')).toBe(false);
  });

  it('does nothing on a page without a launcher', () => {
    leaveLastPage();
    document.body.innerHTML = '<p>Tea</p>';
    at('/#lasting-referrals');
    expect(arrive).not.toThrow();
  });

  it('leaves every other address alone', async () => {
    const stub = answerWith({});
    const page = openPage({ customer: '' });
    at('/#reviews');
    arrive();
    await settled();
    expect(page.dialog()).toBeNull();
    expect(stub.mock.calls.every(([url]) => url.endsWith('/look'))).toBe(true);
  });
});
