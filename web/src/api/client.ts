// The one door to the server: builds the call from the contract's table, signs it, and believes no answer that the contract does not know.
import { ADMIN_ENDPOINTS, type Endpoint } from '#contract/index.ts';
import type { z } from 'zod';
import type { Host } from '../host/host.ts';
import type { AnswerOf, AnyRequest, EndpointName, GetName, RequestOf } from './endpoint-types.ts';
import { offline, problemIn, unreadable, type ApiProblem } from './problem.ts';

export interface Client {
  readonly call: <N extends EndpointName>(name: N, request: RequestOf<N>, signal?: AbortSignal) => Promise<AnswerOf<N>>;
  /** The same question, answered as a file to keep. */
  readonly download: <N extends GetName>(name: N, request: RequestOf<N>) => Promise<FileToKeep>;
  /** The last answer to the same question, to show something while asking again. */
  readonly remembered: <N extends GetName>(name: N, request: RequestOf<N>) => AnswerOf<N> | undefined;
  /** After a change: what was remembered under these names may be wrong now. */
  readonly forget: (...names: readonly GetName[]) => void;
}

export interface FileToKeep {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export interface ClientNeeds {
  readonly host: Pick<Host, 'token'>;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
}

/** Waits before each further try of a question that got no answer at all. Changes are never sent twice by themselves. */
const RETRY_AFTER_MS = [300, 1200];

export function createClient(needs: ClientNeeds): Client {
  const memory = new Map<string, unknown>();
  return {
    async call(name, request, signal) {
      const endpoint: Endpoint = ADMIN_ENDPOINTS[name];
      const parsed = read(endpoint.answer, await ask(needs, endpoint, request, signal));
      if (endpoint.method === 'GET') memory.set(keyOf(name, request), parsed);
      return parsed as AnswerOf<typeof name>;
    },
    async download(name, request) {
      const answer = await ask(needs, ADMIN_ENDPOINTS[name], request, undefined);
      return fileIn(answer);
    },
    remembered: (name, request) => memory.get(keyOf(name, request)) as AnswerOf<typeof name> | undefined,
    forget(...names) {
      for (const key of memory.keys()) if (names.some((name) => key.startsWith(`${name} `))) memory.delete(key);
    },
  };
}

export function keyOf(name: EndpointName, request: AnyRequest): string {
  return `${name} ${addressOf(ADMIN_ENDPOINTS[name].path, request)}`;
}

function addressOf(template: string, request: AnyRequest): string {
  const path = template.replace(/:([A-Za-z]+)/gu, (_, name: string) => encodeURIComponent(request.path?.[name] ?? ''));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

interface RawAnswer {
  readonly status: number;
  readonly requestId: string | null;
  readonly text: string;
  readonly headers: Headers;
}

async function ask(needs: ClientNeeds, endpoint: Endpoint, request: AnyRequest, signal: AbortSignal | undefined): Promise<RawAnswer> {
  const first = await send(needs, endpoint, request, false, signal);
  return first.status === 401 ? send(needs, endpoint, request, true, signal) : first;
}

async function send(
  needs: ClientNeeds,
  endpoint: Endpoint,
  request: AnyRequest,
  renew: boolean,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  const headers = new Headers({ Authorization: `Bearer ${await needs.host.token({ renew })}`, Accept: 'application/json' });
  const init: RequestInit = { method: endpoint.method, headers, signal: signal ?? null };
  if (endpoint.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(request.body);
  }
  const response = await reach(needs, addressOf(endpoint.path, request), init);
  const { status, headers: answered } = response;
  return { status, requestId: answered.get('x-request-id'), text: await response.text(), headers: answered };
}

async function reach(needs: ClientNeeds, address: string, init: RequestInit): Promise<Response> {
  const waits = init.method === 'GET' ? RETRY_AFTER_MS : [];
  for (let tried = 0; ; tried += 1) {
    try {
      return await needs.fetch(address, init);
    } catch (error) {
      const wait = waits[tried];
      if (init.signal?.aborted === true) throw error;
      if (wait === undefined) throw offline(error);
      await needs.wait(wait);
    }
  }
}

/** `undefined` for a body that is no JSON: no schema accepts it, so it ends as `unreadable`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws ApiProblem with the server's refusal, or `unreadable` for an answer outside the contract. */
function read(schema: z.ZodType, answer: RawAnswer): unknown {
  const body = parseJson(answer.text);
  const refusal: ApiProblem | null = problemIn(body, answer.status);
  if (refusal !== null) throw refusal;
  const parsed = schema.safeParse(body);
  if (answer.status >= 400 || !parsed.success) throw unreadable(answer.status, answer.requestId, parsed.error);
  return parsed.data;
}

const FILE_NAME = /^attachment; filename="([\w.-]+)"$/u;

/** @throws ApiProblem with the server's refusal, or `unreadable` for an answer that is no file. */
function fileIn({ status, requestId, text, headers }: RawAnswer): FileToKeep {
  const refusal = status >= 400 ? problemIn(parseJson(text), status) : null;
  if (refusal !== null) throw refusal;
  const name = FILE_NAME.exec(headers.get('content-disposition') ?? '')?.[1];
  if (status >= 400 || name === undefined) throw unreadable(status, requestId, 'no file came');
  return { name, type: headers.get('content-type') ?? 'application/octet-stream', text };
}
