// Every way a call can end badly, as one error type. The words for each code are in the locale files, under `problem.`.
import { problem, type ProblemCode } from '#contract/index.ts';
import type { SignInFailed } from '../host/host.ts';

/** `offline`: no answer came. `unreadable`: an answer came that the contract does not know. */
export type ApiProblemCode = ProblemCode | 'offline' | 'unreadable';

interface ApiProblemParts {
  readonly code: ApiProblemCode;
  readonly status: number | null;
  readonly field: string | null;
  readonly requestId: string | null;
  readonly message: string;
  readonly cause?: unknown;
}

export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  readonly status: number | null;
  readonly field: string | null;
  readonly requestId: string | null;

  constructor(parts: ApiProblemParts) {
    super(parts.message, { cause: parts.cause });
    this.name = 'ApiProblem';
    this.code = parts.code;
    this.status = parts.status;
    this.field = parts.field;
    this.requestId = parts.requestId;
  }
}

/** The refusal in an answer's body, or null. Some refusals come with status 200 (nothing was wrong, nothing was done). */
export function problemIn(body: unknown, status: number): ApiProblem | null {
  const parsed = problem.safeParse(body);
  return parsed.success ? new ApiProblem({ ...parsed.data.error, status }) : null;
}

export function offline(cause: unknown): ApiProblem {
  return new ApiProblem({ code: 'offline', status: null, field: null, requestId: null, message: 'no answer from the server', cause });
}

/** The surrounding admin did not sign anybody in, so nothing was sent to the server. */
export function noToken(cause: SignInFailed): ApiProblem {
  return new ApiProblem({ code: cause.code, status: null, field: null, requestId: null, message: cause.message, cause });
}

export function unreadable(status: number, requestId: string | null, cause: unknown): ApiProblem {
  return new ApiProblem({
    code: 'unreadable',
    status,
    field: null,
    requestId,
    message: `an answer this page does not understand (${status})`,
    cause,
  });
}
