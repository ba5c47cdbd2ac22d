// What PHP signed (extensions/woocommerce/tests/make-vectors.php) is what the server believes; the plugin's own tests hold PHP to the same file.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as sandbox from '../../sandbox/woocommerce/plugin/keys.ts';
import { connectionLine } from '../../src/onboarding/plugins/invite.ts';
import { pluginKey, type PluginPurpose } from '../../src/platforms/woocommerce/plugin/keys.ts';
import { readNote } from '../../src/platforms/woocommerce/plugin/note.ts';
import { whyNotSigned } from '../../src/platforms/woocommerce/plugin/signed.ts';
import { readShopperToken, readStaffToken, storeNamedBy } from '../../src/platforms/woocommerce/plugin/token.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/u);
const signed = z.object({ 'X-Lasting-Time': z.string(), 'X-Lasting-Signature': hex });
const token = z.object({ token: z.string(), purpose: z.enum(['staff', 'shopper']), claims: z.record(z.string(), z.unknown()) });
const shape = z.object({
  connection: z.object({ store_id: z.string(), url: z.string(), secret: z.string() }),
  now: z.number(),
  keys: z.record(z.enum(['staff', 'shopper', 'note', 'call']), hex),
  tokens: z.object({ staff: token, customer: token, visitor: token }),
  note: z.object({ body: z.string(), headers: signed }),
  call: z.object({ path: z.string(), body: z.string(), headers: signed }),
  lines: z.array(z.object({ line: z.string(), read: z.object({ url: z.string(), code: z.string() }).nullable() })),
});
const file = new URL('../../../extensions/woocommerce/tests/vectors.json', import.meta.url);
const vectors = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
const { connection, tokens, note, call } = vectors;
const store = { storeId: connection.store_id, url: connection.url, secret: connection.secret };
const now = vectors.now * 1_000;
const MINUTE = 60_000;

describe('what the plugin signs in PHP', () => {
  test.each(Object.entries(vectors.keys))('has the same key for %s as on the server', (purpose, expected) => {
    expect(Buffer.from(pluginKey(store.secret, purpose as PluginPurpose)).toString('hex')).toBe(expected);
  });

  test('lets staff in by their name in any script, for five minutes and at their own store alone', async () => {
    const { claims } = tokens.staff;
    expect(storeNamedBy(tokens.staff.token)).toEqual({ storeId: store.storeId, purpose: 'staff' });
    const person = { userId: 'wp:1', name: claims['name'], owns: true, locale: 'fa_IR' };
    expect(await readStaffToken(tokens.staff.token, store, now)).toEqual(person);
    expect(await readStaffToken(tokens.staff.token, store, now + 4 * MINUTE)).toEqual(person);
    expect(await readStaffToken(tokens.staff.token, store, now + 6 * MINUTE)).toBeNull();
    expect(await readStaffToken(tokens.staff.token, { ...store, storeId: 'woo-other' }, now)).toBeNull();
    expect(await readStaffToken(tokens.staff.token, { ...store, url: 'https://other.example' }, now)).toBeNull();
    expect(await readStaffToken(tokens.staff.token, { ...store, secret: `${store.secret}x` }, now)).toBeNull();
  });

  test('tells a customer from a visitor, and makes staff of neither', async () => {
    expect(await readShopperToken(tokens.customer.token, store, now)).toEqual({ customerId: '17' });
    expect(await readShopperToken(tokens.visitor.token, store, now)).toEqual({ customerId: null });
    expect(await readStaffToken(tokens.customer.token, store, now)).toBeNull();
    expect(await readShopperToken(tokens.staff.token, store, now)).toBeNull();
  });

  test('is a note for ten minutes, and not one byte may change', () => {
    const headers = { time: note.headers['X-Lasting-Time'], signature: note.headers['X-Lasting-Signature'] };
    const read = (body: string, at: number) => readNote(store.secret, headers, Buffer.from(body), at);
    const kept = { kind: 'accepted', note: { orderId: '1204', n: '6f1d2c3b-0a49-4e58-8c67-7b6a5d4e3f21' } };
    expect(read(note.body, now)).toEqual(kept);
    expect(read(note.body, now + 9 * MINUTE)).toEqual(kept);
    expect(read(note.body, now + 11 * MINUTE)).toMatchObject({ status: 401 });
    expect(read(note.body.replace('1204', '1205'), now)).toMatchObject({ status: 401 });
  });

  test('is a question signed over time, name and body by the key for calls', () => {
    const headers = { time: call.headers['X-Lasting-Time'], signature: call.headers['X-Lasting-Signature'] };
    const why = (body: string, path: string, at = now) =>
      whyNotSigned(store.secret, 'call', { headers, bytes: Buffer.from(body), path }, at);
    expect(why(call.body, call.path)).toBeNull();
    expect([why(call.body, 'reserve'), why(call.body.replace('17', '18'), call.path), why(call.body, call.path, now + 11 * MINUTE)]).not.toContain(null); // prettier-ignore
  });

  test('reads the line that an operator hands out, and none that leads elsewhere than to a server', () => {
    for (const { line, read } of vectors.lines.filter((one) => one.read !== null)) {
      const said = JSON.parse(Buffer.from(line, 'base64url').toString('utf8')) as { u: string; c: string };
      expect(connectionLine(said.u, said.c)).toBe(line);
      expect(read).toEqual({ url: said.u.replace(/\/$/u, ''), code: said.c });
    }
    expect(vectors.lines.at(-1)?.read).toBeNull();
  });

  test('is signed the same by the plugin of the sandbox’s store', () => {
    expect(Object.fromEntries(Object.keys(vectors.keys).map((purpose) => [purpose, sandbox.keyOf(store.secret, purpose as PluginPurpose).toString('hex')]))).toEqual(vectors.keys); // prettier-ignore
    for (const { purpose, claims, token: signedByPhp } of Object.values(tokens)) expect(sandbox.token(store, purpose, claims, vectors.now)).toBe(signedByPhp); // prettier-ignore
    expect(sandbox.noteHeaders(store.secret, note.body, vectors.now)).toMatchObject(note.headers);
    expect(sandbox.callHeaders(store.secret, call.path, call.body, vectors.now)).toMatchObject(call.headers);
    for (const { line, read } of vectors.lines) expect(sandbox.readLine(line)).toEqual(read);
  });
});
