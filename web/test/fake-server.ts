// The network, faked: answers like the server would, from a small state in memory. Every answer is checked against the contract first,
// so that no test can pass on data that the real server could not send.
import { ADMIN_ENDPOINTS, type admin, type Endpoint, type ProblemCode } from '#contract/index.ts';
import {
  ADJUSTED, sampleActivity, sampleInbox, sampleOutbox, sampleMembers, sampleOverview, sampleSession, SAMPLE_HISTORY,
} from './sample-data.ts'; // prettier-ignore
import { matches, MEMBER_ANSWERS } from './fake-members.ts';
import { CONFLICT, fakeProgram, PROGRAM_ANSWERS, type FakeProgram } from './fake-program.ts';
import { REWARD_ANSWERS, sampleRewards } from './fake-rewards.ts';
import { ACCOUNT_ANSWERS, fakeAccounts, type FakeAccounts } from './fake-accounts.ts';
import { fakeMail, MAIL_ANSWERS, type FakeMail } from './fake-mail.ts';
import { fakeSettings, SETTINGS_ANSWERS, type FakeSettings } from './fake-settings.ts';
import { fakeReferrals, REFERRAL_ANSWERS, type FakeReferrals } from './fake-referrals.ts';
import { sampleCatchingUp } from './sample-catching-up.ts';
import { provedHealth, sampleRollForward } from './sample-ledger.ts';

type Name = keyof typeof ADMIN_ENDPOINTS;

interface Call {
  readonly name: Name;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly token: string | null;
}

export interface Refusal {
  readonly status: number;
  readonly code: ProblemCode;
  readonly field?: string;
}

export interface FakeServer {
  readonly fetch: typeof fetch;
  /** What was asked, in order. */
  readonly calls: Call[];
  state: {
    session: admin.Session;
    overview: admin.Overview;
    members: admin.MemberRow[];
    history: admin.MemberHistoryLine[];
    entryCount: number;
    merges: admin.MergeRecord[];
    closed: admin.MemberDetail['closed'];
    activity: admin.ActivityLine[];
    program: FakeProgram;
    settings: FakeSettings;
    mail: FakeMail;
    accounts: FakeAccounts;
    referrals: FakeReferrals;
    rewards: admin.RewardRow[];
    inbox: admin.InboxItemView[];
    catchingUp: admin.CatchingUp;
    outbox: admin.OutboxEffectView[];
    health: admin.LedgerHealth;
    rollForward: admin.RollForward;
  };
  /** Until it is taken back, this endpoint says no (or, with `'offline'`, nothing at all, or with `'never'` keeps one waiting). */
  readonly refuse: (name: Name, how: Refusal | 'offline' | 'never') => void;
  readonly accept: (name: Name) => void;
}

const PAGE = 25;

export function fakeServer(): FakeServer {
  const refusals = new Map<Name, Refusal | 'offline' | 'never'>();
  const calls: Call[] = [];
  const state: FakeServer['state'] = {
    session: sampleSession(),
    overview: sampleOverview(),
    members: sampleMembers(40),
    history: SAMPLE_HISTORY.map((line) => ({ ...line, note: null })),
    entryCount: SAMPLE_HISTORY.length,
    merges: [],
    closed: null,
    activity: sampleActivity(40),
    program: fakeProgram(),
    settings: fakeSettings(),
    mail: fakeMail(),
    accounts: fakeAccounts(),
    referrals: fakeReferrals(),
    rewards: sampleRewards(),
    inbox: sampleInbox(),
    catchingUp: sampleCatchingUp(),
    outbox: sampleOutbox(),
    health: provedHealth(),
    rollForward: sampleRollForward(14),
  };

  async function answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : String(input), 'http://lasting.test');
    if (url.pathname === '/admin/api/dev-login') return json(200, { token: 'token-1', expiresAt: '2099-01-01T00:00:00.000Z' });
    const call = callOf(url, init);
    if (call === null) return refusal({ status: 404, code: 'not-found' });
    calls.push(call);
    const refused = refusals.get(call.name);
    if (refused === 'offline') throw new TypeError('fetch failed');
    if (refused === 'never') return new Promise(() => undefined);
    if (refused !== undefined) return refusal(refused);
    const body = ANSWERS[call.name]?.(state, call) ?? null;
    if (body === null) return refusal({ status: 404, code: 'not-found' });
    if (body === CONFLICT) return refusal({ status: 409, code: 'older-than-known', field: CONFLICT.conflict });
    if (body instanceof Response) return body;
    if (isRefusal(body)) return refusal(body);
    return json(200, ADMIN_ENDPOINTS[call.name].answer.parse(body));
  }

  return { fetch: answer, calls, state, refuse: (name, how) => refusals.set(name, how), accept: (name) => refusals.delete(name) };
}

