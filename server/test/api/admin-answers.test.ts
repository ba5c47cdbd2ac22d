// What the merchant is told, on a shop with a history.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem } from '../../src/contract/index.ts';
import { lastDays } from '../../src/api/admin/overview.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aLine } from '../builders/orders.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
const open: ShopWorld[] = [];
beforeEach(async () => {
  world = await aShopWorld();
  open.push(world);
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const json = (answer: Response): Promise<unknown> => answer.json();
const memberPath = (): string => `/admin/api/members/${world.mina}`;
const detail = async () => ADMIN_ENDPOINTS.member.answer.parse(await json(await world.call('GET', memberPath())));
const history = async (query = '') =>
  ADMIN_ENDPOINTS.memberHistory.answer.parse(await json(await world.call('GET', `${memberPath()}/history${query}`)));
const adjustBy = (points: number, requestId: string = randomUUID()): Promise<Response> =>
  world.call('POST', `${memberPath()}/adjust`, { body: { points, reason: 'a late parcel', requestId } });

describe('the session', () => {
  it('says who is signed in where, and that this is a sandbox', async () => {
    const session = ADMIN_ENDPOINTS.session.answer.parse(
      await json(await world.call('GET', '/admin/api/session', { token: await world.token('support') })),
    );
    expect(session.store).toMatchObject({ id: world.store, platform: 'shopify', currency: 'EUR', timeZone: 'Europe/Berlin' });
    expect(session.user).toMatchObject({ role: 'support', locale: 'en' });
    expect(session.sandbox).toEqual({ shopUrl: 'http://127.0.0.1:3001' });
  });
});

describe('a member', () => {
  it('is shown with the balance, the lots, and what each order gave', async () => {
    const member = await detail();
    expect(member).toMatchObject({ memberId: world.mina, name: 'Mina Tester', kind: 'account', entryCount: 1 });
    expect(member.balance).toEqual({ available: 45, pending: 0, reserved: 0, deficit: 0 });
    expect(member.lots).toMatchObject([{ points: 45, state: 'available', source: 'order', orderId: '1001' }]);
    const money = { amountMinor: 4_500, currency: 'EUR' };
    expect(member.orders).toMatchObject([{ orderId: '1001', name: '#1001', total: money, goods: money, state: 'paid', points: 45 }]);
  });

  it('is found by name, address and beginning, and not in another store', async () => {
    const found = async (search: string): Promise<number> =>
      ADMIN_ENDPOINTS.members.answer.parse(await json(await world.call('GET', `/admin/api/members?search=${encodeURIComponent(search)}`)))
        .items.length;
    expect([await found('mina'), await found('Mina Te'), await found('mina@example.com'), await found('')]).toEqual([1, 1, 1, 1]);
    expect([await found('stranger'), await found('.*'), await found('^m')]).toEqual([0, 0, 0]);
  });

  it('reads the history newest first, page by page, each line on top of the one before', async () => {
    await adjustBy(10);
    await world.order(world.store, world.mina, { lines: [aLine(4_500, { currentNet: 2_000 })], version: Date.UTC(2026, 10, 21) });
    await adjustBy(-30);
    const first = await history('?limit=2');
    const second = await history(`?limit=2&cursor=${first.next ?? ''}`);
    const lines = [...first.items, ...second.items];
    expect(second.next).toBeNull();
    expect(lines.map(({ kind, change, balanceAfter }) => [kind, change, balanceAfter])).toEqual([
      ['adjusted-down', -30, 0],
      ['order-reduced', -25, 30],
      ['adjusted-up', 10, 55],
      ['order-earned', 45, 45],
    ]);
    expect(lines[0]).toMatchObject({ reason: 'a late parcel', order: null, explanation: null });
    expect(lines[1]?.explanation).toMatchObject({
      deserved: 20,
      given: 45,
      note: 'paid',
      pointsPerUnit: 1,
      basis: { amountMinor: 2_000, currency: 'EUR' },
    });
    expect(lines[3]).toMatchObject({
      order: { id: '1001', name: '#1001' },
      explanation: { given: 0, lines: [{ points: 45, title: 'Teapot' }] },
    });
  });

  it('goes below zero, visibly, when more is taken back than is left', async () => {
    await adjustBy(-40);
    await world.order(world.store, world.mina, { standing: 'cancelled', version: Date.UTC(2026, 10, 21) });
    expect((await detail()).balance).toEqual({ available: 0, pending: 0, reserved: 0, deficit: 40 });
    expect((await history()).items[0]).toMatchObject({ kind: 'order-taken-back', change: -45, balanceAfter: -40 });
  });
});

describe('an adjustment', () => {
  it('answers the new balance and its own line', async () => {
    const { balance, line } = ADMIN_ENDPOINTS.adjust.answer.parse(await json(await adjustBy(5)));
    expect(balance.available).toBe(50);
    expect(line).toMatchObject({ kind: 'adjusted-up', change: 5, balanceAfter: 50, reason: 'a late parcel' });
  });

  it('counts once, however often the same click arrives', async () => {
    const requestId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => adjustBy(5, requestId)));
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThan(0);
    expect((await adjustBy(5, requestId)).status).toBe(200);
    expect((await detail()).balance.available).toBe(50);
  });

  it('refuses another change under the same request id', async () => {
    const requestId = randomUUID();
    await adjustBy(5, requestId);
    const answer = await adjustBy(6, requestId);
    expect([answer.status, problem.parse(await json(answer)).error.code]).toEqual([409, 'key-reused']);
  });

  it('refuses to take more than there is, and to change nothing', async () => {
    const tooMuch = await adjustBy(-46);
    expect([tooMuch.status, problem.parse(await json(tooMuch)).error.code]).toEqual([409, 'not-enough-points']);
    const nothing = await adjustBy(0);
    expect([nothing.status, problem.parse(await json(nothing)).error.code]).toEqual([400, 'amount-invalid']);
  });

  it('is taken back once by a counter entry, however often that is asked for', async () => {
    const requestId = randomUUID();
    await adjustBy(5, requestId);
    const undo = (): Promise<Response> => world.call('POST', `${memberPath()}/undo-adjust`, { body: { requestId } });
    const { balance, line } = ADMIN_ENDPOINTS.undoAdjust.answer.parse(await json(await undo()));
    expect([balance.available, line.kind, line.change]).toEqual([45, 'adjustment-undone', -5]);
    expect((await undo()).status).toBe(200);
    expect((await detail()).balance.available).toBe(45);
  });

  it('that nobody made cannot be taken back', async () => {
    const answer = await world.call('POST', `${memberPath()}/undo-adjust`, { body: { requestId: randomUUID() } });
    expect(problem.parse(await json(answer)).error.code).toBe('nothing-to-do');
  });

  it('is slowed down when it comes too often', async () => {
    const answers = await Promise.all(
      Array.from({ length: 125 }, () => world.call('POST', '/admin/api/members/nobody/adjust', { body: {} })),
    );
    const slowed = answers.find((answer) => answer.status === 429);
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(5);
  });
});

