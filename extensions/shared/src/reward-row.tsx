import { useState } from 'preact/hooks';
import type { Reward } from './answers.ts';
import { useShared } from './lasting.ts';
import { nameOf, stepsFor, terms, whyNot, type Offered } from './offers.ts';

interface RewardRowProps {
  readonly offered: Offered;
  readonly busy: string | null;
  /** Null where nothing can be redeemed here; the row then only tells. */
  readonly onRedeem: ((steps: number) => void) | null;
}

/** One reward: what it is, what it costs, and the one thing to do with it. */
export function RewardRow({ offered, busy, onRedeem }: RewardRowProps) {
  const { voice } = useShared();
  const { reward, offer } = offered;
  const name = nameOf(voice, reward);
  const says = voice.tell(reward.says);
  const lines = [...(bare(says) === bare(name) ? [] : [says]), ...terms(voice, reward), whyNot(voice, offered)];
  const [typed, setTyped] = useState(() => String(leastOf(reward)));
  const points = pointsOf(typed);
  const steps = reward.steps === null ? 1 : stepsFor(reward, offer, points);
  const chosen = reward.steps !== null && steps !== null;
  const usable = offer.available && onRedeem !== null;
  return (
    <s-stack gap="small-200" padding="base" border="base" borderRadius="base">
      <s-stack direction="inline" gap="base" justifyContent="space-between" alignItems="center">
        <s-text type="strong" dir="auto">
          {name}
        </s-text>
        {reward.steps === null && <s-text color="subdued">{voice.points(reward.points)}</s-text>}
      </s-stack>
      {lines.filter(Boolean).map((line) => (
        <s-text key={line} color="subdued">
          {line}
        </s-text>
      ))}
      {usable && reward.steps !== null && <Choice offered={offered} typed={typed} onTyped={setTyped} />}
      {usable && (
        <s-button
          variant="secondary"
          loading={busy === reward.id}
          disabled={busy !== null && busy !== reward.id}
          accessibilityLabel={
            chosen ? voice.say('use.redeemForNamed', { count: points, reward: name }) : voice.say('use.redeemNamed', { reward: name })
          }
          onClick={() => steps !== null && onRedeem(steps)}
        >
          {chosen ? voice.say('use.redeemFor', { count: points }) : voice.say('use.redeem')}
        </s-button>
      )}
    </s-stack>
  );
}

/** The merchant often calls a reward what we would say of it; once is enough. */
const bare = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

/** What is typed stays as it is typed: an empty field is no choice yet, and no zero. */
const pointsOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));
const leastOf = ({ steps, points }: Reward): number => (steps === null ? points : steps.min * steps.points);
/** The components' types leave out whose event it is. */
const textIn = ({ currentTarget }: Event): string => (currentTarget as unknown as { readonly value: string }).value;

interface ChoiceProps {
  readonly offered: Offered;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

/** How many points, in the reward's own steps, and what they are worth. Shopify has no slider among its components; the field has a stepper. */
function Choice({ offered: { reward, offer }, typed, onTyped }: ChoiceProps) {
  const { voice } = useShared();
  if (reward.steps === null) return null;
  const { min, points: each, worth } = reward.steps;
  const [least, most] = [min * each, offer.maxSteps * each];
  const steps = stepsFor(reward, offer, pointsOf(typed));
  const wrong = voice.say('use.choiceWrong', { step: voice.points(each), least: voice.number(least), most: voice.number(most) });
  return (
    <s-stack gap="small-200">
      <s-number-field
        label={voice.say('use.choice')}
        controls="stepper"
        inputMode="numeric"
        min={least}
        max={most}
        step={each}
        value={typed}
        error={steps === null ? wrong : ''}
        onInput={(event) => onTyped(textIn(event))}
        onChange={(event) => onTyped(textIn(event))}
      />
      {steps !== null && (
        <s-text>{voice.say('use.choiceWorth', { amount: voice.amount({ ...worth, amountMinor: worth.amountMinor * steps }) })}</s-text>
      )}
    </s-stack>
  );
}
