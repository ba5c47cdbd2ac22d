import type { ReactNode } from 'react';
import type { Json, JsonSchema } from './json-schema.ts';

export interface SchemaFieldProps {
  readonly name: string;
  /** Where its name says too little, as in a list of its like. */
  readonly label?: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly path: string;
  readonly onChange: (value: unknown) => void;
  /** The values it stands among: an amount is of the currency beside it. */
  readonly beside: Json;
}

/** Schemas hold schemas, so whoever draws the outer one is given what draws the inner ones. */
export type DrawField = (props: SchemaFieldProps) => ReactNode;
