// PHP inside the shop, as its own user: for what a test needs to have happened or to know, when nobody has to be seen doing it.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { z } from 'zod';
import type { StoreFacts } from './store-facts.ts';

const MARK = '<<<lasting-answer>>>';

/** WordPress is loaded as for a request of the shop's administrator; `$given` is the value, what `code` returns is the answer. */
function script({ url, run }: StoreFacts, code: string, given: unknown): string {
  const { host, hostname, port } = new URL(url);
  const server = { HTTP_HOST: host, SERVER_NAME: hostname, SERVER_PORT: port, SERVER_PROTOCOL: 'HTTP/1.1', REQUEST_METHOD: 'GET', REQUEST_URI: '/', REMOTE_ADDR: '127.0.0.1' }; // prettier-ignore
  const text = (value: unknown): string => `json_decode(base64_decode('${Buffer.from(JSON.stringify(value)).toString('base64')}'), true)`;
  return `<?php $_SERVER = ${text(server)} + $_SERVER; require '${join(run, 'site/wp-load.php')}'; wp_set_current_user(1);
$answer = (static function($given) { global $wpdb; ${code} })(${text(given ?? null)});
echo '${MARK}' . wp_json_encode($answer);`;
}

/** As root, the shop's own user is taken: files of its caches belong to it. */
function asShop(args: string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['setpriv', ['--reuid=www-data', '--regid=www-data', '--clear-groups', 'php', ...args]] : ['php', args];
}

export async function php<T>(store: StoreFacts, schema: z.ZodType<T>, code: string, given?: unknown): Promise<T> {
  const log = join(store.run, 'log/php-cli.log');
  const [program, args] = asShop([
    '-d',
    'memory_limit=512M',
    '-d',
    'log_errors=1',
    '-d',
    `error_log=${log}`,
    '-d',
    'display_errors=stderr',
  ]);
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((done) => {
    const child = execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      done({ stdout: out, stderr: `${error?.message ?? ''}\n${err}` }),
    );
    child.stdin?.end(script(store, code, given));
  });
  const answer = stdout.split(MARK)[1];
  if (answer === undefined) throw new Error(`PHP in the shop said nothing to\n${code}\n${stdout}\n${stderr}`);
  return schema.parse(JSON.parse(answer));
}
