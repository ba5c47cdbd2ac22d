// Whom a delivery is about, told at the door, so that an erasure finds it later. Nothing is understood here: one field is read.
import { z } from 'zod';
import type { DeliverySubject, StoredDelivery } from '../platform.ts';

const Body = z.object({ id: z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/u)]).transform(String) });

export function subjectOf({ topic, body }: Pick<StoredDelivery, 'topic' | 'body'>): DeliverySubject | null {
  const kind = topic.split('.')[0];
  if (kind !== 'order' && kind !== 'customer') return null;
  try {
    return { kind, id: Body.parse(JSON.parse(body.toString('utf8'))).id };
  } catch {
    return null;
  }
}