function isRefusal(body: unknown): body is Refusal {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' } });
}

function refusal({ status, code, field }: Refusal): Response {
  return json(status, { error: { code, message: 'for developers', field: field ?? null, requestId: 'req-7f3a' } });
}

function callOf(url: URL, init: RequestInit): Call | null {
  const method = init.method ?? 'GET';
  for (const [name, endpoint] of Object.entries<Endpoint>(ADMIN_ENDPOINTS)) {
    const match = pathPattern(endpoint.path).exec(url.pathname);
    if (endpoint.method !== method || match === null || !isName(name)) continue;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    endpoint.body?.parse(body);
    endpoint.query?.parse(Object.fromEntries(url.searchParams));
    return { name, path: { ...match.groups }, query: url.searchParams, body, token: new Headers(init.headers).get('authorization') };
  }
  return null;
}

function isName(name: string): name is Name {
  return name in ADMIN_ENDPOINTS;
}

function pathPattern(template: string): RegExp {
  return new RegExp(`^${template.replace(/:(\w+)/gu, '(?<$1>[^/]+)')}$`, 'u');
}

function paged<T>(items: readonly T[], query: URLSearchParams): { items: T[]; next: string | null } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + PAGE;
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null };
}

type State = FakeServer['state'];

/** Each is its id and its title. */
function sold(known: readonly string[], query: URLSearchParams): admin.Goods {
  const items = known.map((one) => ({ id: one.split(' ')[0] ?? '', title: one.slice(one.indexOf(' ') + 1) }));
  const ids = query.get('ids')?.split(',');
  const search = query.get('search')?.toLowerCase() ?? '';
  return { items: items.filter(({ id, title }) => (ids ? ids.includes(id) : title.toLowerCase().includes(search))), reason: null };
}

