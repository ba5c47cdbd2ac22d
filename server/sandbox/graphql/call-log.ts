/** The last calls of the app, for the fault panel and for tests: what was asked, what struck it, how it was answered. Not kept. */
import type { Response } from 'express';
import type { AppCall, CallFault, Struck } from '../faults/call-faults.ts';

const KEPT = 500;

export interface LoggedCall {
  at: number;
  fields: readonly string[];
  mutation: boolean;
  fault: CallFault['kind'] | null;
  /** Null: the connection was cut, or the caller had gone. */
  status: number | null;
  ms: number;
}

export interface CallLog {
  watch(call: AppCall, struck: Struck, response: Response): void;
  /** Newest first. */
  last(count: number): LoggedCall[];
}

const waited = ({ waitBefore, waitAfter }: Struck): CallFault['kind'] | null =>
  waitAfter > 0 ? 'slowAnswer' : waitBefore > 0 ? 'slow' : null;

export function callLog(): CallLog {
  const calls: LoggedCall[] = [];
  return {
    watch({ fields, mutation }, struck, response) {
      const at = Date.now();
      response.once('close', () => {
        const status = response.writableFinished ? response.statusCode : null;
        calls.unshift({ at, fields, mutation, fault: struck.fault?.kind ?? waited(struck), status, ms: Date.now() - at });
        calls.length = Math.min(calls.length, KEPT);
      });
    },
    last: (count) => calls.slice(0, count),
  };
}
