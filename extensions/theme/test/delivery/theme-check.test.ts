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
  readonly default?: unknown;
  readonly options?: readonly { readonly value: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}
interface Schema {
  readonly target: string;
  readonly javascript: string;
  readonly settings: readonly Setting[];
}

const liquid = () => readFileSync(join(extension, 'blocks/app-embed.liquid'), 'utf8');
const schema = () => JSON.parse(/{% schema %}([\s\S]*){% endschema %}/.exec(liquid())?.[1] ?? '') as Schema;

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

  it('is an app embed that loads the launcher from its own assets', () => {
    expect(schema()).toMatchObject({ target: 'body', javascript: 'lasting.js' });
    expect(readdirSync(join(extension, 'assets'))).toContain(schema().javascript);
  });

  it('has settings of known types, each with an id of its own and a default that it allows', () => {
    const known = ['header', 'select', 'range', 'color', 'checkbox', 'text'];
    const asked = schema().settings.filter(({ type }) => type !== 'header');
    expect(schema().settings.filter(({ type }) => !known.includes(type))).toEqual([]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
    for (const setting of asked) expect([setting.id, allowsItsDefault(setting)]).toEqual([setting.id, true]);
  });

  it('reads exactly the settings it declares', () => {
    const declared = schema().settings.flatMap(({ id }) => (id === undefined ? [] : [id]));
    const read = [...liquid().matchAll(/block\.settings\.(\w+)/g)].map(([, id]) => String(id));
    expect([...new Set(read)].toSorted()).toEqual(declared.toSorted());
  });
});

function allowsItsDefault({ type, default: value, options, min = 0, max = 0, step = 1 }: Setting): boolean {
  if (type === 'select') return options?.some((option) => option.value === value) ?? false;
  if (type === 'range') return typeof value === 'number' && value >= min && value <= max && value % step === 0 && (max - min) / step <= 100;
  if (type === 'color') return /^#[0-9a-f]{6}$/.test(String(value));
  return type === 'text' || typeof value === 'boolean';
}
