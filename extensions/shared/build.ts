// Bundles the UI extensions as Shopify CLI does, into dist/extensions: for the size budget, and for the sandbox shop that runs them.
// What is deployed is built by the CLI itself from the same sources.
import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const extensions = resolve(import.meta.dirname, '..');
const FOLDERS = ['checkout', 'thank-you', 'account', 'friends'] as const;
const LANGUAGES = { en: 'en.default.json', fa: 'fa.json', he: 'he.json' } as const;

interface Target {
  readonly target: string;
  readonly module: string;
}
interface Extension {
  readonly folder: string;
  readonly handle: string;
  readonly targets: readonly Target[];
}
/** What a host needs to run them: which script answers for which target, and in which words. */
export interface BuiltExtension {
  readonly handle: string;
  readonly script: string;
  readonly targets: readonly string[];
  readonly words: Readonly<Record<string, unknown>>;
}

const text = (toml: string, key: string): string => {
  const found = new RegExp(`^\\s*${key}\\s*=\\s*"([^"]*)"`, 'm').exec(toml)?.[1];
  if (found === undefined) throw new Error(`shopify.extension.toml does not say its ${key}`);
  return found;
};

/** Our own files, one statement a line: more of TOML is not needed to read them. */
export function readExtensions(folder: string, toml: string): Extension[] {
  return toml
    .split(/^\[\[extensions\]\]$/m)
    .slice(1)
    .map((extension) => {
      const [head = '', ...targets] = extension.split(/^\s*\[\[extensions\.targeting\]\]$/m);
      return {
        folder,
        handle: text(head, 'handle'),
        targets: targets.map((each) => ({ target: text(each, 'target'), module: text(each, 'module') })),
      };
    });
}

/** The CLI starts a target the same way. */
const entryOf = ({ targets }: Extension): string =>
  targets
    .map(
      ({ target, module }, index) => `import run${index} from '${module}'; shopify.extend('${target}', (...args) => run${index}(...args));`,
    )
    .join('\n');

async function bundle(extension: Extension, appUrl: string, into: string): Promise<BuiltExtension> {
  const { folder, handle } = extension;
  const script = `${handle}.js`;
  await build({
    stdin: { contents: entryOf(extension), resolveDir: join(extensions, folder), loader: 'ts' },
    outfile: join(into, script),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.APP_URL': JSON.stringify(appUrl) },
  });
  const words = await Promise.all(
    Object.entries(LANGUAGES).map(async ([language, file]) => [
      language,
      JSON.parse(await readFile(join(extensions, folder, 'locales', file), 'utf8')) as unknown,
    ]),
  );
  return {
    handle,
    script,
    targets: extension.targets.map(({ target }) => target),
    words: Object.fromEntries(words) as BuiltExtension['words'],
  };
}

export async function buildExtensions(into: string = resolve(extensions, '../dist/extensions')): Promise<void> {
  const appUrl = text(await readFile(resolve(extensions, '../shopify.app.toml'), 'utf8'), 'application_url');
  const tomls = await Promise.all(FOLDERS.map((folder) => readFile(join(extensions, folder, 'shopify.extension.toml'), 'utf8')));
  const all = FOLDERS.flatMap((folder, index) => readExtensions(folder, tomls[index] ?? ''));
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const built = await Promise.all(all.map((extension) => bundle(extension, appUrl, into)));
  await writeFile(join(into, 'extensions.json'), JSON.stringify(built));
}

if (import.meta.main) await buildExtensions();
