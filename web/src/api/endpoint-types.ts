// What each endpoint takes and gives, derived from the contract's table: a call with a wrong field does not compile.
import type { ADMIN_ENDPOINTS } from '#contract/index.ts';
import type { z } from 'zod';

type Endpoints = typeof ADMIN_ENDPOINTS;
export type EndpointName = keyof Endpoints;
export type AnswerOf<N extends EndpointName> = z.output<Endpoints[N]['answer']>;

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type PathPart<E> = E extends { path: infer Path extends string }
  ? [ParamNames<Path>] extends [never]
    ? { readonly path?: never }
    : { readonly path: Readonly<Record<ParamNames<Path>, string>> }
  : never;
type QueryPart<E> = E extends { query: infer Q extends z.ZodType } ? { readonly query?: Partial<z.output<Q>> } : { readonly query?: never };
type BodyPart<E> = E extends { body: infer B extends z.ZodType } ? { readonly body: z.input<B> } : { readonly body?: never };
export type RequestOf<N extends EndpointName> = PathPart<Endpoints[N]> & QueryPart<Endpoints[N]> & BodyPart<Endpoints[N]>;

export type GetName = { [N in EndpointName]: Endpoints[N]['method'] extends 'GET' ? N : never }[EndpointName];
export type ChangeName = Exclude<EndpointName, GetName>;

/** The request with its types forgotten, for the code that only builds an address from it. */
export interface AnyRequest {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}
