// @vitest-environment node
// Whose work a shop is given with the plugin's scripts, and that it is told: read as it was built.
import type { Metafile } from 'esbuild';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlugin } from '../build.ts';
import { packagesIn, type Bundle } from '../licenses.ts';

let folder = '';
let bundles: readonly Bundle[] = [];
let notices = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lasting-licenses-'));
  bundles = await buildPlugin(join(folder, 'plugin'));
  notices = await readFile(join(folder, 'plugin/build/licenses.txt'), 'utf8');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Folders of packages, told without the code under test: by where a module of theirs lies that left bytes in an output. */
function foldersOfPackages(): string[] {
  const folders = bundles.flatMap(({ from, metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
        const parts = resolve(from, path).split('/');
        const at = parts.lastIndexOf('node_modules');
        if (at < 0 || bytesInOutput === 0) return [];
        return [parts.slice(0, at + (parts[at + 1]?.startsWith('@') === true ? 3 : 2)).join('/')];
      }),
    ),
  );
  return [...new Set(folders)];
}

describe('the notices that come with the plugin', () => {
  it('name every package that a script has something of, with its version and the text of its licence', async () => {
    const folders = foldersOfPackages();
    expect(folders.length).toBeGreaterThan(20);
    for (const of of folders) {
      const { name, version } = JSON.parse(await readFile(join(of, 'package.json'), 'utf8')) as { name: string; version: string };
      const [, part = ''] = notices.split(`\n${name} ${version} (`);
      expect(part.split('-'.repeat(80))[1], name).toMatch(/copyright[^]+(?:permission|permitted)/iu);
    }
  });

  it('name what the merchant’s admin and the shop’s widget are built with, and not what the page brings or only the build needs', async () => {
    const names = (await packagesIn(bundles)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['preact', 'react-router', 'recharts']));
    expect(names.filter((name) => /^(?:react|react-dom|esbuild|postcss|@shopify\/.*|@wordpress\/.*|express)$/u.test(name))).toEqual([]);
    expect(names).toEqual(names.toSorted());
  });

  it('say nothing of the machine that built it', () => {
    expect(notices).not.toContain(tmpdir());
    expect(notices).not.toContain(resolve(import.meta.dirname, '../../..'));
  });
});

describe('a package in a bundle', () => {
  async function bundled(files: Readonly<Record<string, string>>, module = 'index.js', bytesInOutput = 1): Promise<Bundle> {
    const from = await mkdtemp(join(folder, 'made-'));
    for (const [name, text] of Object.entries(files)) {
      const path = join(from, 'node_modules/@some/thing', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const inputs = { [`node_modules/@some/thing/${module}`]: { bytesInOutput } };
    const metafile: Metafile = { inputs: {}, outputs: { 'x.js': { bytes: 1, imports: [], exports: [], inputs } } };
    return { from, metafile };
  }
  const SAID = JSON.stringify({ name: '@some/thing', version: '1.2.3', license: 'MIT' });

  it('that brings no text of its licence, or does not say which it is, keeps the plugin from being built', async () => {
    await expect(packagesIn([await bundled({ 'package.json': SAID, 'license.js': 'no text' })])).rejects.toThrow('no licence text');
    await expect(packagesIn([await bundled({ 'package.json': '{"name":"a","version":"1.0.0"}', LICENSE: 'x' })])).rejects.toThrow(
      'does not say',
    );
  });

  it('that keeps somebody else’s work in a folder tells that licence too, and one of which nothing is left tells none', async () => {
    const files = { 'package.json': SAID, 'LICENSE.md': 'its own', 'lib/theirs/LICENCE': 'theirs', 'lib/other/LICENSE': 'not asked for' };
    const [found] = await packagesIn([await bundled(files, 'lib/theirs/index.js')]);
    expect(found).toEqual({ name: '@some/thing', version: '1.2.3', license: 'MIT', texts: ['its own', 'theirs'] });
    expect(await packagesIn([await bundled(files, 'index.js', 0)])).toEqual([]);
  });
});
