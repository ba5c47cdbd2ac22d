import { describe, expect, it } from 'vitest';
import { createClient, type Client } from '../src/api/client.ts';
import { OpenFromStore } from '../src/host/host.ts';
import { standaloneHost } from '../src/host/standalone.ts';
import { fakeServer, type FakeServer } from './fake-server.ts';

function clientOf(server: FakeServer, send: typeof fetch = server.fetch): { client: Client; renewals: boolean[] } {
  const renewals: boolean[] = [];
  const token = ({ renew }: { readonly renew: boolean }): Promise<string> => {
    renewals.push(renew);
    return Promise.resolve(renew ? 'token-2' : 'token-1');
  };
  return { client: createClient({ host: { token }, fetch: send, wait: () => Promise.resolve() }), renewals };
}

/** Fails `times` times before it lets the real one through. */
function failing(server: FakeServer, times: number): { send: typeof fetch; tries: () => number } {
  let tries = 0;
  const send: typeof fetch = (input, init) => {
    tries += 1;
    return tries <= times ? Promise.reject(new TypeError('fetch failed')) : server.fetch(input, init);
  };
  return { send, tries: () => tries };
}

describe('client', () => {
  it('signs each call and puts names into the address safely', async () => {
    const server = fakeServer();
    await expect(clientOf(server).client.call('member', { path: { memberId: 'm/../1?x' } })).rejects.toMatchObject({ code: 'not-found' });
    expect(server.calls[0]).toMatchObject({ name: 'member', path: { memberId: 'm%2F..%2F1%3Fx' }, token: 'Bearer token-1' });
  });

  it('asks again after a lost connection, but never sends a change twice', async () => {
    const server = fakeServer();
    const question = failing(server, 2);
    await expect(clientOf(server, question.send).client.call('overview', {})).resolves.toMatchObject({ outstanding: 96_210 });
    const change = failing(server, 1);
    const replay = clientOf(server, change.send).client.call('replayInboxItem', { path: { itemId: 'i-1' }, body: {} });
    await expect(replay).rejects.toMatchObject({ code: 'offline' });
    expect([question.tries(), change.tries()]).toEqual([3, 1]);
  });

  it('renews a refused token once, and not for ever', async () => {
    const server = fakeServer();
    server.refuse('overview', { status: 401, code: 'not-signed-in' });
    const { client, renewals } = clientOf(server);
    await expect(client.call('overview', {})).rejects.toMatchObject({ code: 'not-signed-in', requestId: 'req-7f3a' });
    expect(renewals).toEqual([false, true]);
    expect(server.calls.map(({ token }) => token)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it.each([
    ['an answer outside the contract', 200, '{"outstanding":"many"}'],
    ['a page of a proxy', 502, '<html>Bad gateway</html>'],
    ['nothing', 200, ''],
  ])('believes nothing from a server that sends %s', async (_, status, body) => {
    const send = (): Promise<Response> => Promise.resolve(new Response(body, { status }));
    await expect(clientOf(fakeServer(), send).client.call('overview', {})).rejects.toMatchObject({ code: 'unreadable', status });
  });

  it('understands a refusal that comes with status 200', async () => {
    const server = fakeServer();
    server.refuse('adjust', { status: 200, code: 'nothing-to-do' });
    const body = { points: 1, reason: 'x', requestId: crypto.randomUUID() };
    await expect(clientOf(server).client.call('adjust', { path: { memberId: 'm-1' }, body })).rejects.toMatchObject({
      code: 'nothing-to-do',
    });
  });

  it('remembers answers until they are forgotten', async () => {
    const { client } = clientOf(fakeServer());
    await client.call('members', { query: { search: 'mira' } });
    await client.call('memberHistory', { path: { memberId: 'm-1' } });
    client.forget('members');
    expect(client.remembered('members', { query: { search: 'mira' } })).toBeUndefined();
    expect(client.remembered('memberHistory', { path: { memberId: 'm-1' } })).toBeDefined();
  });
});

describe('the development login', () => {
  const storage = { getItem: () => null, setItem: () => undefined };

  function loginServer(lifetimeMs: number, now: () => number): { send: typeof fetch; logins: () => number } {
    let logins = 0;
    const send: typeof fetch = () => {
      logins += 1;
      return Promise.resolve(Response.json({ token: `token-${logins}`, expiresAt: new Date(now() + lifetimeMs).toISOString() }));
    };
    return { send, logins: () => logins };
  }

  it('is used until shortly before it expires, then renewed', async () => {
    let clock = Date.parse('2026-11-21T10:00:00.000Z');
    const server = loginServer(60_000, () => clock);
    const host = standaloneHost({ fetch: server.send, storage, now: () => clock });
    expect([await host.token({ renew: false }), await host.token({ renew: false })]).toEqual(['token-1', 'token-1']);
    clock += 31_000;
    expect(await host.token({ renew: false })).toBe('token-2');
    expect(await host.token({ renew: true })).toBe('token-3');
    expect(server.logins()).toBe(3);
  });

  it('says to open the app from the store where it does not exist', async () => {
    const send: typeof fetch = () => Promise.resolve(new Response('', { status: 404 }));
    const host = standaloneHost({ fetch: send, storage, now: Date.now });
    await expect(host.token({ renew: false })).rejects.toBeInstanceOf(OpenFromStore);
  });
});
