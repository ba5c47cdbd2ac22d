// The one way a request ends with "no": a status, a code of the contract, and nothing about our insides.
import type { Response } from 'express';
import { REFUSAL_ANSWERS, type Problem, type ProblemCode } from '../contract/index.ts';
import { REQUEST_ID_HEADER } from '../log.ts';
import type { Refused } from '../loyalty/refusal.ts';

interface Details {
  /** The name of the wrong input. */
  readonly field?: string | null;
  readonly retryAfterMs?: number;
  /** What an order would have to come to. */
  readonly minimumMinor?: number | null;
}

/** Thrown only inside `api/`, at the edge, where it ends the request; rules answer with values instead. `message` reaches the caller. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly field: string | null;
  readonly retryAfterMs: number | null;
  readonly minimumMinor: number | null;
  constructor(status: number, code: ProblemCode, message: string, details: Details = {}) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.field = details.field ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.minimumMinor = details.minimumMinor ?? null;
  }
}

export const invalidInput = (message: string, field: string | null = null): HttpProblem =>
  new HttpProblem(400, 'invalid-input', message, { field });
export const notFound = (): HttpProblem => new HttpProblem(404, 'not-found', 'there is nothing here');
export const notSignedIn = (): HttpProblem => new HttpProblem(401, 'not-signed-in', 'a valid token or signature is needed');
export const notAllowed = (message: string, field: string | null = null): HttpProblem =>
  new HttpProblem(403, 'not-allowed', message, { field });
/** Nobody overwrites what they have not seen. */
export const savedFirst = (field: string): HttpProblem => new HttpProblem(409, 'older-than-known', 'somebody else saved first', { field });
export const tooManyRequests = (retryAfterMs: number): HttpProblem =>
  new HttpProblem(429, 'too-many-requests', 'too many requests: wait as long as Retry-After says', { retryAfterMs });
export const unavailable = (): HttpProblem =>
  new HttpProblem(503, 'unavailable', 'the database does not answer: try again', { retryAfterMs: 5_000 });
export const unexpected = (): HttpProblem => new HttpProblem(500, 'unexpected', 'something went wrong on our side');

/** A domain refusal as the contract answers it. Its detail is for logs, so the code is the message. */
export function refusedBy(refused: Refused): HttpProblem {
  return new HttpProblem(REFUSAL_ANSWERS[refused.refused].status, refused.refused, refused.refused.replaceAll('-', ' '));
}

export function requestIdOf(res: Response): string {
  const id = res.getHeader(REQUEST_ID_HEADER);
  return typeof id === 'string' ? id : '';
}

export function answerProblem(res: Response, problem: HttpProblem): void {
  if (problem.retryAfterMs !== null) res.set('Retry-After', String(Math.max(1, Math.ceil(problem.retryAfterMs / 1_000))));
  if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer');
  const { code, message, field, minimumMinor } = problem;
  const least = minimumMinor === null ? {} : { minimumMinor };
  const body: Problem = { error: { code, message, field, requestId: requestIdOf(res), ...least } };
  res.status(problem.status).set('Cache-Control', 'no-store').json(body);
}
