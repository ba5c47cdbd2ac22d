// A shop's page with the launcher on it. Only the network is stubbed; the panel is the real one.
import { waitFor, within } from '@testing-library/dom';
import { vi } from 'vitest';
import { startLauncher, type LoadPanel } from '../../src/launcher/launcher.ts';
import { Friends, friendsStyle } from '../../src/friends/friends.tsx';
import type { LoadFriends } from '../../src/friends/load.ts';
import { friends as friendsEn, panel as en } from '../../src/locales/en.json';
import { friends as friendsFa, panel as fa } from '../../src/locales/fa.json';
import { friends as friendsHe, panel as he } from '../../src/locales/he.json';
import type {
  AccountOffer,
  ConsentAsked,
  HeldReward,
  HistoryLine,
  Member,
  Membership,
  Offer,
  OwnReferrals,
  ReferralTerms,
  Reward,
  StorefrontLook,
  StorefrontMe,
  StorefrontProgram,
  WayToEarn,
} from '../../src/member/answers.ts';
import { openPanel, useInCart } from '../../src/panel/open.tsx';

const WORDS = { en, fa, he };
const FRIENDS = { en: friendsEn, fa: friendsFa, he: friendsHe };
export const loadFriends: LoadFriends = (language) => Promise.resolve({ Friends, friendsStyle, words: FRIENDS[language] });
/** In a shop both come over the network; here the page about friends comes from `load`. */
export const panelWith =
  (load: LoadFriends): LoadPanel =>
  (language) =>
    Promise.resolve({ openPanel: (context) => openPanel({ ...context, load }), useInCart, words: WORDS[language] });
const loadPanel = panelWith(loadFriends);

export function line(change: Partial<HistoryLine> = {}): HistoryLine {
  return { id: 'e1', at: '2026-11-03T10:00:00Z', kind: 'order-earned', change: 12, balanceAfter: 1240, order: { id: '1', name: '#1001' }, reason: null, explanation: null, ...change }; // prettier-ignore
}

export function member(change: Partial<Member> = {}): Member {
  return {
    available: 1240,
    pending: 0,
    worth: null,
    nextPendingAt: null,
    nextExpiry: null,
    lots: [],
    excluded: false,
    history: [line()],
    next: null,
    ...change,
  };
}

export function me(change: Partial<StorefrontMe> = {}): StorefrontMe {
  return {
    signedIn: true,
    program: { active: true, pointsPerUnit: 1, currency: 'EUR' },
    member: member(),
    ways: [],
    offers: [],
    held: [],
    membership: null,
    ...change,
  };
}

export function way(change: Partial<WayToEarn> = {}): WayToEarn {
  const says = {
    text: '{rates} you spend',
    values: { rates: { as: 'rate', points: 1, per: { amountMinor: 100, currency: 'EUR' } } },
  } as const;
  return {
    id: 'main',
    source: 'rule',
    kind: 'points-per-money',
    name: 'Purchases',
    says,
    when: [],
    limit: null,
    once: null,
    until: null,
    ...change,
  };
}

export function action(id: string, change: Partial<WayToEarn> = {}): WayToEarn {
  const says = { text: '{points} for answering a survey', values: { points: { as: 'points', points: 5 } } } as const;
  return way({ id, source: 'action', kind: 'survey-answered', name: 'Survey', says, ...change });
}

export function reward(id: string, points: number, change: Partial<Reward> = {}): Reward {
  const says = { text: 'Free shipping', values: {} };
  return {
    id,
    kind: 'free-shipping',
    name: id,
    says,
    points,
    worth: null,
    steps: null,
    minimumOrder: null,
    onlySome: false,
    tiers: [],
    from: null,
    until: null,
    ...change,
  };
}

export function offer(id: string, change: Partial<Offer> = {}): Offer {
  return { id, available: true, reason: null, missingPoints: 0, maxSteps: 1, ...change };
}

export function program(change: Partial<StorefrontProgram> = {}): StorefrontProgram {
  const basis = {
    shipping: false,
    tips: false,
    giftCardLines: false,
    beforeDiscounts: false,
    paidByGiftCard: true,
    paidByStoreCredit: true,
  };
  return { active: true, pointsPerUnit: 1, currency: 'EUR', basis, ways: [way()], rewards: [], levels: [], ...change };
}

export function look(change: Partial<StorefrontLook> = {}): StorefrontLook {
  return { branding: null, languages: ['en', 'fa', 'he'], pointNames: {}, ...change };
}

export function held(change: Partial<HeldReward> = {}): HeldReward {
  const now = { state: 'ready', code: 'LAST-9XKQ', applyPath: '/discount/LAST-9XKQ', until: null, minimumOrder: null, instructions: null, cancellable: true } as const; // prettier-ignore
  return { id: 'h1', rewardId: 'Mug', kind: 'free-product', name: 'Free mug', points: 100, worth: null, ...now, ...change };
}

export function asked(kind: ConsentAsked['kind'], change: Partial<ConsentAsked> = {}): ConsentAsked {
  return { kind, wording: `The shop may use my ${kind}.`, version: `${kind}-1`, points: null, url: null, ...change };
}