describe('the overview', () => {
  it('counts the last thirty days of the store, and says whether anything is wrong', async () => {
    await world.order(world.store, world.mina, { orderId: orderId('1002'), name: '#1002', lines: [aLine(1_000)] });
    await world.order(world.store, world.mina, { standing: 'refunded', version: Date.UTC(2026, 10, 21) });
    await world.deadItem(world.store);
    const overview = ADMIN_ENDPOINTS.overview.answer.parse(await json(await world.call('GET', '/admin/api/overview')));
    expect(overview.members).toEqual({ total: 1, guests: 0 });
    expect(overview.last30Days).toEqual({ issued: 55, reversed: 45, redeemed: 0, expired: 0 });
    expect(overview.outstanding).toBe(10);
    expect(overview.trend).toHaveLength(30);
    expect(overview.trend.at(-1)).toEqual({ day: '2026-11-21', issued: 55, reversed: 45, redeemed: 0, expired: 0 });
    expect(overview.inbox).toMatchObject({ dead: 1, waiting: 0 });
    expect(overview.program).toEqual({ active: true, pointsPerUnit: 1 });
    expect(overview.activity.map((line) => line.member.name)).toEqual(['Mina Tester', 'Mina Tester', 'Mina Tester']);
  });

  it('names days by the calendar of the store, across a change of clocks', () => {
    const days = lastDays(Date.UTC(2026, 9, 25, 23, 30), 'Europe/Berlin');
    expect([days[0], days.at(-1), new Set(days).size]).toEqual(['2026-09-27', '2026-10-26', 30]);
    expect(lastDays(Date.UTC(2026, 10, 21, 20, 30), 'Asia/Tehran').at(-1)).toBe('2026-11-22');
  });
});

