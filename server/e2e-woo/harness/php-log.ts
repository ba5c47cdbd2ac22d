// What PHP minded: every notice, warning and error that names a file or the words of our plugin.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreFacts } from './store-facts.ts';

const logs = ['wp-debug.log', 'php-web.log', 'php-cli.log', 'cron.log'];
const ours = /lasting-loyalty|lasting_|Lasting_/u;

function lines({ run }: StoreFacts): string[] {
  return logs
    .map((name) => join(run, 'log', name))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => ours.test(line));
}

/** How many there are until now: each file answers for its own. */
export const markOf = (store: StoreFacts): number => lines(store).length;
export const complaintsOf = (store: StoreFacts, mark: number): string[] => lines(store).slice(mark);