export function membership(change: Partial<Membership> = {}): Membership {
  return { state: 'member', consents: [], birthday: null, asked: [], ...change };
}

export function accountOffer(change: Partial<AccountOffer> = {}): AccountOffer {
  return { offered: true, points: null, worth: null, keptDays: null, accountPoints: null, consents: [], within: [], ...change };
}

const nothing = { kind: 'nothing', points: null, name: null, worth: null } as const;
export const givesPoints = (points: number) => ({ ...nothing, kind: 'points', points }) as const;
export const givesReward = (name: string) => ({ ...nothing, kind: 'reward', name, worth: { amountMinor: 500, currency: 'EUR' } }) as const;

export function referralTerms(change: Partial<ReferralTerms> = {}): ReferralTerms {
  const steps = [
    { from: 1, every: true, gift: givesPoints(200) },
    { from: 3, every: false, gift: givesReward('Free mug') },
  ];
  return { friend: givesReward('€5 off'), steps, minimum: null, holdDays: 14, ...change };
}

export function ownReferrals(change: Partial<OwnReferrals> = {}): OwnReferrals {
  const url = 'https://tea.example/apps/lasting/ref/ADA-7KQ2';
  return {
    on: true,
    link: { code: 'ADA-7KQ2', url, changeable: true },
    share: { title: 'Tea', message: `Good tea: ${url}`, subject: 'Good tea' },
    shareUrls: { whatsapp: `https://wa.me/?text=${encodeURIComponent(url)}`, email: `mailto:?body=${encodeURIComponent(url)}` },
    qrUrl: 'https://tea.example/apps/lasting/ref/ADA-7KQ2/qr.svg',
    ...referralTerms(),
    progress: { visits: 0, claimed: 0, ordered: 0, onHold: 0, rewarded: 0, points: 0, next: { position: 1, gift: givesPoints(200) } },
    friends: [],
    codes: [],
    ...change,
  };
}

/** How the shop says no. */
export function no(code: string, field: string | null = null): Response {
  return new Response(JSON.stringify({ error: { code, message: code, field, requestId: 'r' } }), { status: 409 });
}

/** What the shop answers, by path; a function may change its mind, an Error is a lost connection, a number a status. */
export type Answers = Record<string, unknown>;

export function answerWith(answers: Answers) {
  const stub = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>(async (url, init) => {
    const path = url.replace('/apps/lasting/', '');
    const found = answers[path] ?? answers[path.replace(/\?.*/, '')] ?? (path.startsWith('program') ? program() : undefined);
    const answer: unknown = await (typeof found === 'function' ? (found as (body: unknown) => unknown)(bodyOf(init)) : found);
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) return answer;
    if (typeof answer === 'number') return new Response('no', { status: answer });
    return new Response(JSON.stringify(answer));
  });
  vi.stubGlobal('fetch', stub);
  return stub;
}

const bodyOf = (init?: RequestInit): unknown => (typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null);

/** Answers of the paths that were asked with a body, in their order. */
export const posted = (stub: ReturnType<typeof answerWith>, path: string): unknown[] =>
  stub.mock.calls
    .filter(([url, init]) => url.replace('/apps/lasting/', '').replace(/\?.*/, '') === path && init?.method === 'POST')
    .map(([, init]) => bodyOf(init));

export function openPage(data: Record<string, string> = {}, load: LoadPanel = loadPanel) {
  fillGapsOfJsdom();
  leaveLastPage();
  document.body.innerHTML = '<p>Tea</p><div id="lasting-root"></div>';
  const root = document.getElementById('lasting-root') as HTMLElement;
  Object.assign(root.dataset, { proxy: '/apps/lasting', locale: 'en', customer: '7', currency: 'EUR', ...data });
  startLauncher(root, load);
  const shadow = root.shadowRoot as ShadowRoot;
  // A hidden page has no launcher; its tests look only at the root.
  const inside = within(root.shadowRoot?.querySelector<HTMLElement>('.frame') ?? root);
  const launcher = () => shadow.querySelector('.launcher') as HTMLButtonElement;
  return {
    root,
    shadow,
    inside,
    launcher,
    focused: () => shadow.activeElement,
    dialog: () => shadow.querySelector('dialog'),
    /** Text without the invisible isolates. */
    text: () => shadow.textContent.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, ''),
    async open() {
      launcher().focus();
      launcher().click();
      await waitFor(() => inside.getByRole('dialog'));
    },
    press: (key: string, options: KeyboardEventInit = {}) =>
      shadow.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...options }),
      ),
  };
}

/** A page that is left takes its open panel along; here the document lives on. */
export function leaveLastPage(): void {
  const last = document.getElementById('lasting-root')?.shadowRoot;
  last?.querySelector<HTMLElement>('.close')?.click();
}

/** jsdom has the dialog element without its modal half. */
function fillGapsOfJsdom(): void {
  const dialog = HTMLDialogElement.prototype as Partial<HTMLDialogElement>;
  dialog.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
}
