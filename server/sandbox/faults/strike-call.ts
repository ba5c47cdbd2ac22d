/** Lets a fault strike one call of the app: what is answered instead of, or after, the shop's own answer. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { CallFault, Struck } from './call-faults.ts';
import type { FaultsStore } from './faults.ts';

/** In an outage nothing is read and nothing is done. */
export function apiOutage(faults: FaultsStore): RequestHandler {
  return (_request, response, next) => {
    if (!faults.get().apiOutage) return next();
    response.status(503).type('html').send('<h1>Service Unavailable</h1>');
  };
}

const REFUSED = '[API] Invalid API key or access token (unrecognized login or wrong password)';

function answerWith(response: Response, { kind, status }: CallFault): void {
  if (kind === 'cutBefore' || kind === 'cutAfter') {
    response.socket?.destroy();
  } else if (kind === 'tooMany') {
    // Shopify writes the seconds with a decimal place.
    response.status(429).set('retry-after', '2.0').json({ errors: 'Exceeded 2 calls per second for api client.' });
  } else if (kind === 'unauthorized') {
    response.status(401).json({ errors: REFUSED });
  } else {
    response.status(status).json({ errors: 'Internal Server Error' });
  }
}

const BEFORE: readonly CallFault['kind'][] = ['failBefore', 'cutBefore', 'tooMany', 'unauthorized'];
const AFTER: readonly CallFault['kind'][] = ['failAfter', 'cutAfter'];

export interface Answering {
  response: Response;
  struck: Struck;
  /** Performs the call. A fault that is part of the answer itself (throttled, userError) is given to it. */
  perform: (fault: CallFault | undefined) => Promise<object>;
}

/** What is answered, and whether the call was performed at all. A caller that gave up does not undo it. */
export async function answerUnder({ response, struck, perform }: Answering): Promise<void> {
  const { fault, waitBefore, waitAfter } = struck;
  if (waitBefore > 0) await wait(waitBefore);
  if (fault && BEFORE.includes(fault.kind)) return answerWith(response, fault);
  const answer = await perform(fault);
  if (waitAfter > 0) await wait(waitAfter);
  if (fault && AFTER.includes(fault.kind)) return answerWith(response, fault);
  response.json(answer);
}
