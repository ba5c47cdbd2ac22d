// The command line, as an operator runs it beside the running product.
import { execFile } from 'node:child_process';
import type { z } from 'zod';
import { root, type Household } from './household.ts';

export interface Said<T> {
  readonly code: number;
  readonly value: T;
}

/** Runs `lasting <command> --json` on the household's data and reads its one JSON value. */
export async function lasting<T>(household: Household, schema: z.ZodType<T>, ...command: string[]): Promise<Said<T>> {
  const { code, stdout, stderr } = await run(household, [...command, '--json']);
  try {
    return { code, value: schema.parse(JSON.parse(stdout)) };
  } catch (error) {
    throw new Error(`lasting ${command.join(' ')} ended with ${code}, and said:\n${stdout}\n${stderr}`, { cause: error });
  }
}

function run({ env }: Household, args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, ['server/src/cli/main.ts', ...args], options, (error, stdout, stderr) => {
      done({ code: child.exitCode ?? (error === null ? 0 : 1), stdout, stderr });
    });
  });
}
