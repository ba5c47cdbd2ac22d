import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceFile } from './rule.ts';

const root = resolve(import.meta.dirname, '../../..');
const binary = /\.(png|jpe?g|gif|webp|ico|woff2?|pdf|zip|gz|mo)$/;
/** Built, generated or recorded: not written by us, so not ours to tidy. Their names still count as link targets. */
const notOurs = /^extensions\/theme\/assets\/|\/recorded\/|^package-lock\.json$|\.graphql$/;

/** Every file that is, or would be, in git. Files that are deleted but not yet committed are left out. */
export function readRepository(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  const paths = [...new Set(list.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
  return paths.map((path) => ({ path, text: binary.test(path) || notOurs.test(path) ? '' : readFileSync(join(root, path), 'utf8') }));
}
