// What is measured of somebody at an instant, summed anew: for levels that are only thought of.
import type { Gift, TierFacts } from './counted.ts';
import { figuresOf, measuredFrom, type Place, type TierFigures } from './figures.ts';
import type { OrderStory, StoryStep } from './order-story.ts';
import type { Tiers } from './tiers.ts';

function sumUpTo({ steps }: OrderStory, at: number, of: keyof StoryStep): number {
  return steps.reduce((sum, step) => (step.at <= at ? sum + step[of] : sum), 0);
}

function giftUpTo({ points, later = [] }: Gift, at: number): number {
  return later.reduce((sum, step) => (step.at <= at ? sum + step.points : sum), points);
}

export function figuresAt({ orders, gifts }: TierFacts, at: number, tiers: Tiers, place: Place): TierFigures {
  const from = measuredFrom(tiers, at, place);
  const counted = orders.map((order) => ({
    placedAt: order.placedAt,
    spendMinor: sumUpTo(order, at, 'spendMinor'),
    points: sumUpTo(order, at, 'points'),
  }));
  const figures = figuresOf(counted, from);
  const given = gifts.filter((gift) => gift.at >= from && gift.at <= at).reduce((sum, gift) => sum + giftUpTo(gift, at), 0);
  return { ...figures, points: figures.points + given };
}
