/**
 * A small MongoDB server for trying and testing, on SQLite. Never for production. An acknowledged write is on the disk, one
 * process holds a data folder, and what is not supported is refused with MongoDB's own error code.
 */
import { Fields } from './command/fields.ts';
import { Cursors } from './command/cursors.ts';
import { runCommand } from './command/registry.ts';
import { CommandError } from './errors.ts';
import { startSweeper } from './sweeper.ts';
import { Catalog } from './store/catalog.ts';
import { failure, listen } from './wire/server.ts';
import type { Execute } from './wire/server.ts';

export interface DevDb {
  readonly uri: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface DevDbOptions {
  /** The data folder, created if needed; ':memory:' for tests. */
  readonly folder: string;
  /** 0 or none: a free one. */
  readonly port?: number;
  /** false (tests only) does not wait for the disk. */
  readonly durable?: boolean;
}

function executor(catalog: Catalog, cursors: Cursors): Execute {
  return ({ body, sequences }, connection, send) => {
    const command = body.keys().next().value ?? '';
    const database = body.get('$db');
    const fields = new Fields(body, command);
    try {
      if (typeof database !== 'string') throw new CommandError(40414, `BSON field '$db' is missing but a required field`);
      const reply = runCommand({ catalog, cursors, connection, database, fields, sequences });
      catalog.sqlite.settled((error) => send(error ? failure(error) : reply));
    } catch (error) {
      const reply = failure(error);
      catalog.sqlite.settled(() => send(reply));
    }
  };
}

export async function startDevDb({ folder, port = 0, durable = true }: DevDbOptions): Promise<DevDb> {
  const catalog = new Catalog(folder, durable);
  const cursors = new Cursors();
  const stopSweeper = startSweeper(catalog, cursors);
  try {
    const server = await listen(port, executor(catalog, cursors));
    const close = async (): Promise<void> => {
      stopSweeper();
      catalog.sqlite.commit();
      await server.close();
      catalog.sqlite.close();
    };
    return { uri: `mongodb://127.0.0.1:${server.port}/`, port: server.port, close };
  } catch (error) {
    stopSweeper();
    catalog.sqlite.close();
    throw error;
  }
}
