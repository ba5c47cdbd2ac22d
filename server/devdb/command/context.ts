/** What a command gets: its fields, where it is to work, and the parts of the server. */
import type { Encodable, Raw, Reply } from '../bson/encode.ts';
import type { Catalog } from '../store/catalog.ts';
import type { Collection } from '../store/collection.ts';
import type { Cursors } from './cursors.ts';
import type { Fields } from './fields.ts';

export interface Context {
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly connection: number;
  readonly database: string;
  readonly fields: Fields;
  readonly sequences: ReadonlyMap<string, readonly Raw[]>;
}

export type Run = (context: Context) => Reply;

/** The value of the command's own field names the collection. */
export const collectionName = ({ fields }: Context): string => fields.text(fields.command);

export const collectionOf = (context: Context): Collection | undefined => context.catalog.find(context.database, collectionName(context));

export const namespaceOf = (context: Context): string => `${context.database}.${collectionName(context)}`;

export function ok(fields: Readonly<Record<string, Encodable>> = {}): Reply {
  return new Map([...Object.entries(fields), ['ok', 1]]);
}
