// What the directory does not take, what breaks shops, and what hides from a reader.
import { argumentsOf, calledName, callsOf, nodesOf, type PhpFile } from '../../../reading/php.ts';
import { textOf, type Plugin } from '../../../reading/plugin.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const SNIFFS = ['WordPress.PHP', 'WordPress.WP', 'WordPress.Security', 'WordPress.DateTime', 'Squiz.PHP', 'Generic.PHP'];
const excused = (file: PhpFile, line: number): boolean => SNIFFS.some((sniff) => isExcused(file, line, sniff));

const calls: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'eval',
      'create_function',
      'assert',
      'gzinflate',
      'gzuncompress',
      'str_rot13',
      'hex2bin',
      'base64_encode',
      'base64_decode',
      'convert_uudecode',
    ].map((name) => [name, 'hides what the code does']),
  ),
  ...Object.fromEntries(
    ['exec', 'shell_exec', 'system', 'passthru', 'proc_open', 'popen', 'pcntl_exec', 'dl'].map((name) => [name, 'starts programs']),
  ),
  ...Object.fromEntries(
    [
      'get_post_meta',
      'update_post_meta',
      'add_post_meta',
      'delete_post_meta',
      'get_post_custom',
      'get_post_type',
      'wp_insert_post',
      'wp_update_post',
      'wp_delete_post',
    ].map((name) => [name, 'does not find orders in tables of their own: wc_get_order() and its get_meta()']),
  ),
  ...Object.fromEntries(
    [
      'file_get_contents',
      'file_put_contents',
      'fopen',
      'fsockopen',
      'curl_init',
      'curl_exec',
      'readfile',
      'file',
      'fwrite',
      'move_uploaded_file',
      'unlink',
      'copy',
    ].map((name) => [name, 'goes around the HTTP and file functions of WordPress']),
  ),
  ...Object.fromEntries(
    ['wp_remote_get', 'wp_remote_post', 'wp_remote_request', 'wp_safe_remote_get', 'wp_safe_remote_post'].map((name) => [
      name,
      'only Lasting_Server speaks to the server, so that nothing waits longer than it may',
    ]),
  ),
  ...Object.fromEntries(
    ['error_log', 'var_dump', 'var_export', 'print_r', 'debug_backtrace', 'trigger_error', 'phpinfo'].map((name) => [
      name,
      'is for looking for faults',
    ]),
  ),
  ...Object.fromEntries(
    ['error_reporting', 'ini_set', 'set_time_limit', 'session_start', 'date_default_timezone_set', 'setlocale', 'putenv', 'ob_start'].map(
      (name) => [name, 'changes how everybody else runs'],
    ),
  ),
  ...Object.fromEntries(
    ['unserialize', 'extract', 'parse_str', 'maybe_unserialize'].map((name) => [name, 'makes things of what somebody sent']),
  ),
  ...Object.fromEntries(
    ['rand', 'mt_rand', 'uniqid', 'md5', 'sha1', 'lcg_value'].map((name) => [
      name,
      'can be guessed: wp_rand(), wp_generate_uuid4(), hash()',
    ]),
  ),
  date: 'is in the time zone of nobody: gmdate() or wp_date()',
  strftime: 'is gone from PHP 8.1',
  json_encode: 'wp_json_encode()',
  parse_url: 'wp_parse_url()',
  strip_tags: 'wp_strip_all_tags()',
  wp_redirect: 'wp_safe_redirect(), so that nobody is led elsewhere by a link to this shop',
  load_plugin_textdomain: 'is not needed since WordPress 4.6',
  flush_rewrite_rules: 'is slow: only where the plugin is switched on, said with a reason',
  query_posts: 'changes the main query',
  get_users: 'reads many people at once',
  set_transient_forever: 'stays',
};

const nodes: Readonly<Record<string, string>> = {
  eval: 'hides what the code does',
  silent: '@ hides errors',
  goto: 'goto',
  nowdoc: 'a nowdoc: escaping in it cannot be checked',
  inline: 'HTML outside of PHP: echo it, with what is in it escaped',
  namespace: 'no namespaces: classes begin with Lasting_',
};

const kindsOf = (file: PhpFile): Problem[] =>
  file.nodes.flatMap((node) => {
    const what =
      nodes[node.kind] ??
      (node.kind === 'encapsed' && node['type'] === 'heredoc' ? 'a heredoc: escaping in it cannot be checked' : undefined);
    const shell = node.kind === 'encapsed' && node['type'] === 'shell' ? 'starts programs' : undefined;
    const variable = node.kind === 'variable' && typeof node['name'] !== 'string' ? 'a variable whose name is in a variable' : undefined;
    const said = what ?? shell ?? variable;
    return said === undefined ? [] : [problemAt(file, node, said)];
  });

