// Every mail in every language, and what happens when what stands between the braces tries to be more than text.
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/contract/index.ts';
import { compose, nameToSay, type Composed, type Sender } from '../../src/mail/compose.ts';
import { TemplateProblem } from '../../src/mail/render.ts';
import { MAIL_TEMPLATES } from '../../src/mail/templates/index.ts';
import { pointsExpiring } from '../../src/mail/templates/points-expiring.ts';
import type { MailWords } from '../../src/mail/templates/template.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const sender: Sender = {
  store: 'Tea & Clay',
  shopUrl: 'https://tea.example',
  timeZone: 'Europe/Berlin',
  pointNames: {},
  colours: { primary: '#1f5f4a', onPrimary: '#ffffff' },
};
const LOCALES: readonly Locale[] = ['en', 'fa', 'he'];
const LETTERS = { en: /\p{Script=Latin}/u, fa: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u };

interface Told {
  readonly firstName?: string | null;
  readonly words?: Partial<MailWords>;
  readonly locale?: Locale;
  readonly values?: object;
  readonly change?: Partial<Sender>;
}

function mail({
  firstName = 'Ada',
  words = {},
  locale = 'en',
  values = { points: 120, expiresAt: NOW },
  change = {},
}: Told = {}): Composed {
  const draft = { template: pointsExpiring, values, locale, firstName, unsubscribe: 'https://loyalty.example/mail/unsubscribe?t=a.b.c' };
  return compose({ ...draft, words: { ...pointsExpiring.words[locale], ...words } }, { ...sender, ...change });
}

const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');

