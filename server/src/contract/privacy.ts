// Files for people who asked their store what is known of them: the merchant fetches them here and hands them over.
import { z } from 'zod';
import { memberExport } from './members.ts';
import { instant } from './shapes.ts';

export const dataFileLine = z.object({
  /** The store's own name of the request. */
  id: z.string(),
  askedAt: instant,
  /** The file goes at this instant. */
  until: instant,
  /** The members it is about; none when nothing is kept of the person. */
  members: z.array(z.string()),
  /** When it was fetched first. */
  fetchedAt: instant.nullable(),
});
export const dataFileList = z.object({ items: z.array(dataFileLine) });

/** A file to keep, not an answer for a screen. */
export const dataFile = z.object({
  format: z.literal('lasting-data-request/1'),
  request: z.string(),
  madeAt: instant,
  store: z.object({ name: z.string(), domain: z.string() }),
  /** As the store named them. */
  person: z.object({ externalId: z.string().nullable(), email: z.string().nullable() }),
  members: z.array(memberExport),
  /** Orders that the store named and that belong to no member in this file, in the store's words as they are kept. */
  otherOrders: z.array(z.record(z.string(), z.json())),
});

export type DataFileLine = z.infer<typeof dataFileLine>;
export type DataFile = z.infer<typeof dataFile>;
