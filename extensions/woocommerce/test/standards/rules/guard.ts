import type { PhpRule } from '../rule.ts';

const guard =
  /^<\?php\s+(?:\/\*\*[\s\S]*?\*\/\s*)?(?:defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;|if \( ! defined\( 'ABSPATH' \) && ! defined\( 'LASTING_TESTS' \) \) \{\s*exit;\s*\})/;

export const directAccess: PhpRule = {
  name: 'a file of the plugin does nothing when a browser asks for it by its own address',
  check: (file) => (guard.test(file.text) ? [] : [{ path: file.path, line: 1, message: "begin with: defined( 'ABSPATH' ) || exit;" }]),
  bad: ['echo 1;', "add_action( 'init', 'f' );\ndefined( 'ABSPATH' ) || exit;", "defined( 'WPINC' ) || exit;", '/** Words. */'],
  good: [
    "/** Words. */\ndefined( 'ABSPATH' ) || exit;\nf();",
    "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;",
    "if ( ! defined( 'ABSPATH' ) && ! defined( 'LASTING_TESTS' ) ) {\n\texit;\n}",
  ],
};
