import type { Command } from 'commander';
import { MongoResealing, type Resealed } from '../../storage/mongo/mongo-resealing.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';

/** What is of one field is told only where there is something. */
function told(core: BuiltCore, fields: readonly Resealed[]) {
  const counts = fields.filter(({ before }) => Object.keys(before).length > 0);
  const older = counts.flatMap(({ before }) => Object.keys(before)).filter((id) => id !== core.keys.currentId);
  return { seals: core.keys.currentId, olderKeysInUse: [...new Set(older)], fields: counts };
}

async function status(core: BuiltCore) {
  return told(core, await new MongoResealing(core.connection, core.keys).reseal({ dryRun: true }));
}

/** Looked at again afterwards: only what is seen counts. */
async function reseal(core: BuiltCore) {
  const done = await new MongoResealing(core.connection, core.keys).reseal({ dryRun: false });
  return { resealed: done.reduce((sum, each) => sum + each.resealed, 0), ...(await status(core)) };
}

export function addKeyCommands(lasting: Command): void {
  const keys = lasting.command('keys').description('the keys that seal secrets and deliveries (LASTING_KEYS)');
  keys
    .command('status')
    .description('which key sealed how much')
    .option('--json', 'print one JSON value')
    .action(async (options: OutputOptions) => {
      answer(await withCore(status), options);
    });
  keys
    .command('reseal')
    .description(
      'seals everything again with the first key of LASTING_KEYS, while the server runs; then older keys are not needed any more',
    )
    .option('--json', 'print one JSON value')
    .action(async (options: OutputOptions) => {
      answer(await withCore(reseal), options);
    });
}
