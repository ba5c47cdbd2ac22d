// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTheme } from '../../build.ts';
import { BLOCK_KINDS } from '../../src/blocks/blocks.ts';
import { LENT } from '../../src/friends/lending.ts';

const KB = 1000;
const languages = ['en', 'fa', 'he'];

describe('what a visitor downloads', () => {
  const assets = mkdtempSync(join(tmpdir(), 'lasting-assets-'));
  const read = (file: string) => readFileSync(join(assets, file), 'utf8');
  const gzip = (file: string) => gzipSync(read(file)).length;
  beforeAll(() => buildTheme(assets));
  afterAll(() => rmSync(assets, { recursive: true }));

  it('is at most 6 KB before the first tap, script and style together, on a page without a block', () => {
    expect(gzip('lasting.js') + gzip('lasting.css')).toBeLessThanOrEqual(6 * KB);
  });

  it.each(BLOCK_KINDS)('is at most 6 KB before the first tap on a page with the launcher and the block of the %s', (kind) => {
    expect(gzip('lasting.js') + gzip(`lasting-${kind}.js`) + gzip('lasting-blocks.css')).toBeLessThanOrEqual(6 * KB);
  });

  it('is at most 35 KB after it, in any language', () => {
    for (const language of languages) expect(gzip('lasting-panel.js') + gzip(`lasting-panel-${language}.js`)).toBeLessThanOrEqual(35 * KB);
  });

  it('is at most 6 KB before the first tap where a link led to the page', () => {
    expect(gzip('lasting.js') + gzip('lasting.css') + gzip('lasting-arrival.js')).toBeLessThanOrEqual(6 * KB);
  });

  it('is at most 8 KB more for the page about friends, and nothing that the panel has already', () => {
    for (const language of languages) {
      expect(gzip(`lasting-friends-${language}.js`)).toBeLessThanOrEqual(8 * KB);
      expect(read(`lasting-friends-${language}.js`)).toContain(`globalThis[Symbol.for("${LENT.by}")]`);
      expect(read(`lasting-friends-${language}.js`)).not.toContain('__html');
    }
    // Preact is recognised by what only Preact has, or the line above would prove nothing.
    expect(read('lasting-panel.js')).toContain('__html');
  });

  it("keeps the launcher below Shopify's 10,000 bytes for an app block's script", () => {
    expect(Buffer.byteLength(read('lasting.js'))).toBeLessThan(10_000);
  });

  it('runs under a strict content policy and asks no third party', () => {
    for (const file of [
      'lasting.js',
      'lasting-arrival.js',
      ...languages.map((language) => `lasting-friends-${language}.js`),
      ...BLOCK_KINDS.map((kind) => `lasting-${kind}.js`),
      'lasting-panel.js',
      ...languages.map((language) => `lasting-panel-${language}.js`),
    ]) {
      expect(read(file)).not.toMatch(/\beval\(|new Function|document\.cookie|https?:\/\/(?!www\.w3\.org)/);
    }
  });

  it('is written for both directions: no style names left or right', () => {
    for (const file of ['lasting.js', 'lasting.css', 'lasting-blocks.css', 'lasting-panel.js', 'lasting-friends-en.js'])
      expect(read(file)).not.toMatch(/[{;-](left|right)\s*:|(margin|padding)-(left|right)/);
  });
});
