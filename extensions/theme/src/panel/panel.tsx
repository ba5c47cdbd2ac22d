// The dialog: its frame, its keyboard, and which of its states is shown.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Settings } from '../launcher/settings.ts';
import type { MemberSource } from '../member/source.ts';
import type { HeldRewards } from '../redeem/held-rewards.ts';
import { useAccountOffer, type SeenOffer } from '../membership/account-offer.ts';
import { onPanelKey } from './focus-trap.ts';
import { GuestView } from './guest-view.tsx';
import { MemberView } from './member-view.tsx';
import { Notice } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';
import { useMember, type SeenMember } from './use-member.ts';
import { useProgram, type SeenProgram } from './use-program.ts';
import { useVoice } from './voice.ts';

interface PanelProps {
  readonly source: MemberSource;
  readonly held: HeldRewards;
  readonly settings: Pick<Settings, 'proxy' | 'signedIn' | 'accountUrl'>;
  readonly onClose: () => void;
}

export function Panel({ source, held, settings, onClose }: PanelProps) {
  const { say } = useVoice();
  const shown = useShown(source, settings);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useModal(dialog, heading);
  const guest = shown.seen.me?.signedIn === false;

  function onKeyDown(event: KeyboardEvent): void {
    if (dialog.current !== null) onPanelKey(event, dialog.current, onClose);
  }
  /** The back gesture of a phone arrives as "cancel"; a click beside the panel arrives on the dialog itself. */
  function onCancel(event: Event): void {
    event.preventDefault();
    onClose();
  }
  return (
    <dialog
      ref={dialog}
      class="panel"
      aria-modal="true"
      aria-labelledby="title"
      onKeyDown={onKeyDown}
      onCancel={onCancel}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="sheet">
        <div class="head">
          <h2 id="title" ref={heading} tabIndex={-1}>
            {say(guest ? 'titleGuest' : 'title')}
          </h2>
          <button type="button" class="close" aria-label={say('close')} onClick={onClose}>
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M5 5l10 10M15 5L5 15" />
            </svg>
          </button>
        </div>
        <Content {...shown} source={source} held={held} accountUrl={settings.accountUrl} />
      </div>
    </dialog>
  );
}

interface Shown {
  readonly seen: SeenMember;
  readonly program: SeenProgram;
  readonly offer: SeenOffer;
}

/** Everything that is looked at, from the first drawing on. */
export function useShown(source: MemberSource, { proxy, signedIn }: Pick<Settings, 'proxy' | 'signedIn'>): Shown {
  const { language } = useVoice();
  const seen = useMember(source);
  const program = useProgram(source, language.tag);
  // Before the shop has said who looks in, the page's word is good enough to ask by.
  const offer = useAccountOffer(proxy, language.tag, !(seen.me?.signedIn ?? signedIn));
  return { seen, program, offer };
}

interface ContentProps extends Shown, Pick<PanelProps, 'source' | 'held'> {
  readonly accountUrl: string;
}

export function Content({ seen, program, source, held, offer, accountUrl }: ContentProps) {
  const { me, failure, trying, tryAgain } = seen;
  if (me === null) return failure === null || trying ? <Skeleton /> : <Notice failure={failure} onRetry={tryAgain} />;
  // Both at once, so that no tab comes later and moves the others.
  if (program.program === undefined) return <Skeleton />;
  if (!me.signedIn) {
    return offer === undefined ? <Skeleton /> : <GuestView terms={me.program} seen={program} offer={offer} accountUrl={accountUrl} />;
  }
  return <MemberView me={me} seen={program} source={source} held={held} offline={failure === 'offline'} />;
}

function useModal(dialog: { current: HTMLDialogElement | null }, heading: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    dialog.current?.showModal();
    heading.current?.focus({ preventScroll: true });
  }, [dialog, heading]);
  // What had the focus may vanish with a change of state (the retry button); the focus then waits on the heading.
  useLayoutEffect(() => {
    const root = dialog.current?.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement === null) heading.current?.focus({ preventScroll: true });
  });
}
