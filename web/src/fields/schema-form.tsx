import type { ReactNode } from 'react';
import { ObjectForm, type ObjectFormProps } from './object-form.tsx';
import { SchemaField } from './schema-field.tsx';

/** A form drawn from the JSON Schema of an object. */
export function SchemaForm(props: Omit<ObjectFormProps, 'draw'>): ReactNode {
  return <ObjectForm {...props} draw={SchemaField} />;
}
