// The last middleware: whatever was thrown becomes a problem of the contract, and only the log learns what really happened.
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { answerProblem, HttpProblem, invalidInput, requestIdOf, unavailable, unexpected } from './http-problem.ts';
import type { Services } from './services.ts';
import { within } from './within.ts';

/** What body parsers, the static files and the router throw about a request that cannot be read. */
const RequestError = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

const READY_WITHIN_MS = 1_000;

function aboutRequest(error: unknown): HttpProblem | null {
  const known = RequestError.safeParse(error);
  if (!known.success) return null;
  const { status } = known.data;
  if (status === 404) return new HttpProblem(404, 'not-found', 'there is nothing here');
  if (status === 413) return new HttpProblem(413, 'invalid-input', 'the body is too large');
  if (status === 415) return new HttpProblem(415, 'invalid-input', 'this encoding of the body is not accepted');
  return invalidInput('the request cannot be read');
}

/** An unknown error while the database is away is most likely the database's: "try again" is then the better answer. */
async function aboutUs(services: Services): Promise<HttpProblem> {
  const ready = await within(READY_WITHIN_MS, services.ready()).catch(() => false);
  return ready ? unexpected() : unavailable();
}

export function answerErrors(services: Services): ErrorRequestHandler {
  return async (error: unknown, _req, res, _next) => {
    const expected = error instanceof HttpProblem ? error : aboutRequest(error);
    const problem = expected ?? (await aboutUs(services));
    if (expected === null) services.log.error({ err: error, requestId: requestIdOf(res) }, 'request failed');
    // Half an answer cannot be taken back: a broken connection at least does not look like a whole one.
    if (res.headersSent) res.destroy();
    else answerProblem(res, problem);
  };
}
