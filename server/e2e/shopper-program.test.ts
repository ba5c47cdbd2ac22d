// A whole program as a shopper meets it: ways to earn, the catalogue, what is worth what, and why an order gave what it gave; in every language, on desktop and
// phone, in the merchant's colours and by the merchant's name for points.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { desktop, newPerson, openBrowser, phone, picture, type Locale, type Person } from './harness/browser.ts';
import { startHousehold, type Household } from './harness/household.ts';
import { publishTerms, saveSettings } from './harness/program.ts';
import { becomeMember, closePanel, launcher, openPanel, openShop, openTab, panel } from './harness/shopper.ts';
import { DEFAULT_SETTINGS } from '../src/settings/default-settings.ts';

const email = 'roya@example.com';
/** Two teapots at 59.00: 5 for every 1 (590), 10 for each item (20), a campaign's half more of the first (295). */
const points = 905;
const tabs = ['rewards', 'earn', 'history', 'help'] as const;

/** Words that only this program has, on the pages of the panel. */
const WANTED: Readonly<Record<Locale, Readonly<Record<'rewards' | 'earn' | 'why' | 'balance', readonly string[]>>>> = {
  en: {
    rewards: ['Free shipping', '95 points to go', 'You have enough points', 'For members in Gold', 'Sold out'],
    earn: ['5 points for every €1 you spend', '1.5 times the points', '20 points every year on your birthday', 'Once a month'],
    why: ['2 × Stoneware Teapot', '5 points for every €1, of €118.00', 'Campaign: Autumn', '905 points'],
    balance: ['Worth €9.05 today', '95 points to go: Free shipping'],
  },
  fa: {
    rewards: ['ارسال رایگان', '۹۵ امتیاز مانده', 'امتیاز شما کافی است', 'تمام شده است'],
    earn: ['۵ امتیاز به ازای هر', '۱٫۵ برابر امتیازِ خرید', '۲۰ امتیاز هر سال در روز تولد شما', 'ماهی ۱ بار'],
    why: ['۵ امتیاز به ازای هر', 'کمپین: پاییز', '۹۰۵ امتیاز'],
    balance: ['امروز معادل', '۹۵ امتیاز تا ارسال رایگان'],
  },
  he: {
    rewards: ['משלוח חינם', 'עוד 95 נקודות', 'יש לך מספיק נקודות', 'אזל'],
    earn: ['5 נקודות על כל', 'פי 1.5 מהנקודות על הקנייה', '20 נקודות בכל שנה ביום ההולדת', 'פעם בחודש'],
    why: ['5 נקודות על כל', 'מבצע: סתיו', '905 נקודות'],
    balance: ['שווי היום', 'עוד 95 נקודות: משלוח חינם'],
  },
};

/** Without the invisible isolates and marks. */
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');

async function seen(page: Page, selector: string, wanted: readonly string[]): Promise<string[]> {
  const text = plain(await panel(page).locator(selector).first().innerText());
  return wanted.filter((words) => !text.includes(words)).map((words) => `"${words}" is not in: ${text}`);
}

describe('a whole program in the shop', () => {
  let household: Household;
  let browser: Browser;
  let shopper: Person;

  beforeAll(async () => {
    [household, browser] = await Promise.all([startHousehold('shopper'), openBrowser()]);
    await publishTerms(household);
    shopper = await newPerson(browser);
    await becomeMember(shopper.page, household, { locale: 'en', email, product: 'stoneware-teapot', quantity: 2, points });
  });
  afterAll(async () => {
    await browser.close();
    await household.end();
  });

  async function everyPage(page: Page, locale: Locale, size: 'desktop' | 'phone'): Promise<string[]> {
    const { balance, rewards, earn, why } = WANTED[locale];
    await openPanel(page);
    const found = await seen(page, 'section.balance', balance);
    for (const tab of tabs) {
      await openTab(page, tab);
      if (tab === 'history') await panel(page).locator('button.line').first().click();
      if (tab === 'rewards') found.push(...(await seen(page, '.page', rewards)));
      if (tab === 'earn') found.push(...(await seen(page, '.page', earn)));
      if (tab === 'history') found.push(...(await seen(page, '.why', why)));
      found.push(...(await violations(page)));
      await picture(page, `shopper-${size}-${tab}-${locale}`, false);
      if (tab === 'history') await panel(page).locator('.body').evaluate((element) => element.scrollTo(0, 10_000)); // prettier-ignore
      if (tab === 'history') await picture(page, `shopper-${size}-why-end-${locale}`, false);
    }
    await closePanel(page);
    return found;
  }

  test.each<Locale>(['en', 'fa', 'he'])('says everything, without a fault of access, on desktop and phone, in %s', async (locale) => {
    const { page } = shopper;
    const found: string[] = [];
    for (const [size, viewport] of [
      ['desktop', desktop],
      ['phone', phone],
    ] as const) {
      // prettier-ignore
      await page.setViewportSize(viewport);
      await openShop(page, household, locale);
      found.push(...(await everyPage(page, locale, size)));
    }
    expect(found).toEqual([]);
  });

  test('tells a guest what there is, in the merchant’s colours and by their name for points', async () => {
    await saveSettings(household, {
      branding: { primary: '#ffd84d', onPrimary: '#ffffff', side: 'start', offsetPx: { side: 12, bottom: 64 }, launcher: { en: 'Leaves' } },
      languages: ['en', 'fa', 'he'],
      pointNames: { en: { one: 'leaf', other: 'leaves' }, fa: { one: 'برگ', other: 'برگ' } },
      accounts: DEFAULT_SETTINGS.accounts,
      referrals: DEFAULT_SETTINGS.referrals,
    });
    const found: string[] = [];
    for (const locale of ['en', 'fa'] as const) {
      const { page, context, complaints } = await newPerson(browser);
      await openShop(page, household, locale);
      await launcher(page).waitFor();
      await picture(page, `shopper-branded-launcher-${locale}`, false);
      await openPanel(page);
      await openTab(page, 'rewards');
      found.push(
        ...(await seen(page, '.page', locale === 'en' ? ['1,000 leaves'] : ['۱٬۰۰۰ برگ'])),
        ...(await violations(page)),
        ...complaints,
      );
      await picture(page, `shopper-branded-${locale}`, false);
      await context.close();
    }
    expect(found).toEqual([]);
  });

  test('left no complaint in the shopper’s window', () => {
    expect(shopper.complaints).toEqual([]);
  });
});
