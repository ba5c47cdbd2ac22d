import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { action, answerWith, look, me, member, offer, openPage, program, reward, way, type Answers } from './shop-page.ts';

async function openTab(tab: string, answers: Answers, data: Record<string, string> = {}) {
  answerWith(answers);
  const page = openPage(data);
  await page.open();
  await waitFor(() => expect(page.shadow.querySelector(`#tab-${tab}`)).not.toBeNull());
  page.shadow.querySelector<HTMLElement>(`#tab-${tab}`)?.click();
  await waitFor(() => expect(page.shadow.querySelector(`#tab-${tab}`)?.getAttribute('aria-selected')).toBe('true'));
  return page;
}

describe('how points are earned', () => {
  const survey = action('survey', { limit: { period: 'month', times: 2, points: null } });
  const minimum = { text: 'orders of {amountMinor} or more', values: { amountMinor: { as: 'money', money: { amountMinor: 5000, currency: 'EUR' } } } } as const; // prettier-ignore

  it('reads as sentences, with whom each is for and how often', async () => {
    const ways = [way({ when: [{ not: false, says: minimum }] }), survey];
    const page = await openTab('earn', { me: me(), program: program({ ways }) });
    for (const part of [
      '1 point for every €1 you spend',
      'For: orders of €50 or more',
      '5 points for answering a survey',
      '2 times a month',
    ])
      expect(page.text()).toContain(part);
  });

  it('says what of it is done, and what is full', async () => {
    const ways = [way(), survey, action('once', { once: 'lifetime', name: 'Account' }), action('open', { once: 'year', name: 'Birthday' })];
    const states = [{ id: 'survey', state: 'limit-reached' }, { id: 'once', state: 'done' }, { id: 'open', state: 'open' }] as const; // prettier-ignore
    const page = await openTab('earn', { me: me({ ways: [...states] }), program: program({ ways }) });
    const chips = [...page.shadow.querySelectorAll('.chip')].map((chip) => chip.textContent);
    expect(chips).toEqual(['Limit reached for now', 'Done', 'Not yet']);
  });

  it('tells what counts by the switches of the program', async () => {
    const basis = { ...program().basis, shipping: true, beforeDiscounts: true, paidByGiftCard: false };
    const page = await openTab('earn', { me: me(), program: program({ basis }) });
    for (const part of ['before discounts', 'Shipping counts too', 'paid by gift card does not count']) expect(page.text()).toContain(part);
    expect(page.text()).not.toContain('Tips count');
  });

  it('has words for a member whose orders earn nothing, and shows no rate then', async () => {
    const page = await openTab('earn', { me: me({ member: member({ excluded: true }) }) });
    expect(page.text()).toContain('Your orders earn no points');
    expect(page.text()).not.toContain('for every');
  });

  it('shows the one rate it knows when the program does not come, and asks again', async () => {
    let broken = true;
    const page = await openTab('earn', { me: me(), program: () => (broken ? 500 : program({ ways: [survey] })) });
    expect(page.text()).toContain('1 point for every €1');
    broken = false;
    page.inside.getByRole('button', { name: 'Try again' }).click();
    await waitFor(() => expect(page.text()).toContain('answering a survey'));
  });

  it('sets values apart in Persian, with its digits', async () => {
    const says = { text: '{points} برای پاسخ دادن به نظرسنجی', values: { points: { as: 'points', points: 5 } } } as const;
    const page = await openTab('earn', { me: me(), program: program({ ways: [action('s', { says })] }) }, { locale: 'fa' });
    expect(page.text()).toContain('۵ امتیاز برای پاسخ دادن به نظرسنجی');
  });
});

