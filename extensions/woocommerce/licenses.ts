// Whose work is in the plugin's scripts: each npm package that a bundle has a byte of, with its version and the text of its licence, as most of them ask.
import type { Metafile } from 'esbuild';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** What a build put together; paths in the metafile begin at `from`. */
export interface Bundle {
  readonly from: string;
  readonly metafile: Metafile;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly texts: readonly string[];
}

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-](?!js$|ts$|html?$)\w+)*$/iu;

/** Modules of others of which something is left in a bundle. What is only asked for at build time is in none. */
function modulesOf({ from, metafile }: Bundle): string[] {
  const kept = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return kept.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 && path.includes('node_modules/') ? [resolve(from, path)] : []));
}

/** From a module up to its package: some keep the work of others in folders with a licence of their own. */
function foldersOf(module: string, root: string): string[] {
  const folder = dirname(module);
  return folder === root || !folder.startsWith(root) ? [root] : [folder, ...foldersOf(folder, root)];
}

async function textsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).toSorted();
  return Promise.all(names.map(async (name) => (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n').trim()));
}

/** @throws for a package that says no name, version and licence, or has no text of it: then a person must look before it is given to shops. */
async function packageOf(root: string, modules: readonly string[]): Promise<Package> {
  const said = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const [name, version, license] = ['name', 'version', 'license'].map((field) => said[field]);
  if (typeof name !== 'string' || typeof version !== 'string' || typeof license !== 'string')
    throw new Error(`${root} does not say its name, version and licence`);
  const folders = [...new Set([root, ...modules.flatMap((module) => foldersOf(module, root))])];
  const texts = [...new Set((await Promise.all(folders.map(textsIn))).flat())];
  if (texts.length === 0) throw new Error(`${name} ${version} (${license}) is in a bundle and has no licence text`);
  return { name, version, license, texts };
}

/** Each package of which something is in these bundles, by name. */
export async function packagesIn(bundles: readonly Bundle[]): Promise<Package[]> {
  const byRoot = Map.groupBy(bundles.flatMap(modulesOf), (module) => PACKAGE.exec(module)?.[0] ?? module);
  const found = await Promise.all([...byRoot].map(([root, modules]) => packageOf(root, modules)));
  return found.toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

const LINE = '-'.repeat(80);

/** Writes the notices of these bundles, for who gets them. */
export async function writeLicenses(file: string, bundles: readonly Bundle[]): Promise<void> {
  const parts = (await packagesIn(bundles)).map(
    ({ name, version, license, texts }) => `${LINE}\n${name} ${version} (${license})\n${LINE}\n\n${texts.join('\n\n')}\n`,
  );
  const head = 'The scripts of this plugin contain the following packages, or parts of them.\n';
  await writeFile(file, [head, ...parts].join('\n'));
}
