import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import type { HeldReward } from '../../src/member/answers.ts';
import { answerWith, held, me, no, openPage, posted, type Answers } from './shop-page.ts';

async function openHeld(rewards: HeldReward[], answers: Answers = {}, data: Record<string, string> = {}) {
  const asked = answerWith({ me: me({ held: rewards }), ...answers });
  const page = openPage(data);
  await page.open();
  await waitFor(() => expect(page.shadow.querySelector('.held')).not.toBeNull());
  return { ...page, asked, button: (name: string) => page.inside.getByRole('button', { name }) };
}

describe('the rewards a member holds', () => {
  it('stand above the catalogue, each with where it is, also where the program has no reward any more', async () => {
    const states = ['preparing', 'ready', 'on-order', 'used', 'returning', 'returned', 'failed'] as const;
    const page = await openHeld(
      states.map((state) => held({ id: state, state, cancellable: false })),
      { 'held/preparing': { reward: held({ id: 'preparing', state: 'preparing' }) } },
    );
    const said = [...page.shadow.querySelectorAll('.held li > [role=status]')].map(({ textContent }) => textContent);
    expect(said).toHaveLength(states.length);
    expect(new Set(said).size).toBe(states.length);
    expect(said[5]).toBe('Your points are back.');
  });

  it('tell until when they hold, from which amount on, and what the shop asks', async () => {
    const page = await openHeld([
      held({ until: '2026-12-04T12:00:00Z', minimumOrder: { amountMinor: 2000, currency: 'EUR' }, instructions: 'Show it at the till' }),
    ]);
    for (const part of ['Until December 4, 2026, then the points come back', 'For orders of €20 or more', 'Show it at the till'])
      expect(page.text()).toContain(part);
  });

  it('tell the hour where the end is near', async () => {
    const until = new Date(Date.now() + 3_600_000);
    const page = await openHeld([held({ until: until.toISOString() })]);
    expect(page.text()).toContain(new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(until));
  });

  it('give their code to be copied, and say so', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText } } }));
    const page = await openHeld([held({ applyPath: null })]);
    expect(page.text()).toContain('Ready. Enter the code when you pay.');
    page.button('Copy').click();
    await page.inside.findByRole('button', { name: 'Copied' });
    expect(writeText).toHaveBeenCalledWith('LAST-9XKQ');
  });

  it('show the number of a gift card, and no code of what is over', async () => {
    const page = await openHeld([
      held({ kind: 'gift-card', state: 'used', code: 'GIFT-1', cancellable: false }),
      held({ id: 'h2', state: 'returned', code: 'GONE-1', cancellable: false }),
    ]);
    expect(page.text()).toContain('GIFT-1');
    expect(page.text()).toContain('it is as good as money');
    expect(page.text()).not.toContain('GONE-1');
  });

  it('go into the cart at a tap, and say when the cart does not have what they ask for', async () => {
    const cart = { token: 't', total_price: 100, currency: 'EUR', discount_codes: [{ code: 'last-9xkq', applicable: false }] };
    const page = await openHeld([held()], { '/discount/LAST-9XKQ': 'ok', '/cart.js': cart });
    page.button('Use it in the cart').click();
    await page.inside.findByText('It is in your cart, and counts once the cart has what it asks for.');
  });

  it('never follow an address that is not the shop’s own', async () => {
    const page = await openHeld([held({ applyPath: '//evil.example/discount/X' })]);
    page.button('Use it in the cart').click();
    await page.inside.findByText('It did not get into the cart. Enter the code when you pay.');
    expect(page.asked.mock.calls.some(([url]) => url.includes('evil'))).toBe(false);
  });

  it('can be given back, after one has said so twice', async () => {
    const back = held({ state: 'returning', cancellable: false });
    const page = await openHeld([held()], { 'held/h1/cancel': { reward: back } });
    page.button('Give it back').click();
    await page.inside.findByRole('button', { name: 'Keep it' });
    expect(posted(page.asked, 'held/h1/cancel')).toEqual([]);
    page.button('Give it back for 100 points').click();
    await page.inside.findByText('On its way back to points.');
    expect(posted(page.asked, 'held/h1/cancel')).toEqual([{}]);
  });

  it('leave the cart when they are given back, and only they', async () => {
    const back = held({ state: 'returned', cancellable: false });
    const cart = {
      token: 't',
      discount_codes: [
        { code: 'OTHER', applicable: true },
        { code: 'last-9xkq', applicable: true },
      ],
    };
    const page = await openHeld([held()], { 'held/h1/cancel': { reward: back }, '/cart.js': cart, '/cart/update.js': 'ok' });
    page.button('Give it back').click();
    (await page.inside.findByRole('button', { name: 'Give it back for 100 points' })).click();
    await page.inside.findByText('Your points are back.');
    expect(posted(page.asked, '/cart/update.js')).toEqual([{ discount: 'OTHER' }]);
  });

  it('say why they cannot be given back', async () => {
    const page = await openHeld([held()], { 'held/h1/cancel': () => no('already-settled') });
    page.button('Give it back').click();
    (await page.inside.findByRole('button', { name: 'Give it back for 100 points' })).click();
    await page.inside.findByText('It was used already.');
  });

  it('are looked after when one comes back to them, and are not put into a cart nobody asked for', async () => {
    const page = await openHeld([held({ state: 'preparing', code: null, applyPath: null })], { 'held/h1': { reward: held() } });
    await page.inside.findByText('Ready to use.', {}, { timeout: 2000 });
    expect(page.asked.mock.calls.some(([url]) => url.startsWith('/discount'))).toBe(false);
  });

  it('speak Persian, with the code left as it is typed', async () => {
    const page = await openHeld([held({ until: '2026-12-04T12:00:00Z' })], {}, { locale: 'fa' });
    expect(page.text()).toContain('آمادهٔ استفاده است.');
    expect(page.text()).toContain('تا ۱۳ آذر ۱۴۰۵');
    expect(page.shadow.querySelector('.code bdi')?.getAttribute('dir')).toBe('ltr');
  });
});
