// @vitest-environment node
import { themeCheckRun } from '@shopify/theme-check-node';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTheme } from '../../build.ts';

const extension = resolve(import.meta.dirname, '../..');
const BUCKETS: Readonly<Record<string, RegExp>> = {
  assets: /\.(js|css|svg|json)$/,
  blocks: /\.liquid$/,
  snippets: /\.liquid$/,
  locales: /\.json$/,
};

interface Setting {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly default?: unknown;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}
interface Schema {
  readonly name: string;
  readonly target: string;
  readonly javascript: string;
  readonly stylesheet?: string;
  readonly settings: readonly Setting[];
}

/** Every block that is there: a new one is looked at by being there. */
const BLOCKS = readdirSync(join(extension, 'blocks'));
const liquid = (block: string) => readFileSync(join(extension, 'blocks', block), 'utf8');
const schema = (block: string) => JSON.parse(/{% schema %}([\s\S]*){% endschema %}/.exec(liquid(block))?.[1] ?? '') as Schema;
const asked = (block: string) => schema(block).settings.filter(({ type }) => type !== 'header');
/** What theme check does not look at: Shopify's settings of a block, and the places a block can be in. */
const SETTING_TYPES = ['header', 'select', 'range', 'color', 'checkbox', 'text', 'product'];
const TARGETS = ['section', 'body', 'head'];
/** Shopify's limits: blocks of an extension, and the characters of a block's name in the theme editor. */
const BLOCKS_MAX = 30;
const NAME_MAX = 25;
const LOCALE_FILE_MAX = 15_000;

describe('the theme app extension', () => {
  beforeAll(() => buildTheme());

  it('has nothing that theme check objects to', async () => {
    const { offenses } = await themeCheckRun(extension);
    expect(offenses.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
  });

  it('has no file where Shopify CLI refuses one: it reads every folder exactly one level deep', () => {
    const folders = readdirSync(extension).filter((name) => statSync(join(extension, name)).isDirectory());
    const files = folders.flatMap((folder) => readdirSync(join(extension, folder)).map((name) => ({ folder, name })));
    const wrong = files.filter(
      ({ folder, name }) => statSync(join(extension, folder, name)).isFile() && BUCKETS[folder]?.test(name) !== true,
    );
    expect(wrong).toEqual([]);
  });

  it('has few enough blocks, and locale files that are small enough', () => {
    expect(BLOCKS.length).toBeLessThanOrEqual(BLOCKS_MAX);
    for (const file of readdirSync(join(extension, 'locales')))
      expect(statSync(join(extension, 'locales', file)).size).toBeLessThan(LOCALE_FILE_MAX);
  });

  it('is one app embed, and blocks for sections', () => {
    expect(BLOCKS.filter((block) => schema(block).target === 'body')).toEqual(['app-embed.liquid']);
    expect(BLOCKS.filter((block) => !TARGETS.includes(schema(block).target))).toEqual([]);
  });

  it.each(BLOCKS)('loads one script of its own assets, and style where it stands in the page: %s', (block) => {
    const { target, javascript, stylesheet } = schema(block);
    expect(javascript).toBe('lasting.js');
    expect(stylesheet).toBe(target === 'section' ? 'lasting-blocks.css' : undefined);
    const assets = readdirSync(join(extension, 'assets'));
    for (const file of [javascript, stylesheet]) if (file !== undefined) expect(assets).toContain(file);
  });

  it.each(BLOCKS)('has settings of known types, each with an id of its own and a default that it allows: %s', (block) => {
    expect(schema(block).settings.filter(({ type }) => !SETTING_TYPES.includes(type))).toEqual([]);
    expect(new Set(asked(block).map(({ id }) => id)).size).toBe(asked(block).length);
    for (const setting of asked(block)) expect([setting.id, allowsItsDefault(setting)]).toEqual([setting.id, true]);
  });

  it.each(BLOCKS)('reads exactly the settings it declares: %s', (block) => {
    const declared = asked(block).flatMap(({ id }) => (id === undefined ? [] : [id]));
    const read = [...liquid(block).matchAll(/block\.settings\.(\w+)/g)].map(([, id]) => String(id));
    expect([...new Set(read)].toSorted()).toEqual(declared.toSorted());
  });

  it.each(BLOCKS)('has its name and every label in the locale files, and a name that the theme editor shows whole: %s', (block) => {
    const { name, settings } = schema(block);
    const said = settings.flatMap(({ label, content, options = [] }) => [label, content, ...options.map((option) => option.label)]);
    for (const key of [name, ...said]) if (key !== undefined) expect(key).toMatch(/^t:/);
    for (const file of ['en.default', 'fa', 'he']) expect(named(name, file).length).toBeLessThanOrEqual(NAME_MAX);
  });

  it('shows the balance without script, by either way in which Liquid may spell the metafield', () => {
    for (const block of ['app-embed.liquid', 'account-points.liquid']) {
      expect(liquid(block)).toContain("customer.metafields['$app'].points");
      expect(liquid(block)).toContain('customer.metafields.app.points');
    }
  });

  it('writes nothing of a customer into a page but their id, the balance and their own cart', () => {
    for (const block of BLOCKS) expect(liquid(block)).not.toMatch(/customer\.(?!id\b|metafields)/);
  });
});

function named(key: string, file: string): string {
  const words = JSON.parse(readFileSync(join(extension, 'locales', `${file}.schema.json`), 'utf8')) as Record<string, { name: string }>;
  return words[key.replace(/^t:(\w+)\.name$/, '$1')]?.name ?? '';
}

function allowsItsDefault({ type, default: value, options, min = 0, max = 0, step = 1 }: Setting): boolean {
  if (type === 'select') return options?.some((option) => option.value === value) ?? false;
  if (type === 'range') return typeof value === 'number' && value >= min && value <= max && value % step === 0 && (max - min) / step <= 100;
  if (type === 'color') return /^#[0-9a-f]{6}$/.test(String(value));
  return type === 'text' || type === 'product' || typeof value === 'boolean';
}
