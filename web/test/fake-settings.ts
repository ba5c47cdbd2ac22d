// What the fake server knows of settings, staff, the audit log, and of setting up.
import { admin } from '#contract/index.ts';
import { daysAgo, NOW } from './sample-data.ts';
import { CONFLICT } from './fake-program.ts';
import { samplePreview, sampleTerms } from './sample-program.ts';

export interface FakeSettings {
  settings: admin.Settings;
  staff: admin.StaffMember[];
  audit: admin.AuditEntry[];
  dataFiles: admin.DataFileLine[];
  onboarding: admin.Onboarding;
  check: admin.StorefrontCheck;
  suggested: admin.Terms;
}

const OUR_TEXTS = {
  en: { title: 'A gift for you at {store}', message: 'Come by my link and you get {gift}:\n{url}', subject: '{gift} for you' },
  fa: { title: 'هدیه‌ای از {store}', message: 'با این پیوند {gift} بگیرید:\n{url}', subject: '{gift} برای شما' },
  he: { title: 'מתנה מ־{store}', message: 'בקישור הזה מקבלים {gift}:\n{url}', subject: '{gift} בשבילך' },
};

const DANA = { userId: 'u-1', name: 'Dana' };

export function fakeSettings(): FakeSettings {
  return {
    settings: {
      revision: 2,
      values: {
        branding: {
          primary: '#1f6f66',
          onPrimary: '#ffffff',
          side: 'end',
          offsetPx: { side: 16, bottom: 16 },
          launcher: { en: 'Tea club' },
        },
        languages: ['en', 'fa'],
        pointNames: { en: { one: 'leaf', other: 'leaves' } },
        referrals: { texts: {}, image: null },
        accounts: { offer: true, asks: { newsletter: true, birthday: false }, heldBackPercent: 0, terms: null },
      },
      savedAt: daysAgo(2),
      by: DANA,
      ours: { shareTexts: OUR_TEXTS },
    },
    staff: [
      { ...DANA, role: 'owner', you: true, lastOwner: true },
      { userId: 'u-2', name: 'نیما', role: null, you: false, lastOwner: false },
    ],
    audit: [
      {
        id: 'a-1',
        at: daysAgo(0.2),
        by: DANA,
        action: 'settings-saved',
        subject: null,
        changes: [{ field: 'branding.primary', before: '#000000', after: '#1f6f66' }],
      },
      {
        id: 'a-2',
        at: daysAgo(1),
        by: DANA,
        action: 'points-adjusted',
        subject: 'm-1',
        changes: [{ field: 'points', before: null, after: 50 }],
      },
    ],
    dataFiles: [
      { id: '9001', askedAt: daysAgo(2), until: daysAgo(-28), members: ['m-1'], fetchedAt: null },
      { id: '8001', askedAt: daysAgo(9), until: daysAgo(-21), members: [], fetchedAt: daysAgo(8) },
    ],
    onboarding: {
      facts: {
        name: 'Birch & Bean',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        source: 'store',
        reason: null,
        orders: { sampled: 120, average: { amountMinor: 4350, currency: 'EUR' }, since: daysAgo(90) },
      },
      steps: { published: false, draft: false, storefront: null },
    },
    check: { state: 'off', reason: null, checkedAt: NOW, url: 'https://birch.example/' },
    suggested: sampleTerms(),
  };
}

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Answer = (state: FakeSettings, asked: Asked) => unknown;

export const SETTINGS_ANSWERS = {
  settings: (state) => state.settings,
  saveSettings(state, { body }) {
    const { values, expectedRevision } = admin.saveSettings.parse(body);
    if (expectedRevision !== state.settings.revision) return CONFLICT;
    state.settings = { ...state.settings, values, revision: expectedRevision + 1 };
    return state.settings;
  },
  staff: (state) => ({ items: state.staff }),
  changeRole(state, { path, body }) {
    const { role } = admin.changeRole.parse(body);
    state.staff = state.staff.map((person) => (person.userId === path['userId'] ? { ...person, role } : person));
    return { items: state.staff };
  },
  audit: (state, { query }) => ({
    items: state.audit.filter(
      ({ action, subject }) =>
        (!query.has('action') || action === query.get('action')) && (!query.has('subject') || subject === query.get('subject')),
    ),
    next: null,
  }),
  dataFiles: (state) => ({ items: state.dataFiles }),
  dataFile(state, { path }) {
    const id = path['fileId'] ?? '';
    state.dataFiles = state.dataFiles.map((file) => (file.id === id ? { ...file, fetchedAt: NOW } : file));
    const store = { name: 'Birch & Bean', domain: 'birch.example' };
    const person = { externalId: '5', email: null };
    return { format: 'lasting-data-request/1', request: id, madeAt: NOW, store, person, members: [], otherOrders: [] };
  },
  onboarding: (state) => state.onboarding,
  suggestProgram: ({ suggested }, { body }) => {
    const { goal } = admin.suggestRequest.parse(body);
    return { goal, terms: suggested, orders: samplePreview().orders, from: 'history', costBasisPoints: 200 };
  },
  checkStorefront: (state) => state.check,
} as const satisfies Record<string, Answer>;
