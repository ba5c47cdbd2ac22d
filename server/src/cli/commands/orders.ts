import type { Command } from 'commander';
import { orderId } from '../../loyalty/ids.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ShowOptions extends OutputOptions {
  readonly store: string;
}

async function show(core: BuiltCore, id: string, options: ShowOptions): Promise<object> {
  const store = await storeNamed(core, options.store);
  const order = await core.orders.read(store.storeId, orderId(id));
  if (order === null) throw new CliProblem(`this store has told us nothing of an order ${id}`);
  const shares = await core.entries.sharesOfOrder(store.storeId, order.orderId);
  const { explanation } = await core.desk.deservedBy(store, order);
  const { standing, payment, version, name } = order.order;
  const given = shares.reduce((sum, share) => sum + share.points, 0);
  const { lines, parts, points, ...why } = explanation;
  return { orderId: id, name, memberId: order.memberId, standing, payment, deserved: points, given, version, why, parts, lines };
}

export function addOrderCommands(lasting: Command): void {
  const orders = lasting.command('orders').description('what orders deserve and were given');
  orders
    .command('show <id>')
    .description('shows the calculation of one order, line by line')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--json', 'print one JSON value')
    .action(async (id: string, options: ShowOptions) => {
      answer(await withCore((core) => show(core, id, options)), options);
    });
}
