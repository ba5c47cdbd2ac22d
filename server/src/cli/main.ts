// `npm run lasting -- <command>`: what an operator does on the host. Exit code 0 only on success; with --json stdout is one JSON value.
import { Command, CommanderError } from 'commander';
import { EnvProblem } from '../env.ts';
import { addInboxCommands } from './commands/inbox.ts';
import { addOutboxCommands } from './commands/outbox.ts';
import { addKeyCommands } from './commands/keys.ts';
import { addLiabilityCommand } from './commands/liability.ts';
import { addMemberCommands } from './commands/members.ts';
import { addOrderCommands } from './commands/orders.ts';
import { addRebuildCommand } from './commands/rebuild.ts';
import { addReconcileCommand } from './commands/reconcile.ts';
import { addReferralCommands } from './commands/referrals.ts';
import { addRewardCommands } from './commands/rewards.ts';
import { addStoreCommands } from './commands/stores.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { CliProblem } from './problem.ts';

function program(): Command {
  const lasting = new Command('lasting');
  lasting.description('Looks after a Lasting installation. Works while `npm start` runs, and without it.');
  lasting.showHelpAfterError('(add --help to see what is possible)');
  lasting.exitOverride();
  addStoreCommands(lasting);
  addMemberCommands(lasting);
  addOrderCommands(lasting);
  addLiabilityCommand(lasting);
  addVerifyCommand(lasting);
  addRebuildCommand(lasting);
  addReconcileCommand(lasting);
  addInboxCommands(lasting);
  addOutboxCommands(lasting);
  addRewardCommands(lasting);
  addReferralCommands(lasting);
  addKeyCommands(lasting);
  return lasting;
}

/** Somebody's mistake is told in a sentence; a bug keeps its stack, because somebody has to mend it. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const expected = error instanceof CliProblem || error instanceof EnvProblem;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = tell(error);
}
