/** Documents on their way through a pipeline: read one by one, and again from the start by whoever asks again. */
import { encode } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/value.ts';
import type { Names } from '../expression/compile.ts';
import type { Variables } from '../expression/variables.ts';
import type { Catalog } from '../store/catalog.ts';

export type Flow = Iterable<Doc>;
export type Step = (input: Flow) => Flow;

/** What expressions in stages may know. */
export interface StageScope {
  readonly variables: Variables;
  readonly names: Names;
}

export interface PipelineScope extends StageScope {
  readonly catalog: Catalog;
  readonly database: string;
}

/** A flow that begins anew each time it is read. */
export const flow = (make: () => Iterator<Doc>): Flow => ({ [Symbol.iterator]: make });

export const eachDocument =
  (change: (document: Doc) => Doc): Step =>
  (input) =>
    flow(function* () {
      for (const document of input) yield change(document);
    });

export const onlyWhere =
  (isWanted: (document: Doc) => boolean): Step =>
  (input) =>
    flow(function* () {
      for (const document of input) if (isWanted(document)) yield document;
    });

export const sizeOf = (document: Doc): number => encode(document).length;

export const single = (name: string, value: Value): Doc => new Map([[name, value]]);