describe('the catalogue', () => {
  const rewards = [reward('Gold box', 50, { tiers: ['Gold'] }), reward('Free shipping', 1400), reward('Mug', 100), reward('Soon', 10, { from: '2026-12-04T12:00:00Z' })]; // prettier-ignore
  const offers = [
    offer('Mug'),
    offer('Free shipping', { available: false, reason: 'not-enough-points', missingPoints: 160 }),
    offer('Gold box', { available: false, reason: 'other-tier' }),
    offer('Soon', { available: false, reason: 'not-yet' }),
  ];

  it('says of each reward whether it is within reach, or why not', async () => {
    const page = await openTab('rewards', { me: me({ offers }), program: program({ rewards }) });
    const cards = [...page.shadow.querySelectorAll('.rewards > li')].map((card) => card.textContent);
    const wanted = [
      'You have enough points',
      '160 points to go',
      'For members in \u2068Gold\u2069',
      'From \u2068December 4, 2026\u2069 on',
    ];
    for (const [index, words] of wanted.entries()) expect(cards[index]).toContain(words);
  });

  it('has words for every other reason', async () => {
    const reasons = ['over', 'out-of-stock', 'limit-reached', 'not-now'] as const;
    const all = reasons.map((reason) => offer(reason, { available: false, reason }));
    const page = await openTab('rewards', { me: me({ offers: all }), program: program({ rewards: reasons.map((id) => reward(id, 10)) }) });
    const chips = [...page.shadow.querySelectorAll('.rewards .chip')].map((chip) => chip.textContent);
    expect(chips).toHaveLength(4);
    expect(new Set(chips).size).toBe(4);
  });

  it('names the next reward under the balance, with what is missing', async () => {
    const page = await openTab('earn', { me: me({ offers }), program: program({ rewards }) });
    expect(page.shadow.querySelector('.balance .progress')?.textContent).toBe('160 points to go: \u2068Free shipping\u2069');
  });

  it('offers no button that does nothing, and no tab where there is nothing', async () => {
    const page = await openTab('rewards', { me: me({ offers }), program: program({ rewards }) });
    expect([...page.shadow.querySelectorAll('.rewards button, .rewards a')].map(({ textContent }) => textContent)).toEqual(['Redeem']);
    answerWith({ me: me() });
    const bare = openPage();
    await bare.open();
    const tabs = await bare.inside.findAllByRole('tab');
    expect(tabs.map(({ id }) => id)).toEqual(['tab-earn', 'tab-history', 'tab-help']);
  });

  it('tells a guest the price alone', async () => {
    const page = await openTab('rewards', { me: me({ signedIn: false, member: null }), program: program({ rewards }) }, { customer: '' });
    expect(page.text()).toContain('1,400 points');
    expect(page.shadow.querySelector('.rewards .chip, .rewards .progress')).toBeNull();
  });
});

describe('the balance', () => {
  it('says what it is worth today, and where the member stands among the levels', async () => {
    const missing = { spend: { amountMinor: 12_000, currency: 'EUR' }, points: null, orders: null };
    const tier = { id: 'silver', losesAt: '2026-12-04T12:00:00Z', next: { id: 'gold', missing } };
    const known = member({ worth: { amountMinor: 1240, currency: 'EUR' }, tier });
    const levels = ['silver', 'gold'].map((id) => ({ id, name: id.toUpperCase(), perks: [] }));
    const page = await openTab('earn', { me: me({ member: known }), program: program({ levels }) });
    for (const part of ['Worth €12.40 today', 'Tier: SILVER', 'until December 4, 2026', '€120 more spent: GOLD'])
      expect(page.text()).toContain(part);
  });
});

describe("the merchant's look", () => {
  const branding = { primary: '#ffee00', onPrimary: '#ffffff', side: 'start', offsetPx: { side: 8, bottom: 96 }, launcher: { en: 'Leaves' } } as const; // prettier-ignore
  const pointNames = { en: { one: 'leaf', other: 'leaves' } };
  const styles = (page: ReturnType<typeof openPage>) =>
    page.shadow.adoptedStyleSheets.length + page.shadow.querySelectorAll('style').length;

  it('is worn by the launcher: place, colours, and its own word for a guest', async () => {
    answerWith({ look: look({ branding, pointNames }) });
    const page = openPage({ customer: '' });
    const before = styles(page);
    expect(page.launcher().dataset['waiting']).toBe('');
    await waitFor(() => expect(page.text()).toContain('Leaves'));
    expect(page.shadow.querySelector<HTMLElement>('.frame')?.dataset['side']).toBe('start');
    expect(styles(page)).toBe(before + 1);
    await waitFor(() => expect(page.launcher().dataset['waiting']).toBeUndefined());
  });

  it('gives points the name of the shop, on the launcher and in every sentence', async () => {
    answerWith({
      me: me({ member: member({ available: 1, pending: 3 }) }),
      look: look({ pointNames }),
      program: program({ ways: [action('s')] }),
    });
    const page = openPage();
    await waitFor(() => expect(page.text()).toContain('1 leaf'));
    await page.open();
    await waitFor(() => expect(page.text()).toContain('5 leaves for answering a survey'));
    expect(page.text()).toContain('3 leaves waiting');
  });

  it('speaks the first language of the shop to whoever speaks none of its languages', async () => {
    answerWith({ look: look({ languages: ['he', 'fa'] }) });
    const page = openPage({ customer: '', locale: 'en' });
    await waitFor(() => expect(page.shadow.querySelector('.frame')?.getAttribute('lang')).toBe('he'));
  });

  it('is left aside where it is no answer of ours', async () => {
    answerWith({ look: { languages: [] } });
    const page = openPage({ customer: '' });
    await waitFor(() => expect(page.launcher().dataset['waiting']).toBeUndefined());
    expect(page.text()).toBe('Rewards');
  });
});
