// One admitted call: who makes it, and what they sent. A handler reads input only through a schema.
import type { z } from 'zod';
import { memberId, type MemberId } from '../../loyalty/ids.ts';
import { invalidInput, notFound } from '../http-problem.ts';
import type { AdminIdentity, Services } from '../services.ts';
import { parseInput, type Fields } from '../untrusted-input.ts';

const ID = /^[\w:.@=+-]{1,200}$/u;

export class AdminCall {
  readonly services: Services;
  readonly who: AdminIdentity;
  readonly #params: Fields;
  readonly #query: Fields;
  readonly #body: unknown;

  constructor(services: Services, who: AdminIdentity, input: { readonly params: Fields; readonly query: Fields; readonly body: unknown }) {
    this.services = services;
    this.who = who;
    this.#params = input.params;
    this.#query = input.query;
    this.#body = input.body;
  }

  query<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    return parseInput(schema, this.#query);
  }

  body<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    return parseInput(schema, this.#body);
  }

  /** An id of the path. What cannot be an id is not found, like an id of nobody. */
  param(name: string): string {
    const value = this.#params[name] ?? '';
    if (!ID.test(value)) throw notFound();
    return value;
  }

  get memberId(): MemberId {
    return memberId(this.param('memberId'));
  }
}

/** A list says RangeError to a position that it never gave out. */
export async function atPosition<T>(cursor: string | undefined, list: (position: string | null) => Promise<T>): Promise<T> {
  try {
    return await list(cursor ?? null);
  } catch (error) {
    if (cursor !== undefined && error instanceof RangeError) throw invalidInput('not a position in this list', 'cursor');
    throw error;
  }
}
