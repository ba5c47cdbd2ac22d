// Child processes that are asked one thing at a time, end when their parent does, and are ended by their own process id.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
const CLOSES_WITHIN_MS = 10_000;
/** Filling a million members takes a part of it; what takes longer is stuck, and a bench must stop by itself. */
const ANSWERS_WITHIN_MS = 1_200_000;

export class Child {
  readonly #process: ChildProcess;
  readonly #name: string;

  constructor(script: URL, name: string, flags: readonly string[] = []) {
    this.#name = name;
    this.#process = fork(script, [], { execArgv: [...process.execArgv, ...flags], serialization: 'advanced' });
  }

  /** The child's answer; its error, when it has one, keeps the child's name. */
  async ask(message: unknown): Promise<unknown> {
    const gone = new AbortController();
    const left = once(this.#process, 'exit', { signal: gone.signal }).then(() => {
      throw new Error(`${this.#name} ended early`);
    });
    try {
      this.#process.send(message as object);
      const late = AbortSignal.timeout(ANSWERS_WITHIN_MS);
      const heard: unknown[] = await Promise.race([once(this.#process, 'message', { signal: late }), left]);
      const answer = answerSchema.parse(heard[0]);
      if (!answer.ok) throw new Error(`${this.#name}: ${answer.error}`);
      return answer.value;
    } finally {
      gone.abort();
      left.catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    const force = setTimeout(() => this.#process.kill('SIGKILL'), CLOSES_WITHIN_MS);
    if (this.#process.connected) this.#process.disconnect();
    await ended;
    clearTimeout(force);
  }
}

export function ownCpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The child's half: answers until the parent disconnects or dies, then cleans up and ends. */
export function answerParent(answer: (message: unknown) => Promise<unknown>, close: () => Promise<void>): void {
  process.on('message', (message: unknown) => {
    answer(message).then(
      (value) => process.send?.({ ok: true, value }),
      (error: unknown) => process.send?.({ ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => void close().finally(() => process.exit()));
}
