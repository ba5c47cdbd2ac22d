// What a reward costs and what is left, before anything is spent; of a reward with a choice, how much.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Offer, Reward } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import type { Outcome } from './ask.ts';
import { sayNo } from './refusals.ts';
import { askWords, confirmWords } from './taking.ts';

interface ConfirmProps {
  readonly reward: Reward;
  readonly offer: Offer;
  readonly available: number;
  readonly onRedeem: (steps: number) => Promise<Outcome>;
  readonly onClose: () => void;
}

export function Confirm({ reward, offer, available, onRedeem, onClose }: ConfirmProps) {
  const voice = useVoice();
  const { say, points, amount } = voice;
  const choice = reward.steps;
  const least = choice?.min ?? 1;
  const [steps, setSteps] = useState(choice ? Math.max(least, offer.maxSteps) : 1);
  const [busy, setBusy] = useState(false);
  const [no, setNo] = useState('');
  const group = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => group.current?.focus(), []);
  const cost = choice ? choice.points * steps : reward.points;
  const worth = choice && amount({ ...choice.worth, amountMinor: choice.worth.amountMinor * steps });

  async function confirm(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setNo('');
    const said = sayNo(voice, await onRedeem(steps));
    setBusy(false);
    if (said === null) onClose();
    else setNo(said);
  }
  return (
    <div class="confirm" role="group" aria-labelledby={id} tabIndex={-1} ref={group}>
      {choice && worth && (
        <Steps
          least={least}
          most={Math.max(least, offer.maxSteps)}
          steps={steps}
          text={say('redeemWorth', { count: cost, worth })}
          onChange={setSteps}
        />
      )}
      <p id={id}>{say(askWords(reward), { count: cost, left: points(Math.max(0, available - cost)) })}</p>
      <div class="actions">
        <button type="button" class="primary" aria-disabled={busy} onClick={() => void confirm()}>
          {say(busy ? 'redeemBusy' : confirmWords(reward), { count: cost })}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {say('redeemNot')}
        </button>
      </div>
      <p class={no === '' ? 'quiet-text' : 'refusal'} role="alert">
        {no}
      </p>
    </div>
  );
}

interface StepsProps {
  readonly least: number;
  readonly most: number;
  readonly steps: number;
  readonly text: string;
  readonly onChange: (steps: number) => void;
}

/** A slider with two buttons beside it: one step is hard to hit with a thumb. */
function Steps({ least, most, steps, text, onChange }: StepsProps) {
  const { say } = useVoice();
  const to = (wanted: number) => onChange(Math.min(most, Math.max(least, wanted)));
  return (
    <div class="steps-choice">
      <output>{text}</output>
      {most > least && (
        <div class="slider">
          <button type="button" class="step" aria-label={say('redeemLess')} aria-disabled={steps === least} onClick={() => to(steps - 1)}>
            <span aria-hidden="true">−</span>
          </button>
          <input
            type="range"
            min={least}
            max={most}
            value={steps}
            aria-label={say('redeemHowMuch')}
            aria-valuetext={text}
            onInput={(event) => to(Number(event.currentTarget.value))}
          />
          <button type="button" class="step" aria-label={say('redeemMore')} aria-disabled={steps === most} onClick={() => to(steps + 1)}>
            <span aria-hidden="true">+</span>
          </button>
        </div>
      )}
    </div>
  );
}
