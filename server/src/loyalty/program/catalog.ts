// Every kind that a program can be made of, as the admin draws it: its JSON Schema, whose `field`s say which form field draws what, and its sentence.
import { z } from 'zod';
import { EFFECTS } from '../campaigns/effects/index.ts';
import { ACTIONS } from '../earning/actions/index.ts';
import { CONDITIONS } from '../earning/conditions/index.ts';
import { ORDER_RULES } from '../earning/rules/index.ts';
import { isCodeKind } from '../rewards/code-terms.ts';
import { REWARDS } from '../rewards/kinds/index.ts';
import type { Kind } from './kind.ts';
import type { Sentence } from './text.ts';

export const KIND_GROUPS = ['rule', 'action', 'condition', 'effect', 'reward'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

export interface CatalogItem {
  readonly kind: string;
  readonly group: KindGroup;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
  readonly sentence: Sentence;
  /** A reward that is a discount code; only those can be given to who was referred, and taken back. */
  readonly code: boolean;
}

const GROUPS: Readonly<Record<KindGroup, readonly Kind[]>> = {
  rule: ORDER_RULES,
  action: ACTIONS,
  condition: CONDITIONS,
  effect: EFFECTS,
  reward: REWARDS,
};

function itemsOf(group: KindGroup): CatalogItem[] {
  return GROUPS[group].map(({ kind, schema, sentence }) => ({
    kind,
    group,
    jsonSchema: z.toJSONSchema(schema),
    sentence,
    code: group === 'reward' && isCodeKind(kind),
  }));
}

export function catalog(): CatalogItem[] {
  return KIND_GROUPS.flatMap(itemsOf);
}