describe('the activity', () => {
  it('goes through a whole store page by page, and shows nobody else', async () => {
    await adjustBy(1);
    await adjustBy(2);
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = ADMIN_ENDPOINTS.activity.answer.parse(
        await json(await world.call('GET', `/admin/api/activity?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)),
      );
      seen.push(...page.items.map((line) => line.change));
      cursor = page.next;
    }
    expect(seen).toEqual([2, 1, 45]);
  });
});

describe('the inbox', () => {
  it('shows a dead letter with its reason and without its content, and sends it back to work', async () => {
    const itemId = await world.deadItem(world.store);
    const answer = await world.call('GET', '/admin/api/inbox?state=dead');
    const text = await answer.text();
    expect(text).not.toContain('{\\"cut');
    const page = ADMIN_ENDPOINTS.inbox.answer.parse(JSON.parse(text));
    expect(page.items).toMatchObject([{ id: itemId, state: 'dead', reason: 'cannot read body', dueAt: null }]);
    const replay = (): Promise<Response> => world.call('POST', `/admin/api/inbox/${itemId}/replay`, { body: {} });
    expect(await json(await replay())).toEqual({ replayed: 1 });
    expect(await json(await replay())).toEqual({ replayed: 0 });
    expect(ADMIN_ENDPOINTS.inboxSummary.answer.parse(await json(await world.call('GET', '/admin/api/inbox/summary')))).toMatchObject({
      waiting: 1,
      dead: 0,
    });
  });

  it('tells one item in detail, and never what is in it', async () => {
    const itemId = await world.deadItem(world.store);
    const text = await (await world.call('GET', `/admin/api/inbox/${itemId}`)).text();
    expect(ADMIN_ENDPOINTS.inboxItem.answer.parse(JSON.parse(text))).toMatchObject({
      state: 'dead', origin: 'webhook', bytes: 5, lastError: 'cannot read body', attempts: 1, attemptsLeft: 0, nextAttemptAt: null,
    });
    expect(text).not.toContain('{\\"cut');
  }); // prettier-ignore

  it('sends all dead letters back at once, or the named ones, and nothing when one of them is not ours', async () => {
    const [first, second, foreign] = [
      await world.deadItem(world.store),
      await world.deadItem(world.store),
      await world.deadItem(world.other),
    ];
    const replay = (ids: string[] | null): Promise<Response> => world.call('POST', '/admin/api/inbox/replay', { body: { ids } });
    expect((await replay([first, foreign])).status).toBe(404);
    expect((await world.core.inbox.get(world.store, first))?.state).toBe('dead');
    expect(await json(await replay([first, first]))).toEqual({ replayed: 1 });
    expect(await json(await replay(null))).toEqual({ replayed: 1 });
    expect((await world.core.inbox.get(world.store, second))?.state).toBe('new');
    expect((await world.core.inbox.get(world.other, foreign))?.state).toBe('dead');
    expect((await replay([])).status).toBe(400);
  });
});

describe('what is done in the store', () => {
  it('shows what only a person can decide with its reason, and nothing of whom it is for', async () => {
    const effectId = await world.deadEffect(world.store);
    const text = await (await world.call('GET', '/admin/api/outbox?state=dead')).text();
    expect(text).not.toMatch(/customerId|amount/u);
    const { items } = ADMIN_ENDPOINTS.outbox.answer.parse(JSON.parse(text));
    const shown = { state: 'dead', kind: 'give-store-credit', unclear: true, canBeSettled: true, dueAt: null };
    expect(items).toContainEqual(expect.objectContaining({ id: effectId, ...shown }));
    expect(ADMIN_ENDPOINTS.overview.answer.parse(await json(await world.call('GET', '/admin/api/overview')))).toMatchObject({
      outbox: { dead: items.length },
      todo: expect.arrayContaining([{ code: 'dead-effects', count: items.length }]) as unknown,
    });
  });

  it('is not tried again with all the others when nobody knows whether it was done, but by its name', async () => {
    const effectId = await world.deadEffect(world.store);
    const replay = (ids: string[] | null): Promise<Response> => world.call('POST', '/admin/api/outbox/replay', { body: { ids } });
    expect(await json(await replay(null))).toEqual({ replayed: 0 });
    expect((await replay([effectId, await world.deadEffect(world.other)])).status).toBe(404);
    expect(await json(await replay([effectId, effectId]))).toEqual({ replayed: 1 });
    expect(await world.core.outbox.read(world.store, effectId)).toMatchObject({ state: 'new', memory: null });
  });

  it('is told inside as given, once, when somebody looked and says that it was', async () => {
    const effectId = await world.deadEffect(world.store);
    const settle = (): Promise<Response> => world.call('POST', '/admin/api/outbox/settle', { body: { id: effectId } });
    expect(await json(await settle())).toEqual({ settled: true });
    expect(await json(await settle())).toEqual({ settled: false });
    const { items } = await world.core.inbox.list(world.store, 'new', null, 100);
    expect(items.filter(({ topic, dedupe }) => topic === 'effect/reward-given' && dedupe === effectId)).toHaveLength(1);
    expect(await world.core.outbox.read(world.store, effectId)).toMatchObject({ state: 'done' });
    expect((await world.call('POST', '/admin/api/outbox/settle', { body: { id: await world.deadEffect(world.other) } })).status).toBe(404);
  });
});
