// Every effect that a campaign can have. A new one is a file and a line here.
import { z } from 'zod';
import { kindNamed, schemasOf } from '../../program/kind.ts';
import { bonusEffect } from './bonus.ts';
import { multiplierEffect } from './multiplier.ts';

export const EFFECTS = [multiplierEffect, bonusEffect] as const;

export const effect = z.discriminatedUnion('kind', schemasOf(EFFECTS));
export type Effect = z.infer<typeof effect>;

export function effectKindOf(one: Effect): (typeof EFFECTS)[number] {
  return kindNamed(EFFECTS, one.kind);
}
