/** Every command there is, with every field it may have. Anything else is refused by MongoDB's code for it. */
import type { Reply } from '../bson/encode.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { aggregate } from './aggregate.ts';
import { ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { collMod, create, createIndexes, drop, dropDatabase, dropIndexes, listCollections, listDatabases, listIndexes } from './define.ts';
import { explain } from './explain.ts';
import { findAndModify } from './find-and-modify.ts';
import { count, distinct, find, getMore, killCursors } from './read.ts';
import { buildInfo, hello, ping } from './session.ts';
import { insert, remove, update } from './write.ts';

interface Command {
  readonly run: Run;
  readonly fields: readonly string[];
}

const GENERAL = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'txnNumber',
  'apiVersion',
];
const TRANSACTION = ['startTransaction', 'autocommit'];
const HELLO = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'speculativeAuthenticate',
  'saslSupportedMechs',
  'hostInfo',
  'hello',
  'backpressure',
];
const SELECTION = ['skip', 'limit', 'hint', 'collation', 'let', 'sort'];
const FIND = ['filter', 'projection', 'batchSize', 'singleBatch', 'noCursorTimeout', 'allowPartialResults', 'allowDiskUse', 'oplogReplay'];
const FIND_REFUSED = ['tailable', 'awaitData', 'min', 'max', 'returnKey', 'showRecordId'];
const WRITE = ['ordered', 'bypassDocumentValidation', 'let'];

const COMMANDS: Readonly<Record<string, Command>> = {
  hello: { run: hello, fields: HELLO },
  isMaster: { run: hello, fields: HELLO },
  ismaster: { run: hello, fields: HELLO },
  ping: { run: ping, fields: [] },
  buildInfo: { run: buildInfo, fields: [] },
  buildinfo: { run: buildInfo, fields: [] },
  endSessions: { run: () => ok(), fields: [] },
  insert: { run: insert, fields: [...WRITE, 'documents'] },
  update: { run: update, fields: [...WRITE, 'updates'] },
  delete: { run: remove, fields: [...WRITE, 'deletes'] },
  findAndModify: {
    run: findAndModify,
    fields: [
      'query',
      'sort',
      'remove',
      'update',
      'new',
      'fields',
      'upsert',
      'arrayFilters',
      'hint',
      'collation',
      'let',
      'bypassDocumentValidation',
    ],
  },
  find: { run: find, fields: [...SELECTION, ...FIND, ...FIND_REFUSED] },
  count: { run: count, fields: ['query', 'skip', 'limit', 'hint', 'collation'] },
  distinct: { run: distinct, fields: ['key', 'query', 'hint', 'collation'] },
  aggregate: {
    run: aggregate,
    fields: ['pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation', 'hint', 'collation', 'let', 'explain'],
  },
  getMore: { run: getMore, fields: ['collection', 'batchSize'] },
  killCursors: { run: killCursors, fields: ['cursors'] },
  explain: { run: explain, fields: ['verbosity'] },
  create: {
    run: create,
    fields: [
      'validator',
      'validationLevel',
      'validationAction',
      'collation',
      'capped',
      'size',
      'max',
      'timeseries',
      'viewOn',
      'pipeline',
      'clusteredIndex',
      'expireAfterSeconds',
      'encryptedFields',
      'changeStreamPreAndPostImages',
      'storageEngine',
      'indexOptionDefaults',
      'idIndex',
      'autoIndexId',
    ],
  },
  collMod: {
    run: collMod,
    fields: [
      'validator',
      'validationLevel',
      'validationAction',
      'index',
      'viewOn',
      'pipeline',
      'expireAfterSeconds',
      'cappedSize',
      'changeStreamPreAndPostImages',
    ],
  },
  createIndexes: { run: createIndexes, fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'] },
  listIndexes: { run: listIndexes, fields: ['cursor'] },
  dropIndexes: { run: dropIndexes, fields: ['index'] },
  drop: { run: drop, fields: [] },
  dropDatabase: { run: dropDatabase, fields: [] },
  listCollections: { run: listCollections, fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'] },
  listDatabases: { run: listDatabases, fields: ['filter', 'nameOnly', 'authorizedDatabases'] },
};

export const commandNames = (): readonly string[] => Object.keys(COMMANDS);

export function runCommand(context: Context): Reply {
  const { fields } = context;
  const command = Object.hasOwn(COMMANDS, fields.command) ? COMMANDS[fields.command] : undefined;
  if (!command) return refuse(59, `no such command: '${fields.command}'`);
  fields.allow(fields.command, ...GENERAL, ...TRANSACTION, ...command.fields);
  checkConcerns(fields.body);
  return command.run(context);
}

/** A stand-alone server knows neither transactions nor waiting for other members. */
function checkConcerns(body: Doc): void {
  if (body.has('txnNumber') || body.has('startTransaction') || body.has('autocommit')) {
    refuse(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const read = body.get('readConcern');
  const level = isDoc(read) ? read.get('level') : undefined;
  if (level === 'snapshot' || level === 'linearizable') refuse(123, 'node needs to be a replica set member to use read concern');
  if (![undefined, 'local', 'available', 'majority'].some((known) => known === level)) refuse(9, `unknown read concern level`);
  const write = body.get('writeConcern');
  const members = isDoc(write) ? write.get('w') : undefined;
  if (members === undefined || members === 'majority' || members === 0 || members === 1) return;
  refuse(2, `cannot use 'w' > 1 or a custom 'w' when a host is not replicated`);
}
