// Shopify's own tester around an extension, with the words of its locale files and a server that is stubbed at the network.
import { act, waitFor } from '@testing-library/preact';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, vi } from 'vitest';
import { line, look, me, member, offer, program, reward } from '../../theme/test/storefront/shop-page.ts';
import type { AccountOffer, HeldReward } from '../src/answers.ts';

export { line, look, me, member, offer, program, reward };

type Tree = { readonly [key: string]: string | Tree };
type Replacements = Readonly<Record<string, string | number>>;
export type Language = 'en' | 'fa' | 'he';

export const wordsOf = (folder: string, language: Language): Tree => {
  const file = language === 'en' ? 'en.default.json' : `${language}.json`;
  return JSON.parse(readFileSync(join(resolve(import.meta.dirname, '../..'), folder, 'locales', file), 'utf8')) as Tree;
};

/** As Shopify's `translate` is documented; a word that is not there is a fault of ours, so it throws. */
export function translateFrom(words: Tree, language: Language) {
  return (key: string, values: Replacements = {}): string => {
    const found = key.split('.').reduce<string | Tree | undefined>((at, step) => (typeof at === 'object' ? at[step] : undefined), words);
    const form = new Intl.PluralRules(language).select(Number(values['count']));
    const message = typeof found === 'object' ? (found[form] ?? found['other']) : found;
    if (typeof message !== 'string') throw new Error(`"${key}" is not in the ${language} words`);
    return message.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (values[name] === undefined) throw new Error(`"${key}" wants ${name}`);
      return String(values[name]);
    });
  };
}

export interface Asked {
  readonly method: string;
  /** Below `/ext/`, with the query. */
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
}

/** What the server answers, by method and path without the query. A number is a status, an Error a lost connection; a list is used up one by one. */
export type Answers = Record<string, unknown>;
const ONCE = Symbol('one after the other');
export const inTurn = (...answers: unknown[]) => ({ [ONCE]: answers });

export const problem = (status: number, code: string, field: string | null = null) =>
  new Response(JSON.stringify({ error: { code, message: 'for developers, in English', field, requestId: 'r' } }), { status });

const standard: Answers = { 'GET look': look(), 'GET program': program(), 'GET me': me() };

function answerOf(known: unknown): Response {
  if (known instanceof Error) throw known;
  if (known instanceof Response) return known.clone();
  if (typeof known === 'number') return new Response('<p>no</p>', { status: known });
  return known === undefined ? problem(404, 'not-found') : new Response(JSON.stringify(known));
}

