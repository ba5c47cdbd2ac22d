// @vitest-environment node
// What a shop is given, as it is built: nothing of ours that it does not need, nothing that WordPress has already, nothing from elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pluginFolder } from '../../reading/plugin.ts';

let folder = '';
let paths: string[] = [];
const readBuilt = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const scripts = (): string[] => paths.filter((path) => path.endsWith('.js'));

/** Where a pattern is found in the scripts, with a little of what stands around it. */
async function foundIn(pattern: RegExp): Promise<string[]> {
  const found = await Promise.all(
    scripts().map(async (path) => [...(await readBuilt(path)).matchAll(pattern)].map(([text]) => `${path}: ${text.slice(0, 80)}`)),
  );
  return found.flat();
}

/** Names that stand for a standard, and pages that a library names in its errors. */
const knownAddresses =
  /^https?:\/\/(?:www\.w3\.org|json-schema\.org|reactrouter\.com|redux-toolkit\.js\.org|redux\.js\.org|github\.com|bit\.ly|localhost)\b/;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lasting-plugin-'));
  const into = JSON.stringify(folder);
  const code = `import { buildPlugin } from ${JSON.stringify(join(pluginFolder, 'build.ts'))}; await buildPlugin(${into});`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('the folder that a shop is given', () => {
  test('has the plugin, its words in each language and what runs in browsers', () => {
    for (const path of [
      'lasting-loyalty.php',
      'uninstall.php',
      'readme.txt',
      'LICENSE',
      'build/admin.js',
      'languages/lasting-loyalty-fa_IR.mo',
    ])
      expect(paths).toContain(path);
  });

  test('has only files of the kinds that the directory takes, and no tests, tools or hidden files', () => {
    expect(paths.filter((path) => !/(?:^LICENSE|\.(?:php|js|css|json|txt|pot?|mo|svg|png))$/.test(path))).toEqual([]);
    expect(
      paths.filter((path) => /(?:^|\/)(?:\.|tests?\/|src\/|node_modules\/|composer|package|tsconfig|phpcs|phpunit)/.test(path)),
    ).toEqual([]);
  });

  test('brings no React of its own: a second one would not know the hooks of the first', async () => {
    expect(await foundIn(/Minified React error|__SECRET_INTERNALS_DO_NOT_USE|react\.production/g)).toEqual([]);
  });

  test('neither loads nor frames anything from elsewhere', async () => {
    const addresses = await foundIn(/https?:\/\/[\w.-]+/g);
    expect(addresses.filter((found) => !knownAddresses.test(found.slice(found.indexOf(': ') + 2)))).toEqual([]);
    // The preview of a mail stands in a frame that may do nothing and has no address.
    expect(await foundIn(/<iframe|["'`]iframe["'`](?!,\{title:[\w.]+,sandbox:"",srcDoc:)|document\.write\(|importScripts\(/g)).toEqual([]);
  });

  test('turns no text into code in a shopper’s page', async () => {
    const ofShoppers = (await foundIn(/\bnew Function\(|\beval\(/g)).filter((found) => !found.startsWith('build/admin'));
    expect(ofShoppers).toEqual([]);
  });
});
