// The sandbox's way in without a store's admin around it: only for somebody who sits at this machine, and only in the sandbox.
import { hkdfSync, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { admin, type Locale } from '../../contract/index.ts';
import { storeId } from '../../loyalty/ids.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { answer } from '../answer.ts';
import { callerNetwork, isFromThisMachine } from '../caller-address.ts';
import { HttpProblem, notFound } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import type { ReadBody } from '../read-body.ts';
import type { AdminIdentity, Services } from '../services.ts';
import { jsonOf, parseInput } from '../untrusted-input.ts';
import { instant } from '../views/instant.ts';
import { requireOwnJson } from './admission.ts';

const AUDIENCE = 'lasting-dev-admin';
const LIFETIME_MS = 8 * 3_600_000;

const Claims = z.object({ sub: z.string(), storeId: z.string(), name: z.string(), role: admin.role, locale: admin.locale });

export interface DevLogin {
  sign(who: AdminIdentity, now: number): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Null for everything that {@link sign} of this same object did not make, and for what is over. */
  verify(token: string, now: number): Promise<AdminIdentity | null>;
}

/**
 * The key comes from the app's secret, for this one purpose. The sandbox's secret is in the source for everybody to read, so it is mixed
 * with a salt that only this process knows: a restart ends all development logins, and pages simply log in again.
 */
export function createDevLogin(appSecret: string, salt: Buffer = randomBytes(32)): DevLogin {
  const key = new Uint8Array(hkdfSync('sha256', appSecret, salt, `${AUDIENCE}/1`, 32));
  return {
    async sign({ storeId: store, userId, name, role, locale }, now) {
      const expiresAt = now + LIFETIME_MS;
      const token = await new SignJWT({ storeId: store, name, role, locale })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(userId)
        .setAudience(AUDIENCE)
        .setIssuedAt(new Date(now))
        .setExpirationTime(new Date(expiresAt))
        .sign(key);
      return { token, expiresAt };
    },
    async verify(token, now) {
      const options = { algorithms: ['HS256'], audience: AUDIENCE, currentDate: new Date(now), requiredClaims: ['exp', 'sub'] };
      const verified = await jwtVerify(token, key, options).catch(() => null);
      const claims = Claims.safeParse(verified?.payload);
      if (!claims.success) return null;
      const { sub: userId, storeId: store, name, role, locale } = claims.data;
      return { storeId: storeId(store), userId, name, role, locale };
    },
  };
}

/** Nothing is needed; with several stores in one sandbox, and to see what each role sees, one may choose. */
const Wish = z.object({ storeId: z.string().optional(), role: admin.role.default('owner') });

async function chosenStore(services: Services, wanted: string | undefined): Promise<StoreRecord> {
  const active = (await services.stores.list()).filter((store) => store.state === 'active');
  if (wanted !== undefined) {
    const store = active.find((each) => each.storeId === wanted);
    if (store === undefined) throw notFound();
    return store;
  }
  const store = active.find((each) => each.platform === 'shopify') ?? active[0];
  if (store === undefined) throw new HttpProblem(503, 'unavailable', 'no store is installed yet', { retryAfterMs: 2_000 });
  return store;
}

const LOCALE: Locale = 'en';

export function addDevLogin(app: Express, services: Services, readBody: ReadBody): void {
  const { devLogin, env } = services;
  // Not even a route outside the sandbox, so no mistake in a condition below can open it.
  if (env.mode !== 'sandbox' || devLogin === undefined || devLogin === null) return;
  app.post('/admin/api/dev-login', async (req, res) => {
    if (!isFromThisMachine(req)) throw notFound();
    requireOwnJson(req, env);
    await limit(services, 'devLogin', callerNetwork(req));
    const wish = parseInput(Wish, jsonOf(await readBody(req, res)));
    const store = await chosenStore(services, wish.storeId);
    const who = { storeId: store.storeId, userId: `dev-${wish.role}`, name: 'Sandbox', role: wish.role, locale: LOCALE };
    const { token, expiresAt } = await devLogin.sign(who, services.clock());
    answer(env, res, admin.devLoginAnswer, { token, expiresAt: instant(expiresAt) });
  });
}