function server(answers: Answers) {
  const all: Answers = { ...standard, ...answers };
  const asked: Asked[] = [];
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>((url, init) => {
    const path = url.replace(/^.*\/ext\//, '');
    const headers = new Headers(init.headers);
    const method = String(init.method);
    asked.push({
      method,
      path,
      token: headers.get('authorization') ?? '',
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    const known = all[`${method} ${path.replace(/\?.*/, '')}`];
    const turns = (known as { [ONCE]?: unknown[] } | undefined)?.[ONCE];
    return new Promise((done) => done(answerOf(turns === undefined ? known : turns.length > 1 ? turns.shift() : turns[0])));
  });
  return { fetch, asked };
}

/** As much of the tester's harness as a page needs, of whatever target. */
interface Harness {
  readonly shopify: unknown;
  fetch: typeof globalThis.fetch;
  readonly render: () => Promise<void>;
}
type Shop = Record<string, unknown>;

export interface Seen {
  readonly asked: readonly Asked[];
  /** All text, with the headings and labels of components, without the invisible isolates. */
  readonly text: () => string;
  readonly sees: (...words: string[]) => Promise<void>;
  readonly element: (selector: string) => HTMLElement | null;
  readonly press: (label: string) => void;
  /** Of a box by the words beside it. */
  readonly tick: (label: string, on?: boolean) => void;
  /** In a list of choices by its label, one by its words. */
  readonly choose: (label: string, choice: string) => void;
  /** Into a field by its label. */
  readonly type: (label: string, text: string) => void;
  readonly posted: (path: string) => readonly unknown[];
}

const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');
const SAID = ['heading', 'label', 'error', 'content'] as const;

function said(node: Element): string {
  const own = SAID.map((name) => node.getAttribute(name) ?? (node as unknown as Record<string, unknown>)[name]);
  const parts = [
    ...own.filter((one) => typeof one === 'string'),
    ...[...node.childNodes].map((child) => (child instanceof Element ? said(child) : (child.textContent ?? ''))),
  ];
  return parts.join(' ');
}

function labelled(name: string, label: string): HTMLElement {
  const all = [...document.body.querySelectorAll<HTMLElement>(name)];
  const found = all.find((one) => plain(one.getAttribute('label') ?? '') === label);
  if (found === undefined) throw new Error(`No ${name} "${label}" among: ${all.map((one) => one.getAttribute('label')).join(', ')}`);
  return found;
}

/** As a person does, who sees what became of one thing before they do the next. */
function setTo(control: HTMLElement, to: object): void {
  void act(() => void Object.assign(control, to).dispatchEvent(new Event('change')));
}

const UNSET = { heading_en: undefined, heading_fa: undefined, heading_he: undefined };

interface OpenOptions {
  readonly folder: string;
  readonly language?: Language;
  readonly answers?: Answers;
  /** Set on Shopify's global before the extension starts. */
  readonly shop?: (shopify: Shop) => void;
}

const languageTo = (shopify: Shop, language: Language): void => {
  const localization = shopify['localization'] as Record<string, { value: { isoCode: string } }>;
  for (const name of ['language', 'extensionLanguage']) localization[name] = { value: { isoCode: language } };
};

/** Starts the extension as Shopify does, and gives what a buyer sees of it. */
export async function open(extension: Harness, { folder, language = 'en', answers = {}, shop }: OpenOptions): Promise<Seen> {
  vi.stubEnv('APP_URL', 'https://app.example.com/');
  const { fetch, asked } = server(answers);
  extension.fetch = fetch as unknown as typeof globalThis.fetch;
  const shopify = extension.shopify as Shop;
  shopify['i18n'] = { translate: translateFrom(wordsOf(folder, language), language) };
  // The tester throws at a key that is not there; on Shopify a setting that nobody made is undefined.
  shopify['settings'] = { value: { ...UNSET } };
  languageTo(shopify, language);
  shop?.(shopify);
  await extension.render();
  const text = () => plain(said(document.body));
  const element = (selector: string) => document.body.querySelector<HTMLElement>(selector);
  return {
    asked,
    text,
    element,
    sees: (...words) => waitFor(() => words.forEach((word) => expect(text()).toContain(word)), { timeout: 3_000 }),
    press(label) {
      const buttons = [...document.body.querySelectorAll<HTMLElement>('s-button')];
      const named =
        buttons.find((one) => plain(one.getAttribute('accessibilitylabel') ?? one.textContent) === label) ??
        buttons.find((one) => plain(one.textContent) === label);
      if (named === undefined) throw new Error(`No button "${label}" among: ${buttons.map((one) => one.textContent).join(', ')}`);
      named.click();
    },
    tick(label, checked = true) {
      const box = labelled('s-checkbox', label);
      setTo(box, { checked });
    },
    choose(label, choice) {
      const list = labelled('s-select', label);
      const option = [...list.querySelectorAll('s-option')].find((one) => plain(one.textContent) === choice);
      if (option === undefined) throw new Error(`"${label}" has no "${choice}" but: ${list.textContent}`);
      setTo(list, { value: option.getAttribute('value') });
    },
    type(label, value) {
      const field = labelled('s-text-field', label);
      void act(() => void Object.assign(field, { value }).dispatchEvent(new Event('input')));
    },
    posted: (path) => asked.filter((one) => one.method === 'POST' && one.path === path).map(({ body }) => body),
  };
}

const asks = { points: null, url: null };

/** An offer as the server makes it, with everything that can be asked. */
export function accountOffer(change: Partial<AccountOffer> = {}): AccountOffer {
  return {
    offered: true,
    points: 34,
    worth: { amountMinor: 340, currency: 'EUR' },
    keptDays: 90,
    accountPoints: 50,
    consents: [
      { ...asks, kind: 'terms', version: 't2', wording: 'I accept the terms.', url: 'https://shop.example/terms' },
      { ...asks, kind: 'newsletter', version: 'n1', wording: 'Send me news.', points: 20 },
      { ...asks, kind: 'birthday', version: 'b1', wording: 'Here is my birthday.' },
    ],
    within: [
      { kind: 'reward', name: 'Five euros off', missingPoints: 66 },
      { kind: 'level', name: 'Gold', missingSpend: { amountMinor: 8000, currency: 'EUR' }, missingPoints: null, missingOrders: null },
    ],
    ...change,
  };
}

export function held(change: Partial<HeldReward> = {}): HeldReward {
  return {
    id: 'h1',
    rewardId: 'five',
    kind: 'amount-off',
    name: '€5 off',
    points: 500,
    worth: { amountMinor: 500, currency: 'EUR' },
    state: 'ready',
    code: 'LASTING-7Q2M',
    applyPath: '/discount/LASTING-7Q2M',
    until: '2026-12-03T10:00:00Z',
    minimumOrder: null,
    instructions: null,
    cancellable: true,
    ...change,
  };
}
