// A code of one's own choice, once: asked for, and asked once more before it holds.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { isLikeCode, LONGEST_CODE, type Unchanged } from './changing.ts';
import { changeLink, type FriendsPlace } from './referrals.ts';
import { useSpeech } from './speech.ts';

interface ChangeCodeProps {
  readonly place: FriendsPlace;
  readonly onChanged: () => void;
}

export function ChangeCode({ place, onChanged }: ChangeCodeProps) {
  const { tell } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <div class="change-code">
      <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {tell('change')}
      </button>
      {open && <Form place={place} onChanged={onChanged} />}
    </div>
  );
}

function Form({ place, onChanged }: ChangeCodeProps) {
  const { tell } = useSpeech();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [no, setNo] = useState<Unchanged | null>(null);
  useEffect(() => field.current?.focus(), []);

  function ask(event: Event): void {
    event.preventDefault();
    if (!isLikeCode(code)) return refuse('not-allowed');
    setNo(null);
    setAsking(true);
  }
  function refuse(why: Unchanged): void {
    setNo(why);
    setAsking(false);
    field.current?.focus();
  }
  async function change(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const changed = await changeLink(place, code.trim());
    setBusy(false);
    if (changed === 'changed') onChanged();
    else refuse(changed);
  }
  return (
    <form onSubmit={ask} noValidate>
      <label for={id}>{tell('changeLabel')}</label>
      <input
        id={id}
        ref={field}
        dir="auto"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={LONGEST_CODE}
        value={code}
        readOnly={asking}
        aria-describedby={`${id}-hint ${id}-no`}
        aria-invalid={no !== null}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <p id={`${id}-hint`}>{tell('changeHint')}</p>
      {asking ? (
        <Sure code={code.trim()} busy={busy} onSure={() => void change()} onNot={() => setAsking(false)} />
      ) : (
        <div class="actions">
          <button type="submit" class="secondary">
            {tell('changeCheck')}
          </button>
        </div>
      )}
      <p id={`${id}-no`} class={no === null ? 'quiet-text' : 'refusal'} role="alert">
        {no === null ? '' : tell(`changeNo.${no}`)}
      </p>
    </form>
  );
}

interface SureProps {
  readonly code: string;
  readonly busy: boolean;
  readonly onSure: () => void;
  readonly onNot: () => void;
}

function Sure({ code, busy, onSure, onNot }: SureProps) {
  const { tell } = useSpeech();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus(), []);
  return (
    <div role="group" aria-labelledby={id} tabIndex={-1} ref={group}>
      <p id={id} class="chosen">
        {tell('changeAsk', { code })}
      </p>
      <div class="actions">
        <button type="button" class="primary" aria-disabled={busy} onClick={onSure}>
          {tell(busy ? 'changeBusy' : 'changeSure')}
        </button>
        <button type="button" class="plain" onClick={onNot}>
          {tell('changeNot')}
        </button>
      </div>
    </div>
  );
}
