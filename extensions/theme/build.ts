// Builds the storefront's script and style into `assets/`, where Shopify CLI and the sandbox look for them.
import { build, transform, type BuildOptions, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { BLOCK_KINDS } from './src/blocks/kinds.ts';
import { LENT } from './src/friends/lending.ts';

const here = import.meta.dirname;
export const LANGUAGES = ['en', 'fa', 'he'] as const;
/** Safari 16, Chrome 105, Firefox 105: what shops' visitors have; `assets` must also parse in nothing older than ES2020 allows. */
const TARGET = ['es2020', 'safari16', 'chrome105', 'firefox105'];

/** `import text from './x.css?inline'` gives the minified style sheet, as it does under Vite. */
export const inlineStyle: Plugin = {
  name: 'inline-style',
  setup(building) {
    building.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?inline$/, '')),
      namespace: 'inline-style',
    }));
    building.onLoad({ filter: /./, namespace: 'inline-style' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: TARGET });
      return { contents: code.trim(), loader: 'text', watchFiles: [path] };
    });
  },
};

export const shared: BuildOptions = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: TARGET,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [inlineStyle],
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** In the place of a module that the panel has already: what it lends (`src/friends/lent.ts`). */
export const lentByPanel: Plugin = {
  name: 'lent-by-panel',
  setup(building) {
    const lent = new Map<string, readonly string[]>(Object.entries(LENT.modules));
    building.onResolve({ filter: /./ }, ({ path, resolveDir }) => {
      const name = path.startsWith('.') ? relative(join(here, 'src'), join(resolveDir, path)) : path;
      return lent.has(name) ? { path: name, namespace: 'lent-by-panel' } : undefined;
    });
    building.onLoad({ filter: /./, namespace: 'lent-by-panel' }, ({ path }) => {
      const names = lent.get(path)?.join(',') ?? '';
      return { contents: `const {${names}}=globalThis[Symbol.for('${LENT.by}')]['${path}'];export {${names}}`, loader: 'js' };
    });
  },
};

const into = (assets: string, file: string) => join(assets, file);

/** Only the reader's language is loaded with the panel. */
async function buildWords(language: string, assets: string): Promise<void> {
  const contents = `export { panel as words } from './locales/${language}.json'`;
  await build({
    ...shared,
    stdin: { contents, resolveDir: join(here, 'src'), loader: 'ts' },
    format: 'esm',
    outfile: into(assets, `lasting-panel-${language}.js`),
  });
}

/** The page about friends with the words of one language: one request, once it is opened. */
async function buildFriends(language: string, assets: string): Promise<void> {
  const contents = `export { Friends, friendsStyle } from './friends/friends.tsx'; export { friends as words } from './locales/${language}.json'`;
  await build({
    ...shared,
    plugins: [lentByPanel, inlineStyle],
    stdin: { contents, resolveDir: join(here, 'src'), loader: 'ts' },
    format: 'esm',
    outfile: into(assets, `lasting-friends-${language}.js`),
  });
}

export async function buildTheme(assets: string = join(here, 'assets')): Promise<void> {
  await Promise.all([
    build({ ...shared, entryPoints: ['src/launcher/main.ts'], format: 'iife', outfile: into(assets, 'lasting.js') }),
    ...BLOCK_KINDS.map((kind) =>
      build({ ...shared, entryPoints: [`src/blocks/${kind}.ts`], format: 'esm', outfile: into(assets, `lasting-${kind}.js`) }),
    ),
    build({ ...shared, entryPoints: ['src/panel/open.tsx'], format: 'esm', outfile: into(assets, 'lasting-panel.js') }),
    build({ ...shared, entryPoints: ['src/friends/arrival.ts'], format: 'esm', outfile: into(assets, 'lasting-arrival.js') }),
    build({ ...shared, entryPoints: ['src/styles/lasting-blocks.css'], outfile: into(assets, 'lasting-blocks.css') }),
    build({ ...shared, entryPoints: ['src/styles/lasting.css'], outfile: into(assets, 'lasting.css') }),
    ...LANGUAGES.flatMap((language) => [buildWords(language, assets), buildFriends(language, assets)]),
  ]);
}

if (import.meta.main) await buildTheme();
