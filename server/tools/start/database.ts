import { accessSync, constants, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programRunner, startChild, type Child } from './child.ts';
import { freePort, host } from './ports.ts';

/** The database of this run. `child` is absent when it is run by somebody else (MONGODB_URI). */
export interface Database {
  uri: Promise<string>;
  child?: Child;
  sentence: string;
}

export interface DatabaseSettings {
  env: NodeJS.ProcessEnv;
  dataDir: string;
  root: string;
  /** The script of the embedded database. */
  script: string;
  show: (line: string) => void;
}

export function findProgram(name: string, path: string): string | undefined {
  const candidates = path.split(delimiter).filter(Boolean);
  return candidates
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, host);
    socket.on('connect', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });

async function startMongod(mongod: string, { dataDir, root, env, show }: DatabaseSettings): Promise<Database> {
  const folder = join(dataDir, 'mongod');
  const log = join(folder, 'mongod.log');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const options = ['--dbpath', folder, '--bind_ip', host, '--port', String(port), '--logpath', log];
  const child = startChild({ name: 'mongod', args: [programRunner, mongod, ...options], cwd: root, env, show });
  const answer = async (): Promise<string> => {
    while (!(await answers(port))) await pause(100);
    return `mongodb://${host}:${port}/lasting`;
  };
  return { uri: answer(), child, sentence: `Database: ${mongod}, data in ${folder}, log in ${log}.` };
}

/** MONGODB_URI when it is set, else a mongod of this machine, else the embedded database for trying and testing. */
export async function startDatabase(settings: DatabaseSettings): Promise<Database> {
  const { env, dataDir, root, script, show } = settings;
  if (env['MONGODB_URI']) return { uri: Promise.resolve(env['MONGODB_URI']), sentence: 'Database: the one that MONGODB_URI names.' };
  const mongod = findProgram('mongod', env['PATH'] ?? '');
  if (mongod) return startMongod(mongod, settings);
  const folder = join(dataDir, 'db');
  mkdirSync(folder, { recursive: true });
  const child = startChild({ name: 'the embedded database', args: [script, '--folder', folder, '--port', '0'], cwd: root, env, show });
  const sentence = `Database: the embedded one, data in ${folder}. It is for trying and testing; for real use set MONGODB_URI.`;
  return { uri: child.ready.then(({ url }) => url), child, sentence };
}
