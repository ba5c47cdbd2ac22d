// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { readPhp } from '../../reading/php.ts';
import { pluginOf, readPlugin } from '../../reading/plugin.ts';
import { leftovers } from './leftovers.ts';

const of = (code: string, uninstall: string): string[] => {
  const files = [readPhp('includes/sample.php', `<?php\n${code}`), readPhp('uninstall.php', `<?php\n${uninstall}`)];
  return leftovers(pluginOf(files)).map(({ message }) => message);
};

describe('what stays in a shop after the plugin was deleted', () => {
  test('is nothing that the plugin writes', () => {
    expect(leftovers(readPlugin())).toEqual([]);
  });

  test.each([
    ["update_option( 'lasting_a', 1 );", ''],
    ["class A { const B = 'lasting_a'; function f() { add_option( self::B ); } }", "delete_option( 'lasting_b' );"],
    ["set_transient( 'lasting_a_' . $user, 1 );", "delete_option( 'lasting_a_' );"],
    ["update_user_meta( 1, 'lasting_a', 2 );", "delete_option( 'lasting_b' );"],
    ["as_schedule_single_action( 1, 'lasting_a' );", ''],
  ])('is seen when it is forgotten: %s', (code, uninstall) => {
    expect(of(code, uninstall)).toHaveLength(1);
  });

  test('is not what uninstall.php names, and not what ends by itself', () => {
    expect(of("update_option( 'lasting_a', 1 );", "delete_option( 'lasting_a' );")).toEqual([]);
    expect(of("set_transient( 'lasting_a_' . $user, 1 );", "f( '_transient_lasting_' );")).toEqual([]);
    expect(of("$order->update_meta_data( '_lasting_ref', 1 ); WC()->session->set( 'lasting_a', 1 );", '')).toEqual([]);
  });
});
