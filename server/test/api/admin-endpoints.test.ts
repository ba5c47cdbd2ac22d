// The contract's table, walked: what every endpoint gives and what every endpoint refuses.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, SMALL_BODY_BYTES, type admin, type Endpoint } from '../../src/contract/index.ts';
import { GOOD, harmlessBody as goodBody, type Ids, type Name } from './good-requests.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
let itemId: string;
let heldId: string;
let referralId: string;
beforeAll(async () => {
  // Hundreds of refusals come from here; how often one may try is another test's matter.
  world = await aShopWorld({ rateLimits: { hit: () => Promise.resolve({ allowed: true, retryAfterMs: 0 }) } });
  itemId = await world.deadItem(world.store);
  heldId = await world.heldReward(world.store, world.mina);
  referralId = await world.referral(world.store, world.mina);
  await world.core.staff.addOwner({ storeId: world.store, userId: 'u-owner', name: 'Test' });
  await world.core.staff.meet({ storeId: world.store, userId: 'u-2', name: 'Pari' });
});
afterAll(async () => {
  await world.core.dryRuns.settled();
  await world.close();
});

const ENDPOINTS = Object.entries(ADMIN_ENDPOINTS) as [Name, Endpoint][];
const WRITES = ENDPOINTS.filter(([, endpoint]) => endpoint.method !== 'GET');
const ONE_OF = ENDPOINTS.filter(([, endpoint]) => endpoint.path.includes(':'));
const ROLES: admin.Role[] = ['analyst', 'support', 'manager', 'owner'];

const pathOf = (endpoint: Endpoint, ids: Partial<Ids> = {}): string =>
  Object.entries({
    memberId: world.mina,
    itemId,
    version: '1',
    userId: 'u-2',
    fileId: 'r-0',
    reservationId: heldId,
    referralId,
    ...ids,
  }).reduce((path, [name, id]) => path.replace(`:${name}`, id), endpoint.path);

async function codeOf(answer: Response): Promise<string> {
  const { error } = problem.parse(await answer.json());
  expect(error.requestId).toBe(answer.headers.get('x-request-id'));
  return error.code;
}