/** What each endpoint answers; null is "no such thing". */
const ANSWERS: Partial<Record<Name, (state: State, call: Call) => unknown>> = {
  session: (state) => state.session,
  overview: (state) => state.overview,
  members: (state, { query }) => {
    return paged(
      state.members.filter((row) => matches(row, query)),
      query,
    );
  },
  ...answersOf(MEMBER_ANSWERS, (state) => state),
  ...answersOf(REWARD_ANSWERS, (state) => state),
  memberHistory: (state, { query }) => paged(state.history, query),
  adjust: () => ({ balance: { available: 1290, pending: 0, reserved: 0, deficit: 0 }, line: ADJUSTED }),
  undoAdjust: () => ({
    balance: { available: 1240, pending: 0, reserved: 0, deficit: 0 },
    line: { ...ADJUSTED, kind: 'adjustment-undone' },
  }),
  activity: (state, { query }) => paged(state.activity, query),
  ...answersOf(PROGRAM_ANSWERS, (state) => state.program),
  storeProducts: (_, { query }) => sold(['11 Stoneware Teapot', '12 Hillside Sencha', '13 Matcha Bowl'], query),
  storeCollections: (_, { query }) => sold(['7001 Tea', '7002 Ceramics'], query),
  ...answersOf(SETTINGS_ANSWERS, (state) => state.settings),
  ...answersOf(MAIL_ANSWERS, (state) => state.mail),
  ...answersOf(ACCOUNT_ANSWERS, (state) => state.accounts),
  ...answersOf(REFERRAL_ANSWERS, (state) => state.referrals),
  inboxSummary: (state) => state.overview.inbox,
  outboxSummary: (state) => ({
    waiting: 1,
    failing: 1,
    dead: state.outbox.filter((one) => one.state === 'dead').length,
    unclear: state.outbox.filter((one) => one.unclear).length,
    oldestDueAt: null,
  }),
  outbox: (state, { query }) =>
    paged(
      state.outbox.filter((one) => one.state === (query.get('state') ?? 'dead')),
      query,
    ),
  replayOutbox: (state, { body }) => {
    const { ids } = body as { ids: string[] | null };
    const again = state.outbox.filter(({ id, state: now, unclear }) => now === 'dead' && (ids === null ? !unclear : ids.includes(id)));
    state.outbox = state.outbox.map((one) => (again.includes(one) ? { ...one, state: 'new' as const, reason: null, unclear: false } : one));
    return { replayed: again.length };
  },
  settleEffect: (state, { body }) => {
    const { id } = body as { id: string };
    state.outbox = state.outbox.map((one) => (one.id === id ? { ...one, state: 'done' as const, unclear: false } : one));
    return { settled: true };
  },
  inbox: (state, { query }) => {
    const found = state.inbox.filter((item) => !query.has('state') || item.state === query.get('state'));
    return paged(found, query);
  },
  catchingUp: (state) => state.catchingUp,
  compareStore: (state) => state.catchingUp,
  importHistory: (state) => {
    const begun = { state: 'running', reading: 'customers', customers: 0, orders: 0, of: null, endedAt: null, problem: null } as const;
    state.catchingUp = { ...state.catchingUp, history: { ...begun, startedAt: '2026-11-21T09:30:00.000Z' } };
    return state.catchingUp;
  },
  cancelHistory: (state) => {
    const { history } = state.catchingUp;
    state.catchingUp = { ...state.catchingUp, history: history === null ? null : { ...history, state: 'cancelled' } };
    return state.catchingUp;
  },
  countPast: () => ({ orders: 41, members: 17, points: 3120, whole: true }),
  creditPast: (state, { body }) => {
    state.catchingUp = { ...state.catchingUp, countsFrom: (body as { from: string }).from };
    return state.catchingUp;
  },
  ledgerHealth: (state) => state.health,
  verification: (state) => ({ run: state.health.run }),
  startVerification: (state) => {
    state.health = { ...state.health, run: { state: 'running', startedAt: '2026-11-21T09:30:00.000Z', entries: 0, estimated: 0 } };
    return { run: state.health.run };
  },
  rollForward: (state, { query }) => (query.get('format') === 'csv' ? csvFile() : state.rollForward),
  inboxItem: (state, { path }) => {
    const item = state.inbox.find(({ id }) => id === path['itemId']);
    if (item === undefined) return null;
    return { ...item, origin: 'webhook', bytes: 4210, lastError: item.reason, attemptsLeft: 0, nextAttemptAt: null };
  },
  replayInbox: (state) => {
    const dead = state.inbox.filter((item) => item.state === 'dead').length;
    state.inbox = state.inbox.map((item) => (item.state === 'dead' ? { ...item, state: 'new' as const, reason: null } : item));
    state.overview = { ...state.overview, inbox: { ...state.overview.inbox, dead: 0 } };
    return { replayed: dead };
  },
  replayInboxItem: (state, { path }) => {
    state.inbox = state.inbox.map((item) => (item.id === path['itemId'] ? { ...item, state: 'new' as const, reason: null } : item));
    return { replayed: 1 };
  },
};

function csvFile(): Response {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="liability-months.csv"' };
  return new Response('month,state\r\n', { headers });
}

/** The answers of one subject, each of which sees only its own part of the state. */
function answersOf<Part>(
  answers: Readonly<Record<string, (part: Part, call: Call) => unknown>>,
  partOf: (state: State) => Part,
): Partial<Record<Name, (state: State, call: Call) => unknown>> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (state: State, call: Call) => answer(partOf(state), call)]),
  );
}
