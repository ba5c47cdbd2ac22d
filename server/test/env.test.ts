import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { clockOf } from '../src/clock.ts';
import { ENV_VARIABLES, EnvProblem, readEnv, SANDBOX_API_KEY, SANDBOX_API_SECRET } from '../src/env.ts';

const key = (): string => randomBytes(32).toString('base64');
const production = {
  NODE_ENV: 'production',
  APP_URL: 'https://loyalty.example.com',
  MONGODB_URI: 'mongodb://db.example.com/lasting?replicaSet=rs0',
  SHOPIFY_API_KEY: '0123456789abcdef0123456789abcdef',
  SHOPIFY_API_SECRET: 'shpss_0123456789abcdef0123456789',
  LASTING_KEYS: `a:${key()}`,
};

function problemsOf(source: Record<string, string | undefined>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvProblem) return error.problems;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('needs nothing to try Lasting out', () => {
    const env = readEnv({});
    expect(env).toMatchObject({
      mode: 'sandbox',
      nodeEnv: 'development',
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      dataDir: '.data',
      keys: null,
    });
    expect(env).toMatchObject({ appUrl: 'http://127.0.0.1:3000', mongodbUri: null, trustProxy: 0, allowPrivateStoreUrls: true });
    expect(env.shopify).toEqual({ apiKey: SANDBOX_API_KEY, apiSecret: SANDBOX_API_SECRET, simUrl: 'http://127.0.0.1:3001' });
    expect(env.webhookBodyLimitBytes).toBe(10 * 1024 * 1024);
  });

  it('derives the addresses from the ports', () => {
    const env = readEnv({ PORT: '4000', SANDBOX_PORT: '4001' });
    expect([env.appUrl, env.shopify.simUrl]).toEqual(['http://127.0.0.1:4000', 'http://127.0.0.1:4001']);
  });

  it('counts an empty value as not set', () => {
    expect(readEnv({ PORT: '', LASTING_KEYS: ' ', MONGODB_URI: '' })).toEqual(readEnv({}));
  });

  it('names every problem at once and repeats no value', () => {
    const wrong = {
      PORT: 'seventy', HOST: 'everywhere', LASTING_KEYS: 'a:hunter2-is-my-key', MONGODB_URI: 'postgres://me:hunter2@db', LOG_LEVEL: 'loud', TRUST_PROXY: 'true',
      WEBHOOK_BODY_LIMIT: '1tb', APP_URL: 'https://a.example/path', METRICS_TOKEN: 'hunter2', ALLOW_PRIVATE_STORE_URLS: 'yes', SANDBOX_DAYS_AHEAD: '-3',
    }; // prettier-ignore
    const problems = problemsOf(wrong);
    for (const name of Object.keys(wrong)) expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('takes several keys, the first of which seals', () => {
    const keys = readEnv({ LASTING_KEYS: `new:${key()}, old:${key()}` }).keys;
    expect(keys?.map(({ id, key: bytes }) => [id, bytes.length])).toEqual([['new', 32], ['old', 32]]); // prettier-ignore
  });

  it.each([
    ['two keys of one id', `a:${key()},a:${key()}`],
    ['a short key', `a:${randomBytes(16).toString('base64')}`],
    ['a key of zeros only', `a:${Buffer.alloc(32).toString('base64')}`],
    ['a key without an id', key()],
  ])('does not take %s', (_, keys) => {
    expect(problemsOf({ LASTING_KEYS: keys })).toHaveLength(1);
  });

  it.each([
    ['2', 2],
    ['loopback', ['loopback']],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('reads trusted proxies %s', (text, expected) => {
    expect(readEnv({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });
});

describe('the clock', () => {
  it('is the machine’s, unless the sandbox lives some days ahead of it', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    expect(clockOf(readEnv({}))()).toBe(Date.UTC(2026, 0, 1));
    expect(clockOf(readEnv({ SANDBOX_DAYS_AHEAD: '31' }))()).toBe(Date.UTC(2026, 1, 1));
    vi.useRealTimers();
  });
});

describe('production', () => {
  it('starts when everything is given', () => {
    const env = readEnv(production);
    expect(env).toMatchObject({ mode: 'production', appUrl: 'https://loyalty.example.com', allowPrivateStoreUrls: false });
    expect(env.shopify.simUrl).toBeNull();
  });

  it('refuses to start without its secrets, naming all of them', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    for (const name of ['APP_URL', 'MONGODB_URI', 'SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'LASTING_KEYS']) {
      expect(problems.some((problem) => problem.startsWith(`${name} is missing`))).toBe(true);
    }
  });

  it('is as strict when only LASTING_MODE asks for it', () => {
    expect(problemsOf({ LASTING_MODE: 'production' })).toHaveLength(5);
  });

  it.each([
    ['the sandbox key', { SHOPIFY_API_KEY: SANDBOX_API_KEY }],
    ['the sandbox secret', { SHOPIFY_API_SECRET: SANDBOX_API_SECRET }],
    ['a simulated Shopify', { SHOPIFY_SIM_URL: 'http://127.0.0.1:3001' }],
    ['an address without https', { APP_URL: 'http://loyalty.example.com' }],
    ['sandbox mode', { LASTING_MODE: 'sandbox' }],
    ['a clock that is ahead', { SANDBOX_DAYS_AHEAD: '15' }],
  ])('does not start with %s', (_, change) => {
    expect(problemsOf({ ...production, ...change })).toHaveLength(1);
  });
});

describe('.env.example', () => {
  const example = readFileSync(resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const assignments = [...example.matchAll(/^([A-Z_]+)=(.*)$/gmu)].map(([, name = '', value = '']) => [name, value] as const);

  it('documents every variable and no other', () => {
    expect(assignments.map(([name]) => name).toSorted()).toEqual(ENV_VARIABLES.toSorted());
  });

  it('can be used as it is', () => {
    expect(readEnv(Object.fromEntries(assignments))).toEqual(readEnv({}));
  });

  it('holds no secret of anybody', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../.env.example'), 'utf8')).not.toMatch(/(SECRET|KEYS|TOKEN)=\S/u);
  });
});
