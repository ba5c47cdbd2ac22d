// Bundles the function as Shopify CLI does before it makes wasm of it: for the size, the sandbox shop and the estimate of its instructions.
import { build } from 'esbuild';
import { join } from 'node:path';

const here = import.meta.dirname;
export const BUNDLE = 'lasting-members-prices.js';

export async function buildFunction(folder: string = join(here, 'dist')): Promise<string> {
  const outfile = join(folder, BUNDLE);
  await build({
    absWorkingDir: here,
    entryPoints: ['src/index.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    // QuickJS, which the wasm is made with, knows ES2020 and later.
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}

if (import.meta.main) await buildFunction();
