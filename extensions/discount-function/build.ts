// Bundles the function as Shopify CLI does before it makes wasm of it: for the size, the sandbox shop and the estimate of its instructions.
import { build } from 'esbuild';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const here = import.meta.dirname;
export const BUNDLE = 'lasting-members-prices.js';

export async function buildFunction(folder: string = join(here, 'dist')): Promise<string> {
  const outfile = join(folder, BUNDLE);
  const { outputFiles } = await build({
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
    write: false,
  });
  // Whoever loads it finds all of it: several processes may build at once.
  const half = `${outfile}.${process.pid}-${performance.now()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(half, outputFiles[0]?.contents ?? '');
  await rename(half, outfile);
  return outfile;
}

if (import.meta.main) await buildFunction();
