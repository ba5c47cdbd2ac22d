import type { Offer, Reward } from '../member/answers.ts';
import { Progress } from './progress.tsx';
import { useVoice } from './voice.ts';

interface Wanted {
  readonly reward: Reward;
  readonly offer: Offer;
}

/** The nearest reward that only points are missing for; where there is none, the best of those within reach. */
export function nextOf(rewards: readonly Reward[], offers: readonly Offer[]): Wanted | null {
  const known = rewards.flatMap((reward) => {
    const offer = offers.find(({ id }) => id === reward.id);
    return offer === undefined ? [] : [{ reward, offer }];
  });
  const missing = known.filter(({ offer }) => offer.reason === 'not-enough-points');
  const nearest = missing.reduce<Wanted | null>(
    (best, each) => (best === null || each.offer.missingPoints < best.offer.missingPoints ? each : best),
    null,
  );
  return nearest ?? known.filter(({ offer }) => offer.available).at(-1) ?? null;
}

export function NextReward({ wanted: { reward, offer } }: { readonly wanted: Wanted }) {
  const { say, tell } = useVoice();
  const name = reward.name || tell(reward.says);
  const { missingPoints } = offer;
  const words = offer.available ? say('nextReady', { reward: name }) : say('nextReward', { count: missingPoints, reward: name });
  return <Progress of={reward.points} missing={missingPoints} words={words} />;
}
