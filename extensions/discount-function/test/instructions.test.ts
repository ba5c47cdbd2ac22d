// Shopify stops a function after 11 million wasm instructions. The wasm is made by Shopify CLI and cannot be made here, so this is an ESTIMATE: the
// steps that V8 counts, times what a step cost when the same bundle ran in QuickJS (which the wasm contains), compiled to wasm that counts its
// instructions. How that was measured, and what it does not say, stands in extensions/README.md.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunction } from '../build.ts';
import type { Input } from '../src/api.ts';
import { theLargestCart } from './carts.ts';

/** Measured: 2,800 for 200 lines (5.7 million instructions), 2,900 for 100, 2,400 for one. */
const INSTRUCTIONS_PER_STEP = 3_000;
const ALLOWED = 11_000_000;

describe('the work of the function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lasting-function-'));
  let bundle = '';
  beforeAll(async () => {
    bundle = await buildFunction(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function stepsFor(input: Input): Promise<number> {
    const cart = join(folder, 'cart.json');
    writeFileSync(cart, JSON.stringify(input));
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'count-steps.ts'), bundle, cart]);
    return Number(stdout);
  }

  const withLines = (count: number): Input => {
    const largest = theLargestCart();
    return { ...largest, cart: { ...largest.cart, lines: largest.cart.lines.slice(0, count) } };
  };

  it('is estimated at no more than six tenths of what is allowed, for 200 lines', async () => {
    const steps = await stepsFor(withLines(200));
    expect(steps).toBeGreaterThan(200);
    expect(steps * INSTRUCTIONS_PER_STEP).toBeLessThan(ALLOWED * 0.6);
  });

  it('grows with the lines and not with their square', async () => {
    const [few, some, many] = [await stepsFor(withLines(50)), await stepsFor(withLines(100)), await stepsFor(withLines(200))];
    expect(some - few).toBeGreaterThan(0);
    expect((many - some) / (some - few)).toBeLessThan(2.2);
  });
});
