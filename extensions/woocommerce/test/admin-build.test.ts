// @vitest-environment node
// What of the merchant's admin is put into a shop: read as it was built.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlugin } from '../build.ts';

let folder = '';
const files = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lasting-plugin-'));
  await buildPlugin(folder);
  const names = await readdir(join(folder, 'build'), { recursive: true });
  for (const name of names.filter((one) => /^admin.*\.(js|css)$/u.test(one)))
    files.set(name, await readFile(join(folder, 'build', name), 'utf8'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const whereIs = (pattern: RegExp): string[] => [...files].filter(([, text]) => pattern.test(text)).map(([name]) => name);

/** The entry with everything that it imports statically: what comes before anything is shown. */
function firstScript(name = 'admin.js', seen = new Set<string>()): Set<string> {
  seen.add(name);
  const text = files.get(name) ?? '';
  for (const [, from = ''] of text.matchAll(/(?:from|import)"([^"]+\.js)"/gu)) {
    const path = new URL(from, `file:///${name}`).pathname.slice(1);
    if (!seen.has(path)) firstScript(path, seen);
  }
  return seen;
}

describe('the admin as the plugin ships it', () => {
  it('holds nothing of Polaris, whose licence does not reach into WordPress', () => {
    expect(files.size).toBeGreaterThan(20);
    expect(whereIs(/polaris|--p-|shopify\.com|\bshopify-app/iu)).toEqual([]);
  });

  it('brings no React of its own: two on a page do not know each other’s hooks', () => {
    expect(whereIs(/window\.React\b/u)).not.toEqual([]);
    expect(whereIs(/Minified React error|__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED\s*=/u)).toEqual([]);
    expect(whereIs(/(?:from|import)"(?:react|@wordpress)/u)).toEqual([]);
  });

  it('never imports its entry, whose address carries a version: it would run twice', () => {
    expect(whereIs(/["']\.{1,2}\/admin\.js["']/u)).toEqual([]);
  });

  it('shows the first screen without the other languages and without the drawing library', () => {
    const first = [...firstScript()];
    expect(first.length).toBeGreaterThan(3);
    expect(first.filter((name) => /(?:^|\/)(?:en|fa|he|bar-chart-drawing)-/u.test(name))).toEqual([]);
    const bytes = first.reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0);
    expect(bytes).toBeLessThan(160_000);
  });

  it('says where things are by logical directions only', () => {
    expect(files.get('admin.css')).not.toMatch(
      /[{;](?:margin|padding|border)-(?:left|right)|[{;](?:left|right):|text-align:(?:left|right)/u,
    );
  });
});
