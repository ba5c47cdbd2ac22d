// `*.deleted` says nothing but which object it was.
import { z } from 'zod';
import { read } from './read.ts';

const deletedBody = z.object({ id: z.number().int().positive() });

export function deletedId(value: unknown, what: string): string {
  return String(read(deletedBody, value, what).id);
}
