// A database in a process of its own, as in production: the one MONGODB_URI names, else a devdb that really waits for its disk.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/storage/mongo/connect.ts';
import { createIndexes } from '../../../src/storage/mongo/indexes.ts';

/** Ends the database when we are gone, also when we were killed. */
const LEAVE_WITH_US = new URL('../../../tools/start/leave-with-parent.ts', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../../../devdb/main.ts', import.meta.url));

/** A devdb on a folder that outlives it, so that it can be killed and started again where it was. */
export class DevDbProcess {
  readonly #folder: string;
  #child: ChildProcess | null = null;
  #port = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<DevDbProcess> {
    const database = new DevDbProcess(await mkdtemp(join(tmpdir(), 'lasting-proof-')));
    await database.start();
    return database;
  }

  get uri(): string {
    return `mongodb://127.0.0.1:${this.#port}/`;
  }

  /** Also after a kill: at the same port, because its clients only know that one. */
  async start(): Promise<void> {
    const args = ['--import', LEAVE_WITH_US, MAIN, '--folder', this.#folder, '--port', String(this.#port)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child = child;
    const left = once(child, 'exit').then(([code]) => Promise.reject(new Error(`devdb ended with ${String(code)} before it was there`)));
    const [line] = (await Promise.race([once(child.stdout, 'data'), left])) as [Buffer];
    left.catch(() => undefined);
    this.#port = Number(new URL((JSON.parse(line.toString()) as { uri: string }).uri).port);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export interface ProofDatabase {
  readonly uri: string;
  readonly name: string;
  readonly connection: Connection;
  close(): Promise<void>;
}

export async function aProofDatabase(): Promise<ProofDatabase> {
  const given = process.env['MONGODB_URI'];
  const own = given === undefined ? await DevDbProcess.start() : null;
  const uri = given ?? own?.uri ?? '';
  const name = `proof_${process.pid}_${randomBytes(4).toString('hex')}`;
  const connection = await connectMongo(uri, name);
  await createIndexes(connection);
  const close = async (): Promise<void> => {
    await connection.dropDatabase();
    await connection.close();
    await own?.close();
  };
  return { uri, name, connection, close };
}
