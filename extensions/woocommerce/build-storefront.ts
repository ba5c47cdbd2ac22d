// Builds the storefront of a WooCommerce shop from the one that themes of Shopify have: the same launcher and panel, with other modules where the two differ.
import { build, type Plugin } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inlineStyle, LANGUAGES, lentByPanel, shared } from '../theme/build.ts';
import type { Bundle } from './licenses.ts';

const ours = join(import.meta.dirname, 'src/storefront');
const theirs = join(import.meta.dirname, '../theme/src');

/** Modules of the theme, and what stands in their place here. */
const STAND_INS: Readonly<Record<string, string>> = {
  'member/reach.ts': 'reach.ts',
  'redeem/taking.ts': 'taking.ts',
  'redeem/theme-cart.ts': 'cart.ts',
  'friends/load.ts': 'load-friends.ts',
  'blocks/blocks.ts': 'blocks.ts',
  'launcher/settings.ts': 'settings.ts',
  'launcher/words.ts': 'launcher-words.ts',
};

const standIns: Plugin = {
  name: 'stand-ins',
  setup(building) {
    building.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const name = STAND_INS[relative(theirs, join(resolveDir, path))];
      return name === undefined ? undefined : { path: join(ours, name) };
    });
  },
};

const options = { ...shared, absWorkingDir: ours, plugins: [standIns, inlineStyle], metafile: true as const };

const words = (language: string, part: 'panel' | 'friends'): string =>
  part === 'friends'
    ? `export { friends as words } from '${join(theirs, 'locales', language)}.json';`
    : `import { panel } from '${join(theirs, 'locales', language)}.json'; import own from './words/${language}.json'; export const words = { ...panel, ...own };`;

const fromText = (contents: string) => ({ stdin: { contents, resolveDir: ours, loader: 'ts' }, format: 'esm' }) as const;

/** The launcher's few words, which the shop's PHP puts into pages of their language. */
async function writeWords(into: string): Promise<void> {
  const read = async (language: string) => {
    const { launcher } = JSON.parse(await readFile(join(theirs, 'locales', `${language}.json`), 'utf8')) as { launcher: object };
    return [language, launcher] as const;
  };
  await mkdir(into, { recursive: true });
  await writeFile(join(into, 'words.json'), JSON.stringify(Object.fromEntries(await Promise.all(LANGUAGES.map(read)))));
}

export async function buildStorefront(into: string): Promise<Bundle[]> {
  const file = (name: string) => join(into, name);
  await writeWords(into);
  const built = await Promise.all([
    build({ ...options, entryPoints: ['launcher.ts'], format: 'iife', outfile: file('lasting.js') }),
    build({ ...options, entryPoints: ['panel.tsx'], format: 'esm', outfile: file('lasting-panel.js') }),
    build({ ...options, entryPoints: [join(theirs, 'blocks/account.ts')], format: 'esm', outfile: file('lasting-account.js') }),
    ...['lines', 'rows'].map((sheet) => build({ ...options, entryPoints: [`${sheet}.css`], outfile: file(`lasting-${sheet}.css`) })),
    ...['product', 'cart', 'rewards', 'referral', 'page'].map((kind) =>
      build({ ...options, entryPoints: [`${kind}-block.ts`], format: 'esm', outfile: file(`lasting-${kind}.js`) }),
    ),
    ...LANGUAGES.flatMap((language) => [
      build({ ...options, ...fromText(words(language, 'panel')), outfile: file(`lasting-panel-${language}.js`) }),
      build({
        ...options,
        // What the panel has comes first: it is lent, whoever's it is.
        plugins: [lentByPanel, standIns, inlineStyle],
        ...fromText(`export { Friends, friendsStyle } from '${theirs}/friends/friends.tsx'; ${words(language, 'friends')}`),
        outfile: file(`lasting-friends-${language}.js`),
      }),
    ]),
  ]);
  return built.map(({ metafile }) => ({ from: ours, metafile }));
}
