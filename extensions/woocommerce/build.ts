// Builds the plugin as a shop gets it, into `dist/lasting-loyalty`: its PHP as it is written, and what runs in browsers, one file for each folder of `src`.
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildLanguages } from './languages.ts';
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
  plugins: [fromThePage],
} as const satisfies BuildOptions;

/**
 * The merchant's admin: the screens of `web/src` with WordPress' components. As modules, so that each screen comes when it is opened; chunks have
 * their hash in the name and never import the entry, whose address carries the plugin's version.
 */
async function buildAdmin(into: string): Promise<void> {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { admin: join(here, '../../web/src/wordpress.tsx') },
    outdir: join(into, 'build'),
    chunkNames: 'admin/[name]-[hash]',
    format: 'esm',
    splitting: true,
    conditions: ['wordpress'],
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
  });
  if (into === pluginFolder) await writeManifest(metafile);
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

async function buildScripts(into: string): Promise<void> {
  const names = existsSync(join(here, 'src')) ? await readdir(join(here, 'src')) : [];
  const entries = names.flatMap((name) => {
    const entry = entryOf(name);
    return entry === null ? [] : [{ in: entry, out: name }];
  });
  if (entries.length === 0) return;
  await build({ ...SHARED, entryPoints: entries, outdir: join(into, 'build'), format: 'iife' });
}

/** What a shop is given: no sources of scripts, no tests. */
const SHIPPED = ['lasting-loyalty.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes', 'languages', 'blocks', 'assets'];

export async function buildPlugin(into: string = pluginFolder): Promise<void> {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  for (const part of SHIPPED.filter((name) => existsSync(join(here, name))))
    await cp(join(here, part), join(into, part), { recursive: true });
  await buildLanguages(join(into, 'languages'));
  await buildScripts(into);
  await buildAdmin(into);
  await buildStorefront(join(into, 'build/storefront'));
}

if (import.meta.main) await buildPlugin();
