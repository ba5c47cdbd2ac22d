/**
 * Builds what a browser needs, the merchant's admin (Vite) and the storefront, and what runs in a cart. Each build is a process of its own,
 * because Vite sets NODE_ENV in the process that it runs in, and the server must not inherit that.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isStale, type Part } from './outputs.ts';

const root = resolve(import.meta.dirname, '../..');

export const parts: Part[] = [
  {
    name: "the merchant's admin",
    recipe: 'web/vite.config.ts',
    sources: ['web', 'server/src/contract', 'server/src/loyalty', 'package-lock.json'],
    outputs: ['dist/web/.vite/manifest.json'],
    command: ['node_modules/vite/bin/vite.js', 'build', 'web', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
  },
  {
    name: 'the storefront',
    recipe: 'extensions/theme/build.ts',
    sources: ['extensions/theme', 'package-lock.json'],
    outputs: ['extensions/theme/assets/lasting.js', 'extensions/theme/assets/lasting.css', 'extensions/theme/assets/lasting-panel.js'],
    command: ['extensions/theme/build.ts'],
  },
  {
    name: 'the discount function',
    recipe: 'extensions/discount-function/build.ts',
    sources: ['extensions/discount-function', 'package-lock.json'],
    outputs: ['extensions/discount-function/dist/lasting-members-prices.js'],
    command: ['extensions/discount-function/build.ts'],
  },
  {
    name: 'the extensions of checkout and accounts',
    recipe: 'extensions/shared/build.ts',
    sources: ['extensions', 'shopify.app.toml', 'package-lock.json'],
    outputs: ['dist/extensions/extensions.json', 'dist/extensions/lasting-checkout.js', 'dist/extensions/lasting-account.js'],
    command: ['extensions/shared/build.ts'],
  },
  {
    name: 'the WordPress plugin',
    recipe: 'extensions/woocommerce/build.ts',
    sources: ['extensions/woocommerce', 'extensions/theme/src', 'web', 'server/src/contract', 'server/src/loyalty', 'package-lock.json'],
    outputs: ['dist/lasting-loyalty/lasting-loyalty.php', 'dist/lasting-loyalty-admin/manifest.json'],
    command: ['extensions/woocommerce/build.ts'],
  },
];

/** With the guard, a build does not go on after the `npm start` that wanted it was stopped. */
function run(command: string[]): Promise<number | null> {
  const guard = import.meta.resolve('./start/leave-with-parent.ts');
  const child = spawn(process.execPath, ['--import', guard, ...command], { cwd: root, stdio: ['pipe', 'inherit', 'inherit'] });
  return new Promise((done, fail) => child.on('error', fail).on('close', done));
}

async function buildPart(part: Part): Promise<void> {
  console.log(`Building ${part.name} ...`);
  const startedAt = performance.now();
  const code = await run(part.command);
  if (code !== 0) throw new Error(`Building ${part.name} failed: see the lines above.`);
  const absent = part.outputs.filter((output) => !existsSync(join(root, output)));
  if (absent.length > 0) throw new Error(`Building ${part.name} did not write ${absent.join(', ')}.`);
  console.log(`Built ${part.name} in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
}

export const presentParts = (): Part[] => parts.filter((part) => existsSync(join(root, part.recipe)));

/** Builds only what is missing or older than its sources; `npm start` calls it, so a fresh clone needs no build step. */
export async function buildMissing(): Promise<void> {
  for (const part of presentParts()) if (isStale(part, root)) await buildPart(part);
}

/** What `npm run dev` keeps running: Vite watches by itself, a build script is run again by Node. */
export function watchCommands(): string[][] {
  return presentParts().map(({ command, recipe }) =>
    command[0] === recipe ? ['--watch', '--watch-preserve-output', recipe] : [...command, '--watch'],
  );
}

/** Goes on after a failure, so that one run shows all of them. */
async function buildAll(): Promise<boolean> {
  let isFine = true;
  for (const part of presentParts()) {
    await buildPart(part).catch((error: unknown) => {
      isFine = false;
      console.error(error instanceof Error ? error.message : error);
    });
  }
  return isFine;
}

if (import.meta.main && !(await buildAll())) process.exitCode = 1;
