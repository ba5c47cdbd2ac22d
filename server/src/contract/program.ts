// The program as the merchant edits it: versions that never change, one draft, and what a draft would do before it counts.
import { z } from 'zod';
import { instant, money, pageOf, pageQuery, points } from './shapes.ts';

/** A program's terms as somebody typed them. They may be incomplete: only publishing asks for a whole program. */
export const terms = z.record(z.string(), z.json());
/** "earning.rules.0.params.points": where in the terms. */
const path = z.string().max(500);
export const termsProblem = z.object({ path, code: z.string() });

export const person = z.object({ userId: z.string(), name: z.string() });

export const versionSummary = z.object({
  version: z.int(),
  /** `live`: judges orders placed now. `cancelled`: was scheduled and never came into force. */
  state: z.enum(['past', 'live', 'scheduled', 'cancelled']),
  active: z.boolean(),
  inForceFrom: instant,
  /** Null for the first version, which came with the installation. */
  publishedAt: instant.nullable(),
  by: person.nullable(),
});

export const draft = z.object({
  /** Names this state of the draft: whoever saves says which state they saw. */
  revision: z.int().min(1),
  terms,
  /** The version it was begun from. */
  basedOn: z.int(),
  problems: z.array(termsProblem),
  savedAt: instant,
  by: person.nullable(),
});

export const programState = z.object({
  live: versionSummary,
  /** The terms in force, to begin a draft from. */
  terms,
  newest: versionSummary,
  scheduled: z.array(versionSummary),
  draft: draft.nullable(),
});
export const draftAnswer = z.object({ draft: draft.nullable() });

const expectedRevision = z.int().min(0);
/** `expectedRevision` 0: there is no draft yet. */
export const saveDraft = z.object({ terms, expectedRevision });
export const discardDraft = z.object({ expectedRevision });
export const restoreDraft = z.object({ version: z.int().min(1), expectedRevision });
/** `at` null: as soon as every process can know of it, which is a few seconds from now. */
export const publishDraft = z.object({ expectedRevision, expectedVersion: z.int().min(1), at: instant.nullable() });
export const publishAnswer = z.object({ version: versionSummary });

export const versionsPage = pageOf(versionSummary);
export const versionsQuery = pageQuery;
/** One place in which two versions differ; null where one of them has nothing. */
export const difference = z.object({ path, before: z.json(), after: z.json() });
export const versionDetail = z.object({
  version: versionSummary,
  terms,
  /** Against the version before it; null for the first. */
  previous: z.int().nullable(),
  diff: z.array(difference),
});

export const kindGroup = z.enum(['rule', 'action', 'condition', 'effect', 'reward']);
/** One kind of rule, condition, ...: `schema` is the JSON Schema of its parameters, which draws its form. */
export const catalogKind = z.object({
  group: kindGroup,
  kind: z.string(),
  sentence: z.object({ en: z.string(), fa: z.string(), he: z.string() }),
  schema: z.record(z.string(), z.json()),
  example: z.json(),
  /** Of a reward: it is a discount code, so it can be given to a friend or an advocate, and taken back. */
  code: z.boolean().optional(),
});
export const catalog = z.object({ kinds: z.array(catalogKind), program: z.record(z.string(), z.json()) });

const text = z.string().max(200);
/** An order to try terms on. What is left out is what most orders have: paid just now on the web, by somebody without tags or tier. */
export const exampleOrder = z.object({
  name: text.default(''),
  lines: z
    .array(
      z.object({
        title: text.default(''),
        productId: text.nullable().default(null),
        collectionIds: z.array(text).max(50).default([]),
        tags: z.array(text).max(50).default([]),
        quantity: z.int().min(1).max(1_000).default(1),
        /** Of the whole line, in minor units of the program's currency. */
        amountMinor: z.int().min(0).max(1_000_000_000_000),
      }),
    )
    .min(1)
    .max(20),
  shippingMinor: z.int().min(0).max(1_000_000_000).default(0),
  country: z.string().length(2).nullable().default(null),
  channel: text.nullable().default(null),
  customerTags: z.array(text).max(50).default([]),
  tierId: text.nullable().default(null),
  /** 1 is the buyer's first order. */
  orderNumber: z.int().min(1).max(100_000).default(1),
});
/** `orders` null: orders that are typical of this store, by its own history where there is one. */
export const previewRequest = z.object({ terms, orders: z.array(exampleOrder).min(1).max(10).nullable() });
export const previewLine = z.object({ ruleId: z.string(), kind: z.string(), points, basis: money.nullable(), lines: z.array(z.string()) });
export const orderPreview = z.object({
  name: z.string(),
  total: money,
  points,
  /** What the points are worth; null while the terms do not say what a point is worth. */
  cost: money.nullable(),
  explanation: z.array(previewLine),
});
export const previewAnswer = z.object({ orders: z.array(orderPreview), from: z.enum(['given', 'history', 'assumed']) });

const given = z.object({ points, cost: money.nullable() });
export const dryRunRule = z.object({ ruleId: z.string(), name: z.string().nullable(), live: given, draft: given });
export const dryRunResult = z.object({
  orders: z.int(),
  from: instant,
  until: instant,
  live: given,
  draft: given,
  rules: z.array(dryRunRule),
});
export const dryRun = z.object({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: instant,
  endedAt: instant.nullable(),
  draftRevision: z.int(),
  liveVersion: z.int(),
  done: z.int(),
  /** About how many orders there are; 0 while nobody can tell. */
  of: z.int(),
  result: dryRunResult.nullable(),
});
export const dryRunAnswer = z.object({ run: dryRun.nullable() });
export const startDryRun = z.object({ expectedRevision });

export const tiersPreviewRequest = z.object({ terms });
/** Null: no tier. Members who stay where they are are among them, with `from` = `to`. */
export const tierMove = z.object({ from: z.string().nullable(), to: z.string().nullable(), members: z.int() });
export const tiersPreview = z.object({ asOf: instant, members: z.int(), moves: z.array(tierMove) });

export type Terms = z.infer<typeof terms>;
export type TermsProblem = z.infer<typeof termsProblem>;
export type VersionSummary = z.infer<typeof versionSummary>;
export type Draft = z.infer<typeof draft>;
export type ProgramState = z.infer<typeof programState>;
export type VersionDetail = z.infer<typeof versionDetail>;
export type Difference = z.infer<typeof difference>;
export type Catalog = z.infer<typeof catalog>;
export type ExampleOrder = z.output<typeof exampleOrder>;
export type OrderPreview = z.infer<typeof orderPreview>;
export type PreviewAnswer = z.infer<typeof previewAnswer>;
export type DryRun = z.infer<typeof dryRun>;
export type DryRunResult = z.infer<typeof dryRunResult>;
export type TiersPreview = z.infer<typeof tiersPreview>;