describe('every mail', () => {
  it.each(MAIL_TEMPLATES.flatMap((template) => LOCALES.map((locale) => [template.name, locale, template] as const)))(
    '"%s" is whole in %s: its own letters, its direction, a way to leave, and nothing left in braces',
    (_, locale, template) => {
      const draft = { template, values: template.example(NOW), locale, words: template.words[locale], firstName: 'Ada' };
      const claim = template.claims === undefined ? null : 'https://loyalty.example/claim?t=a.b.c';
      const { subject, text, html } = compose({ ...draft, unsubscribe: 'https://loyalty.example/leave', claim }, sender);
      for (const part of [subject, text]) expect(part).toMatch(LETTERS[locale]);
      expect(html).toContain(`<html lang="${locale}" dir="${locale === 'en' ? 'ltr' : 'rtl'}">`);
      expect(`${subject}${text}${html}`).not.toMatch(/\{\{|\}\}|\{%|undefined|null|NaN/u);
      expect(html).toContain('href="https://loyalty.example/leave"');
      expect(text).toContain(claim ?? 'https://tea.example/');
    },
  );

  it("says numbers and days as its language does, in the store's time zone and its own words for points", () => {
    const expiresAt = Date.parse('2026-12-05T23:00:00Z');
    expect(mail({ values: { points: 1, expiresAt } }).text).toContain(
      'You have 1 point at Tea & Clay that can be used until December 5, 2026',
    );
    expect(bare(mail({ locale: 'fa', values: { points: 1200, expiresAt } }).text)).toContain(
      'از ۱٬۲۰۰ امتیاز خود در Tea & Clay می‌توانید تا ۱۴ آذر ۱۴۰۵ استفاده کنید',
    );
    expect(bare(mail({ locale: 'he', values: { points: 2, expiresAt } }).text)).toContain(
      'אפשר להשתמש ב־שתי נקודות ב־Tea & Clay עד 5 בדצמבר 2026',
    );
    const pointNames = { en: { one: 'leaf', other: 'leaves' } };
    expect(mail({ values: { points: 12, expiresAt }, change: { pointNames } }).subject).toContain('12 leaves');
  });

  it('keeps names of another direction from disturbing the line around them', () => {
    const { text, html } = mail({ locale: 'fa' });
    for (const part of [text, html]) expect(part).toContain('\u2068Ada\u2069');
    expect(mail().text).not.toMatch(/[\u2066-\u2069]/u);
  });

  it('greets nobody by a name that there is not', () => {
    expect(mail({ firstName: null }).text).toMatch(/^Hello,\n/u);
  });
});

describe('a mail to somebody who bought as a guest', () => {
  const guests = MAIL_TEMPLATES.filter(({ claims }) => claims !== undefined);

  it('is on a list of its own, and says why it came', () => {
    expect(guests.map(({ name, list }) => [name, list])).toEqual([
      ['points-waiting', 'account-offers'],
      ['points-waiting-reminder', 'account-offers'],
      ['guest-points-expiring', 'account-offers'],
    ]);
    const [first] = guests;
    if (first === undefined) throw new Error('no mail to guests');
    const draft = { template: first, values: first.example(NOW), words: first.words.en, firstName: null };
    const links = { unsubscribe: 'https://loyalty.example/leave', claim: 'https://loyalty.example/claim?t=a.b.c' };
    const { text, html } = compose({ ...draft, locale: 'en', ...links }, sender);
    expect(text).toContain('because you bought something at Tea & Clay');
    expect(html).toContain('href="https://loyalty.example/claim?t=a.b.c"');
  });

  it('cannot say a link that there is not', () => {
    expect(() => mail({ words: { body: '[Keep]({{ claim }})' } })).toThrow(TemplateProblem);
  });
});

describe('what stands between the braces is text', () => {
  it.each([
    ['a tag', '<script>alert(1)</script>'],
    ['an attribute', `" onmouseover="alert(1)`],
    ['Liquid', "{{ '{{' }} {% include 'secret' %}"],
    ['a button', '[Win](https://evil.example)'],
  ])('also when a store is called like %s', (_, store) => {
    const { html, text } = mail({ change: { store } });
    expect(html).not.toMatch(/<script|<[^>]* onmouseover=|href="https:\/\/evil/u);
    expect(text).toContain(store);
  });

  it('so a name that is a line, a direction or an address is none', () => {
    expect(nameToSay('Ada\r\nBcc: eve@example.com')).toBe('');
    expect(nameToSay('A\u202Eda\u2069')).toBe('A da');
    for (const name of ['Win at evil.example', 'https://evil', 'www.evil', 'a'.repeat(41), '[x](y)', '{{ name }}', '<b>'])
      expect(nameToSay(name)).toBe('');
    expect(nameToSay('نرگس‌خاتون')).toBe('نرگس‌خاتون');
  });

  it('so a value is never where a button leads', () => {
    const words = { body: '[Go](https://tea.example/{{ name }})' };
    expect(mail({ words }).html).not.toContain('href="https://tea.example/');
    expect(mail({ words: { body: '[Go]({{ shop }})' } }).html).toContain('href="https://tea.example/"');
    expect(mail({ words: { body: '[Go](javascript:alert(1))' } }).html).not.toContain('href="javascript');
  });

  it('so a subject is one line', () => {
    expect(mail({ words: { subject: 'Hi {{ name }}\r\nBcc: everybody@example.com' } }).subject).toBe('Hi Ada Bcc: everybody@example.com');
  });

  it('also in words that a merchant wrote as HTML', () => {
    expect(mail({ words: { body: '<img src=x onerror=alert(1)>' } }).html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe("a merchant's words", () => {
  it.each([
    ['reads no file', "{% include '/etc/passwd' %}"],
    ['reads no file by another name', "{% render 'x' %}"],
    ['does not repeat', '{% for i in (1..1000000) %}x{% endfor %}'],
    ['keeps nothing', '{% assign x = name %}'],
    ['captures nothing', '{% capture x %}{{ name }}{% endcapture %}'],
    ['knows no filter that grows', '{{ name | append: name }}'],
    ['cannot leave a value as it is', '{{ name | raw }}'],
    ['knows no other name', '{{ email }}'],
    ['reaches no prototype', '{{ name.constructor }}'],
    ['does not end in the middle', 'Hello {{ name'],
  ])('%s, or is not used at all', (_, body) => {
    expect(() => mail({ words: { body } })).toThrow(TemplateProblem);
  });

  it('may not be longer than a mail', () => {
    expect(() => mail({ words: { body: 'x'.repeat(9_000) } })).toThrow(TemplateProblem);
  });

  it('may ask what is there, and change its case', () => {
    expect(mail({ words: { body: "{% if name != '' %}Dear {{ name | upcase }}{% else %}Hi{% endif %}" } }).text).toContain('Dear ADA');
  });
});
