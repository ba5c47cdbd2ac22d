/** What a driver asks before it works: this server is a stand-alone one, so a driver uses neither transactions nor retryable writes. */
import { ok } from './context.ts';
import type { Run } from './context.ts';

const WIRE_VERSION = 21;
const VERSION = '7.0.0';

export const hello: Run = ({ connection, fields }) =>
  ok({
    helloOk: true,
    ...(fields.command === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });

export const ping: Run = () => ok();
export const buildInfo: Run = () =>
  ok({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'devdb',
    modules: ['devdb: for trying and testing only'],
    maxBsonObjectSize: 16_777_216,
    bits: 64,
  });
