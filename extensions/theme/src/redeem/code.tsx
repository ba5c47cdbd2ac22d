// A code to be copied, or typed where copying is not to be had.
import { useState } from 'preact/hooks';
import { useVoice } from '../panel/voice.ts';

interface CodeProps {
  readonly code: string;
  /** What is copied, where it is more than what is shown. */
  readonly copies?: string;
  readonly label?: string;
  readonly onCopied?: () => void;
}

export function Code({ code, copies = code, label, onCopied }: CodeProps) {
  const { say } = useVoice();
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  async function copy(): Promise<void> {
    try {
      // Without a secure connection there is no clipboard at all.
      await navigator.clipboard.writeText(copies);
      setCopied('copied');
      onCopied?.();
    } catch {
      setCopied('copyFailed');
    }
  }
  return (
    <div class="code">
      <bdi dir="ltr">{code}</bdi>
      <button type="button" class="secondary" onClick={() => void copy()}>
        {copied === 'copied' ? say(copied) : (label ?? say('copy'))}
      </button>
      <span class={copied === 'copyFailed' ? 'refusal' : 'quiet-text'} role="status">
        {copied === null ? '' : say(copied)}
      </span>
    </div>
  );
}
