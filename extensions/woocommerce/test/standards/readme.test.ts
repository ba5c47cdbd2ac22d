// @vitest-environment node
// What WordPress.org reads before anybody else does: the plugin's header and its readme.txt, which must say the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pluginFolder } from '../../reading/plugin.ts';

const readText = (path: string): string => readFileSync(join(pluginFolder, path), 'utf8');
const readme = readText('readme.txt');
const main = readText('lasting-loyalty.php');

function field(text: string, name: string): string | undefined {
  return new RegExp(`^(?: \\* )?${name}: *(.+)$`, 'm').exec(text)?.[1]?.trim();
}

const sections = new Map(
  [...readme.matchAll(/^== (.+) ==$([\s\S]*?)(?=^== |$(?![\s\S]))/gm)].map(([, title = '', text = '']): [string, string] => [
    title,
    text.trim(),
  ]),
);
const shortDescription = readme.split('\n== ')[0]?.trim().split('\n').at(-1) ?? '';

describe('the version', () => {
  test('is the same in the header, in the code, in readme.txt and of the whole project', () => {
    const { version } = JSON.parse(readText('../../package.json')) as { version: string };
    expect(field(main, 'Version')).toBe(version);
    expect(/define\( 'LASTING_VERSION', '(.+)' \)/.exec(main)?.[1]).toBe(version);
    expect(field(readme, 'Stable tag')).toBe(version);
    expect(sections.get('Changelog')).toContain(`= ${version} =`);
  });

  test.each(['Requires at least', 'Requires PHP'])('%s is the same in the header and in readme.txt', (name) => {
    expect(field(readme, name)).toMatch(/^\d+\.\d+$/);
    expect(field(readme, name)).toBe(field(main, name));
  });
});

describe('the header of the plugin', () => {
  test.each([
    'Plugin Name',
    'Description',
    'Version',
    'Requires Plugins',
    'License',
    'License URI',
    'Text Domain',
    'Domain Path',
    'WC tested up to',
  ])('says its %s to who looks it up', (name) => {
    expect(field(main, name)).toBeTruthy();
  });

  test('names no trademark where the directory allows none, and says for what it is at the end', () => {
    const name = field(main, 'Plugin Name') ?? '';
    expect(readme.split('\n')[0]).toBe(`=== ${name} ===`);
    expect(name).toMatch(/^(?!woo|wordpress|wp)\S.* for WooCommerce$/i);
    expect(field(main, 'Text Domain')).toBe('lasting-loyalty');
    expect(field(main, 'Text Domain')).not.toMatch(/woo|wordpress|^wp/);
    expect(main).not.toMatch(/^ \* Update URI:/m);
  });

  test('is under the licence of WordPress, whose text comes along', () => {
    expect(field(main, 'License')).toBe('GPL-2.0-or-later');
    expect(field(readme, 'License')).toBe('GPLv2 or later');
    expect(readText('LICENSE')).toContain('GNU GENERAL PUBLIC LICENSE');
  });

  test('declares that orders of their own tables and blocks of cart and checkout are not broken by it', () => {
    for (const feature of ['custom_order_tables', 'cart_checkout_blocks'])
      expect(main).toContain(`declare_compatibility( '${feature}', LASTING_FILE, true )`);
  });
});

describe('readme.txt for the directory', () => {
  test('has a short description of one plain line, and five tags at most', () => {
    expect(shortDescription.length).toBeGreaterThan(50);
    expect(shortDescription.length).toBeLessThanOrEqual(150);
    expect(shortDescription).not.toMatch(/[*`[\]<>]/);
    const tags = (field(readme, 'Tags') ?? '').split(', ');
    expect(tags.length).toBeGreaterThan(2);
    expect(tags.length).toBeLessThanOrEqual(5);
    expect(new Set(tags).size).toBe(tags.length);
  });

  test('has every section that people and reviewers look for', () => {
    for (const title of [
      'Description',
      'Installation',
      'Frequently Asked Questions',
      'External services',
      'Source code',
      'Screenshots',
      'Changelog',
    ])
      expect(sections.get(title), title).toBeTruthy();
    expect(readme.length).toBeLessThan(10_240);
  });

  test('says of the one service what is sent to it, when, and whose its terms and privacy policy are', () => {
    const services = sections.get('External services') ?? '';
    for (const what of [
      'connect',
      'order',
      'e-mail addresses',
      'reward',
      'token',
      'referral',
      'wp-admin',
      'disconnect',
      'Terms of use',
      'privacy policy',
    ])
      expect(services, what).toContain(what);
    expect(services).toMatch(/Before you connect, nothing is sent/);
  });
});
