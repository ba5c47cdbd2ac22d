// The pages a newcomer reads first may not name a file or a command that is not there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENV_VARIABLES } from '../src/env.ts';
import { OPTIONAL_SCOPES, SCOPES } from '../src/platforms/shopify/scopes.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

const SOURCES = ['server', 'web', 'extensions'].flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,tsx,mjs,md}`, { cwd: root, exclude: ['**/node_modules'] }),
);
const fileNames = new Set(SOURCES.map((path) => basename(path)));
/** Made by the commands that the pages describe, so a fresh clone does not have them. */
const MADE = new Set(['.data/', 'dist/web', 'dist/lasting-loyalty', 'extensions/theme/assets']);
const PATH = /^[\w.-]+\/[\w./-]*$/;
const FILE_NAME = /^[\w-]+\.(ts|tsx|mjs)$/;

const pages = [
  { page: 'README.md', base: '.' },
  { page: 'server/README.md', base: 'server' },
  ...globSync('server/decisions/*.md', { cwd: root }).map((page) => ({ page, base: '.' })),
];

/** Everything that stands as code in a sentence; blocks of code hold commands and are looked at for those only. */
function spans(text: string): string[] {
  return [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** A path must lead somewhere from the page's folder; a mere file name must be the name of some file. */
function absent(text: string, base: string): string[] {
  return spans(text).filter((span) => {
    if (MADE.has(span)) return false;
    if (PATH.test(span)) return !existsSync(join(root, base, span));
    return FILE_NAME.test(span) && !fileNames.has(span);
  });
}

function unknownScripts(text: string): string[] {
  const named = [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  return named.filter((name) => !(name in scripts) && !['install', 'ci', 'is', 'and', 'told', 'killed'].includes(name));
}

describe('the pages a newcomer reads first', () => {
  it.each(pages)('name only files that exist: $page', ({ page, base }) => {
    expect(absent(read(page), base)).toEqual([]);
  });

  it.each(['README.md', 'server/README.md'])('name only scripts that exist: %s', (page) => {
    expect(unknownScripts(read(page))).toEqual([]);
  });

  it('name every variable and every permission that going live takes', () => {
    const page = read('server/docs/going-live-on-shopify.md');
    expect([...ENV_VARIABLES, ...SCOPES, ...OPTIONAL_SCOPES].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(unknownScripts(page)).toEqual([]);
  });

  it('would notice a file and a script that are not there', () => {
    expect(absent('see `src/absent.ts`, `nowhere-at-all.ts` and `src/main.ts`', 'server')).toEqual(['src/absent.ts', 'nowhere-at-all.ts']);
    expect(unknownScripts('npm run absent, then npm test')).toEqual(['absent']);
  });

  it('say the very command that continuous integration runs as the test command', () => {
    const [, command = ''] = /^## Test it\s+```sh\n(.+)\n```/m.exec(read('README.md')) ?? [];
    expect(command).toBe('npm test');
    expect(read('.ci/run')).toMatch(new RegExp(`^suite test ${command}$`, 'm'));
  });
});
