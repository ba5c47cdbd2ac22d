// The operator's command: it prints a line that connects a shop, and refuses what could connect none.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startDevDb } from '../../devdb/index.ts';
import { codeHash } from '../../src/onboarding/plugins/invite.ts';
import { connectMongo, type Connection } from '../../src/storage/mongo/connect.ts';

const printed = z.strictObject({ connectionLine: z.string(), goodUntil: z.iso.datetime() });
const line = z.strictObject({ u: z.string(), c: z.string() });
const failed = z.object({ code: z.number(), stderr: z.string() });
const CLI = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const run = promisify(execFile);
const MINUTE = 60_000;

let folder: string;
let data: Awaited<ReturnType<typeof startDevDb>>;
let connection: Connection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lasting-invite-'));
  data = await startDevDb({ folder: ':memory:', durable: false });
  connection = await connectMongo(data.uri);
}, MINUTE);
afterAll(async () => {
  await connection.close();
  await data.close();
  await rm(folder, { recursive: true });
});

async function invites(...options: string[]): Promise<z.infer<typeof printed> | string> {
  const env = { ...process.env, MONGODB_URI: data.uri, APP_URL: 'https://lasting.example', DATA_DIR: folder, LASTING_MODE: 'sandbox' };
  try {
    const { stdout } = await run(process.execPath, [CLI, 'stores', 'invite', '--json', ...options], { env, timeout: MINUTE });
    return printed.parse(JSON.parse(stdout));
  } catch (error) {
    const { code, stderr } = failed.parse(error);
    return `${code}: ${stderr.trim()}`;
  }
}

it('prints our address and a code of which only the hash is kept, good for as long as was asked', { timeout: 3 * MINUTE }, async () => {
  const before = Date.now();
  const answer = await invites('--hours', '2');
  if (typeof answer === 'string') throw new Error(answer);
  const { u, c } = line.parse(JSON.parse(Buffer.from(answer.connectionLine, 'base64url').toString()));
  expect(u).toBe('https://lasting.example');
  const good = Date.parse(answer.goodUntil) - before;
  expect([good >= 2 * 60 * MINUTE, good < 2 * 60 * MINUTE + 3 * MINUTE]).toEqual([true, true]);
  const kept = await connection.collection('invitations').find().toArray();
  expect(kept.map(({ _id }) => String(_id))).toEqual([codeHash(c)]);
  expect(kept).toMatchObject([{ forStore: null, used: null }]);
});

it('refuses a time that is none, and a store that it does not know', { timeout: 3 * MINUTE }, async () => {
  expect(await invites('--hours', 'soon')).toBe('1: "soon" is no number of hours: give --hours like 24');
  expect(await invites('--hours', '0')).toMatch(/^1: "0" is no number of hours/u);
  expect(await invites('--store', 'woocommerce-nobody')).toMatch(/^1: there is no WooCommerce store woocommerce-nobody/u);
});