describe.each(ENDPOINTS)('%s', (name, endpoint) => {
  it('answers what the contract promises, kept by nobody in between', async () => {
    const { ids, body } = await GOOD[name](world);
    const answer = await world.call(endpoint.method, pathOf(endpoint, ids), { body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(endpoint.answer.safeParse(await answer.json()).error).toBeUndefined();
  });

  it.each(['', 'Basic dTpw', 'Bearer', 'Bearer not.a.token', `Bearer ${'a'.repeat(5000)}`])(
    'refuses whoever comes with "%.30s"',
    async (authorization) => {
      const answer = await world.call(endpoint.method, pathOf(endpoint), { body: goodBody(name, endpoint), headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(await codeOf(answer)).toBe('not-signed-in');
    },
  );

  it.each(ROLES)('asks for its role from the %s', async (role) => {
    const enough = ROLES.indexOf(role) >= ROLES.indexOf(endpoint.role);
    const answer = await world.call(endpoint.method, pathOf(endpoint), { body: goodBody(name, endpoint), token: await world.token(role) });
    expect(answer.status === 403).toBe(!enough);
  });

  it.each(['search[$ne]=x', '$where=1', 'a.b=1', '__proto__=1', '__proto__[polluted]=1', 'constructor.prototype=1', 'limit=1&limit=2'])(
    'refuses the query %s',
    async (query) => {
      const answer = await world.call(endpoint.method, `${pathOf(endpoint)}?${query}`, { body: goodBody(name, endpoint) });
      expect(answer.status).toBe(400);
      expect(await codeOf(answer)).toBe('invalid-input');
    },
  );
});

/** A query with positions is a list's. */
const isList = ({ query }: Endpoint): boolean => query !== undefined && 'shape' in query && 'cursor' in (query.shape as object);

describe.each(ENDPOINTS.filter(([, endpoint]) => isList(endpoint)))('the list %s', (_, endpoint) => {
  it.each([
    'limit=0',
    'limit=101',
    'limit=1.5',
    'limit=-1',
    'limit=many',
    'limit=',
    'cursor=nonsense',
    'cursor=%7B%22%24gt%22%3A1%7D',
    `cursor=${'9'.repeat(501)}`,
  ])('refuses %.40s by name', async (query) => {
    const answer = await world.call('GET', `${pathOf(endpoint)}?${query}`);
    expect(answer.status).toBe(400);
    expect(problem.parse(await answer.json()).error.field).toBe(query.split('=')[0]);
  });
});

describe.each(ONE_OF)('%s with the id of something else', (name, endpoint) => {
  it.each(['nobody', '%24ne', '%7B%22%24ne%22%3Anull%7D', '..%2F..%2Fsession', 'a%00b', encodeURIComponent('می‌نا')])(
    'finds nothing as %s',
    async (id) => {
      const answer = await world.call(
        endpoint.method,
        pathOf(endpoint, { memberId: id, itemId: id, version: id, userId: id, fileId: id, reservationId: id, referralId: id }),
        {
          body: goodBody(name, endpoint),
        },
      );
      expect([await codeOf(answer), answer.status]).toEqual(['not-found', 404]);
    },
  );

  it("does not find what is another store's", async () => {
    const foreign = {
      memberId: world.stranger,
      itemId: await world.deadItem(world.other),
      version: '99',
      userId: 'u-foreign',
      fileId: 'r-foreign',
      reservationId: await world.heldReward(world.other, world.stranger),
      referralId: await world.referral(world.other, world.stranger),
    };
    const file = { storeId: world.other, requestId: 'r-foreign', askedAt: 0, members: [], subjects: [], text: '{}' };
    await world.core.dataFiles.keep(file);
    const answer = await world.call(endpoint.method, pathOf(endpoint, foreign), { body: goodBody(name, endpoint) });
    expect([await codeOf(answer), answer.status]).toEqual(['not-found', 404]);
    expect((await world.core.inbox.get(world.other, foreign.itemId))?.state).toBe('dead');
    expect((await world.core.redemptions.read(world.other, foreign.reservationId))?.stage).toBe('ready');
    expect(await world.core.available(world.other, world.stranger)).toBe(45);
  });
});

describe.each(WRITES)('the write %s', (name, endpoint) => {
  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    world.call(endpoint.method, pathOf(endpoint), { body, headers });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])(
    'refuses a body of type %s',
    async (type) => {
      expect((await send(goodBody(name, endpoint), { 'content-type': type })).status).toBe(415);
    },
  );

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1.evil.example'])(
    'refuses to be sent from a page of %s',
    async (origin) => {
      const answer = await send(goodBody(name, endpoint), { origin });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'not-allowed']);
    },
  );

  it('takes what our own page sends', async () => {
    expect((await send(goodBody(name, endpoint), { origin: world.app.url })).status).not.toBe(403);
    expect((await send(goodBody(name, endpoint), { origin: world.services.env.appUrl })).status).not.toBe(403);
  });

  it.each(['', '{', 'nothing', '{"a":1}}', '\u0000'])('refuses the body "%s", which is no JSON', async (body) => {
    const answer = await send(body, { 'content-type': 'application/json' });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid-input']);
  });

  it.each([
    '{"$set":{"points":1}}', '{"a":{"$gt":""}}', '{"a.b":1}', '{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}',
    '[{"a":[{"$where":"1"}]}]',
  ])('refuses the names in %s', async (body) => {
    const answer = await send(body, { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }); // prettier-ignore

  it.each(['null', '[]', '"text"', '7', 'true'])('refuses %s where an object belongs', async (body) => {
    expect((await send(body, { 'content-type': 'application/json' })).status).toBe(400);
  });

  it('refuses a tower and a flood, without falling over', async () => {
    const tower = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect((await send(tower, { 'content-type': 'application/json' })).status).toBe(400);
    const flood = 'x'.repeat((endpoint.maxBodyBytes ?? SMALL_BODY_BYTES) + 1);
    expect((await send(`{"a":"${flood}"}`, { 'content-type': 'application/json' })).status).toBe(413);
    expect((await send(goodBody(name, endpoint), { 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

describe('wrong amounts', () => {
  it.each([0.5, 1e300, 'NaN', '5', null, 1_000_001, -1_000_001])('do not adjust by %s', async (points) => {
    const before = (await world.core.entries.head(world.store, world.mina))?.seq;
    const body = { points, reason: 'x', requestId: randomUUID() };
    const answer = await world.call('POST', `/admin/api/members/${world.mina}/adjust`, { body });
    expect([answer.status, problem.parse(await answer.json()).error.field]).toEqual([400, 'points']);
    expect((await world.core.entries.head(world.store, world.mina))?.seq).toBe(before);
  });
});

/** They ask with a body, and change nothing. */
const QUESTIONS: ReadonlySet<Name> = new Set([
  'countPast',
  'previewMail',
  'previewMerge',
  'previewProgram',
  'previewTiers',
  'suggestProgram',
]);

describe.each(WRITES.filter(([name]) => !QUESTIONS.has(name)))('the change %s', (name, endpoint) => {
  const lines = async (): Promise<admin.AuditEntry[]> =>
    ADMIN_ENDPOINTS.audit.answer.parse(await (await world.call('GET', '/admin/api/audit?limit=100')).json()).items;

  it('leaves a line of who did what before it is answered, and none when it was refused', async () => {
    const { ids, body } = await GOOD[name](world);
    world.core.time.now += 1;
    const at = new Date(world.core.time.now).toISOString();
    const done = async (): Promise<admin.AuditEntry[]> => (await lines()).filter((line) => line.at === at);
    await world.call(endpoint.method, pathOf(endpoint, ids), { body: '{', headers: { 'content-type': 'application/json' } });
    await world.call(endpoint.method, pathOf(endpoint, ids), { body, token: await world.token('analyst', world.other) });
    expect(await done()).toEqual([]);
    expect((await world.call(endpoint.method, pathOf(endpoint, ids), { body })).status).toBe(200);
    expect(await done()).toMatchObject([{ by: { userId: 'u-owner', name: 'Test' } }]);
  });
});

describe.each(WRITES.filter(([name]) => QUESTIONS.has(name)))('the question %s', (name, endpoint) => {
  it('leaves no line, because nothing was changed', async () => {
    const { ids, body } = await GOOD[name](world);
    const count = async (): Promise<number> => (await world.core.audit.page(world.store, {}, null, 1_000)).entries.length;
    const before = await count();
    expect((await world.call(endpoint.method, pathOf(endpoint, ids), { body })).status).toBe(200);
    expect(await count()).toBe(before);
  });
});
