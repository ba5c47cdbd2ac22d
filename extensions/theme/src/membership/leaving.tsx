// Leaving asks once more and says what happens.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Membership } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { useAgreements } from './agreements.ts';
import { Told } from './told.tsx';
import { useTelling } from './use-telling.ts';

export function Leaving({ membership }: { readonly membership: Membership }) {
  const { say } = useVoice();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  return (
    <div class="leaving">
      <div class="actions">
        <button type="button" class="plain" ref={button} aria-expanded={open} onClick={() => setOpen(!open)}>
          {say('leave')}
        </button>
      </div>
      {open && <Sure membership={membership} onClose={close} />}
    </div>
  );
}

function Sure({ membership, onClose }: { readonly membership: Membership; readonly onClose: () => void }) {
  const { say } = useVoice();
  const { leave } = useAgreements();
  const telling = useTelling();
  const group = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => group.current?.focus(), []);
  return (
    <div class="card" role="group" aria-labelledby={id} tabIndex={-1} ref={group}>
      <p id={id}>{say('leaveAsk')}</p>
      <div class="actions">
        <button
          type="button"
          class="secondary"
          aria-disabled={telling.busy}
          onClick={() => void telling.tell(() => leave(membership), 'leftTitle')}
        >
          {say(telling.busy ? 'redeemBusy' : 'leaveSure')}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {say('leaveNot')}
        </button>
      </div>
      <Told telling={telling} />
    </div>
  );
}