const callProblems = (file: PhpFile): Problem[] =>
  callsOf(file)
    .filter((call) => Object.hasOwn(calls, calledName(call)))
    .map((call) => problemAt(file, call, `${calledName(call)}(): ${calls[calledName(call)] ?? ''}`));

const texts: [RegExp, string][] = [
  [/<iframe/i, 'an iframe (guideline 8 of the directory)'],
  [/<script\b/i, 'a script that is not enqueued'],
  [/<style\b/i, 'a style sheet that is not enqueued'],
  [/<link\b/i, 'a style sheet that is not enqueued'],
  [/\b127\.0\.0\.1\b|\blocalhost\b/, 'an address of a machine of ours'],
  [
    /(?:https?:)?\/\/(?!www\.gnu\.org\/)[\w-]+(?:\.[\w-]+)+/,
    'an address: the plugin knows none but that of the server it was connected to',
  ],
  [/\bon(?:click|load|error|mouseover|submit|change)\s*=/i, 'a script inside HTML'],
];

const textProblems = (file: PhpFile, plugin: Plugin): Problem[] =>
  nodesOf(file, 'string', 'inline').flatMap((node) => {
    const said = textOf(plugin, node)?.text ?? String(node['value']);
    return texts.filter(([pattern]) => pattern.test(said)).map(([, what]) => problemAt(file, node, what));
  });

/** The server's address is kept by Lasting_Connection; a place that speaks to it is held to Lasting_Server. */
const isServer = (file: PhpFile): boolean => file.path === 'includes/class-lasting-server.php';
const isSpeaking = ({ message }: Problem): boolean => message.startsWith('wp_remote_');

const hasArgument = (file: PhpFile): Problem[] =>
  callsOf(file)
    .filter((call) => calledName(call) === 'in_array' && argumentsOf(call).length < 3)
    .map((call) => problemAt(file, call, 'in_array() without its third argument takes "0" for anything'));

/** Action Scheduler then looks for actions that have no arguments, and leaves all others. */
const halfUnscheduled = (file: PhpFile): Problem[] =>
  callsOf(file)
    .filter((call) => calledName(call) === 'as_unschedule_all_actions' && argumentsOf(call).length > 1)
    .map((call) => problemAt(file, call, 'with a group, only actions without arguments go: as_unschedule_all_actions( $hook )'));

const looseComparisons = (file: PhpFile): Problem[] =>
  nodesOf(file, 'bin')
    .filter((node) => node['type'] === '==' || node['type'] === '!=')
    .map((node) => problemAt(file, node, '== means another thing in PHP 7 and 8: ==='));

export const banned: PhpRule = {
  name: 'nothing is in the plugin that the directory refuses or that hides from a reader',
  check: (file, plugin) =>
    [
      ...kindsOf(file),
      ...callProblems(file),
      ...textProblems(file, plugin),
      ...hasArgument(file),
      ...halfUnscheduled(file),
      ...looseComparisons(file),
    ]
      .filter((problem) => !(isServer(file) && isSpeaking(problem)))
      .filter(({ line }) => !excused(file, line)),
  bad: [
    "eval( 'f();' );",
    "$a = base64_decode( 'x' );",
    "$a = gzinflate( 'x' );",
    '$a = @f();',
    '$a = `ls`;',
    "exec( 'ls' );",
    "$a = get_post_meta( 1, '_lasting_ref', true );",
    '$a = file_get_contents( $url );',
    'curl_exec( $c );',
    'wp_remote_get( $url );',
    'wp_redirect( $url );',
    "error_log( 'x' );",
    'set_time_limit( 0 );',
    'unserialize( $a );',
    '$a = rand( 1, 2 );',
    "$a = date( 'Y' );",
    "echo '<iframe></iframe>';",
    "echo '<script>f()</script>';",
    'echo \'<a onclick="f()">x</a>\';',
    "wp_enqueue_script( 'lasting-a', 'https://cdn.example.com/a.js' );",
    "$a = '//cdn.example.com/a.js';",
    "$a = 'http://127.0.0.1:9405';",
    "$a = 'http://localhost/';",
    '$a = <<<X\nwords\nX;',
    "$a = <<<'X'\nwords\nX;",
    '$$a = 1;',
    'if ( $a == 1 ) { f(); }',
    'in_array( $a, $b );',
    "as_unschedule_all_actions( 'lasting_a', array(), 'lasting' );",
    'namespace Lasting;',
    '?><b>words</b><?php',
    '$a = base64_decode( $b ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions',
  ],
  good: [
    "$a = wp_json_encode( array() ); wp_safe_redirect( $a ); $b = gmdate( 'Y' );",
    "// https://example.com explains it.\n$a = 'a/b'; $b = 'x//y';",
    '$a = base64_encode( $b ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- JWTs are made of it.',
    'in_array( $a, $b, true );',
  ],
};
