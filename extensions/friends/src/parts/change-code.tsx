import { useState } from 'preact/hooks';
import { changedBy, isLikeCode, LONGEST_CODE, type Unchanged } from '../../../theme/src/friends/changing.ts';
import type { ChangeLinkAnswer } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import { useSpeech } from './speech.ts';

interface ChangeCodeProps {
  readonly changeable: boolean;
  readonly look: () => Promise<void>;
}

type Step = 'closed' | 'typing' | 'sure' | 'changed';

/** A code of one's own choice, once: asked for, and asked once more before it holds. */
export function ChangeCode({ changeable, look }: ChangeCodeProps) {
  const { client, voice } = useShared();
  const { tell } = useSpeech();
  const [step, setStep] = useState<Step>('closed');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [no, setNo] = useState<Unchanged | null>(null);
  async function change(): Promise<void> {
    setBusy(true);
    const answer = await client.post<ChangeLinkAnswer>('referrals/link', { code: code.trim(), locale: voice.language.tag });
    const changed = changedBy(answer.ok ? answer.value : answer.failure);
    setNo(changed === 'changed' ? null : changed);
    setStep(changed === 'changed' ? 'changed' : 'typing');
    if (changed === 'changed') await look();
    setBusy(false);
  }
  function check(): void {
    const like = isLikeCode(code);
    setNo(like ? null : 'not-allowed');
    if (like) setStep('sure');
  }
  if (step === 'changed') return <s-banner tone="success">{tell('changed')}</s-banner>;
  if (!changeable) return null;
  if (step === 'closed')
    return (
      <s-stack direction="inline">
        <s-button variant="secondary" onClick={() => setStep('typing')}>
          {tell('change')}
        </s-button>
      </s-stack>
    );
  return (
    <s-stack gap="base">
      <s-text-field
        label={tell('changeLabel')}
        maxLength={LONGEST_CODE}
        value={code}
        disabled={step === 'sure'}
        {...(no === null ? {} : { error: tell(`changeNo.${no}`) })}
        onInput={(event) => setCode((event.currentTarget as HTMLInputElement | null)?.value ?? '')}
      />
      <s-text color="subdued">{tell('changeHint')}</s-text>
      {step === 'sure' && <s-text type="strong">{tell('changeAsk', { code: code.trim() })}</s-text>}
      <s-stack direction="inline" gap="base">
        <s-button
          variant={step === 'sure' ? 'primary' : 'secondary'}
          loading={busy}
          onClick={() => (step === 'sure' ? void change() : check())}
        >
          {tell(step === 'sure' ? 'changeSure' : 'changeCheck')}
        </s-button>
        <s-button variant="secondary" disabled={busy} onClick={() => setStep(step === 'sure' ? 'typing' : 'closed')}>
          {tell('changeNot')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
