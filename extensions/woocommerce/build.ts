// Builds the plugin as a shop gets it, into `dist/lasting-loyalty`: its PHP as it is written, and what runs in browsers, one file for each folder of `src`.
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildLanguages } from './languages.ts';
import { writeLicenses, type Bundle } from './licenses.ts';
import { buildStorefront } from './build-storefront.ts';

const here = import.meta.dirname;
export const pluginFolder = join(here, '../../dist/lasting-loyalty');
const adminManifest = join(here, '../../dist/lasting-loyalty-admin/manifest.json');

/** WordPress and WooCommerce have these on the page already; a second React would not know the first one's hooks. */
const ON_THE_PAGE: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-dom/client': 'ReactDOM',
  'react/jsx-runtime': 'ReactJSXRuntime',
  '@wordpress/element': 'wp.element',
  '@wordpress/components': 'wp.components',
  '@wordpress/i18n': 'wp.i18n',
  '@wordpress/data': 'wp.data',
  '@wordpress/plugins': 'wp.plugins',
  '@wordpress/blocks': 'wp.blocks',
  '@wordpress/block-editor': 'wp.blockEditor',
  '@woocommerce/blocks-checkout': 'wc.blocksCheckout',
  '@woocommerce/settings': 'wc.wcSettings',
};

const fromThePage: Plugin = {
  name: 'from-the-page',
  setup(building) {
    building.onResolve({ filter: /./ }, ({ path }) => (path in ON_THE_PAGE ? { path, namespace: 'from-the-page' } : undefined));
    building.onLoad({ filter: /./, namespace: 'from-the-page' }, ({ path }) => ({
      contents: `module.exports = window.${ON_THE_PAGE[path]}`,
      loader: 'js',
    }));
  },
};

/** Where a folder of `src` begins; null: it is shared by the others. */
const entryOf = (name: string): string | null =>
  ['main.ts', 'main.tsx'].map((file) => join(here, 'src', name, file)).find((file) => existsSync(file)) ?? null;

/** What the scripts of all places have in common. */
const SHARED = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: ['es2020', 'safari16', 'chrome105', 'firefox105'],
  legalComments: 'none',
  logLevel: 'warning',
  jsx: 'automatic',
  metafile: true,
  plugins: [fromThePage],
} as const satisfies BuildOptions;

/**
 * The merchant's admin: the screens of `web/src` with WordPress' components. As modules, so that each screen comes when it is opened; chunks have
 * their hash in the name and never import the entry, whose address carries the plugin's version.
 */
async function buildAdmin(into: string): Promise<Bundle> {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { admin: join(here, '../../web/src/wordpress.tsx') },
    outdir: join(into, 'build'),
    chunkNames: 'admin/[name]-[hash]',
    format: 'esm',
    splitting: true,
    conditions: ['wordpress'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  if (into === pluginFolder) await writeManifest(metafile);
  return { from: here, metafile };
}

/** Which chunk needs which, as Vite says it, for the sizes; beside what the shop gets. */
async function writeManifest({ outputs }: Metafile): Promise<void> {
  const nameOf = (path: string): string => relative(dirname(pluginFolder), join(here, path));
  const chunks = Object.entries(outputs).map(([path, { entryPoint, imports }]) => {
    const needed = imports.filter(({ kind }) => kind === 'import-statement').map((one) => nameOf(one.path));
    const file = nameOf(path);
    return [file, { file, isEntry: entryPoint?.endsWith('web/src/wordpress.tsx') === true && path.endsWith('.js'), imports: needed }];
  });
  await mkdir(dirname(adminManifest), { recursive: true });
  await writeFile(adminManifest, JSON.stringify(Object.fromEntries(chunks)));
}

async function buildScripts(into: string): Promise<Bundle> {
  const names = existsSync(join(here, 'src')) ? await readdir(join(here, 'src')) : [];
  const entries = names.flatMap((name) => {
    const entry = entryOf(name);
    return entry === null ? [] : [{ in: entry, out: name }];
  });
  const { metafile } = await build({ ...SHARED, entryPoints: entries, outdir: join(into, 'build'), format: 'iife' });
  return { from: here, metafile };
}

/** What a shop is given: no sources of scripts, no tests. */
const SHIPPED = ['lasting-loyalty.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes', 'languages', 'blocks', 'assets'];

/** Gives what was put together, so that it can be told whose work is in it. */
export async function buildPlugin(into: string = pluginFolder): Promise<readonly Bundle[]> {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  for (const part of SHIPPED.filter((name) => existsSync(join(here, name))))
    await cp(join(here, part), join(into, part), { recursive: true });
  await buildLanguages(join(into, 'languages'));
  const bundles = [await buildScripts(into), await buildAdmin(into), ...(await buildStorefront(join(into, 'build/storefront')))];
  await writeLicenses(join(into, 'build/licenses.txt'), bundles);
  return bundles;
}

if (import.meta.main) await buildPlugin();
