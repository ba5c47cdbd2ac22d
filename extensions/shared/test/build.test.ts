// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExtensions, readExtensions, type BuiltExtension } from '../build.ts';

const extensions = resolve(import.meta.dirname, '../..');
const read = (folder: string) => readFileSync(join(extensions, folder, 'shopify.extension.toml'), 'utf8');
const all = () => ['checkout', 'thank-you', 'account', 'friends'].flatMap((folder) => readExtensions(folder, read(folder)));

describe('what Shopify runs', () => {
  const into = mkdtempSync(join(tmpdir(), 'lasting-extensions-'));
  const built = () => JSON.parse(readFileSync(join(into, 'extensions.json'), 'utf8')) as BuiltExtension[];
  const script = (name: string) => readFileSync(join(into, name), 'utf8');
  beforeAll(() => buildExtensions(into));
  afterAll(() => rmSync(into, { recursive: true }));

  it('is at most 20 KB for each extension, and far below the 64 KB that Shopify allows', () => {
    for (const one of built()) expect([one.handle, gzipSync(script(one.script)).length < 20_000]).toEqual([one.handle, true]);
  });

  it('starts each target of the configuration, and only those', () => {
    const configured = all().flatMap(({ targets }) => targets.map(({ target }) => target));
    expect(built().flatMap(({ targets }) => targets)).toEqual(configured);
    for (const one of built()) for (const target of one.targets) expect(script(one.script)).toContain(`shopify.extend("${target}"`);
  });

  it('asks our server and nobody else, and keeps nothing in the browser', () => {
    for (const one of built()) {
      expect(script(one.script)).not.toMatch(
        /\beval\(|new Function|document\.cookie|localStorage|https?:\/\/(?!app\.example\.com|www\.w3\.org)/,
      );
      expect(script(one.script)).not.toContain('process.env');
    }
  });

  it('has the same version of the API everywhere, and an identity of its own for each extension', () => {
    const tomls = ['checkout', 'thank-you', 'account', 'friends'].map(read);
    for (const toml of tomls) expect(toml).toContain('api_version = "2026-07"');
    const ids = tomls.flatMap((toml) => [...toml.matchAll(/^uid = "(.+)"$/gm)].map(([, id]) => id));
    expect(ids).toHaveLength(all().length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('depends on the versions that the root was tested with', () => {
    const versions = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>;
    const root = versions(resolve(extensions, '../package.json'))['devDependencies'] ?? {};
    for (const folder of ['checkout', 'thank-you', 'account', 'friends'])
      for (const [name, version] of Object.entries(versions(join(extensions, folder, 'package.json'))['dependencies'] ?? {}))
        expect([folder, name, root[name]]).toEqual([folder, name, version]);
  });
});
