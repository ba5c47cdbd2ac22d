// What a program can be made of, for the forms: every kind with its sentence and schema, and the schema of the whole.
import { z } from 'zod';
import type { admin } from '../../contract/index.ts';
import { catalog } from '../../loyalty/program/catalog.ts';
import { programTerms } from '../../loyalty/program/program.ts';
import { suggestedRate } from '../../loyalty/program/suggested-rate.ts';
import { jsonOf } from '../json.ts';

type Schema = admin.Catalog['program'];

const schemaOf = (value: object): Schema => jsonOf(value) as Schema;

/** Kinds never change while a process runs. */
let known: Omit<admin.Catalog['kinds'][number], 'example'>[] | null = null;
let whole: Schema | null = null;

/** What a new entry of a kind begins with, where an empty form would say nothing. */
function exampleOf(kind: string, currency: string): admin.Catalog['kinds'][number]['example'] {
  return kind === 'points-per-money' ? { params: { rates: [suggestedRate(currency)] } } : null;
}

/** `cannotGive`: kinds of rewards that no store of this kind can give. */
export function catalogView(currency: string, cannotGive: readonly string[] = []): admin.Catalog {
  known ??= catalog().map(({ jsonSchema, ...kind }) => ({ ...kind, schema: schemaOf(jsonSchema) }));
  whole ??= schemaOf(z.toJSONSchema(programTerms));
  const kinds = known.filter(({ group, kind }) => group !== 'reward' || !cannotGive.includes(kind));
  return { kinds: kinds.map((each) => ({ ...each, example: exampleOf(each.kind, currency) })), program: whole };
}
