import { useEffect, useState } from 'preact/hooks';
import { useShared } from '../../../shared/src/lasting.ts';
import { wait } from '../../../shared/src/wait.ts';

/** The server usually needs seconds; then the page says that it takes longer, and asks no more. */
const LOOKS = 6;
const LOOK_EVERY_MS = 3_000;

/** Somebody has signed in, and the server still takes them for the guest that they were. */
export function TakingOver() {
  const { voice, reload } = useShared();
  const [later, setLater] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    const here = (): boolean => !leaving.signal.aborted;
    async function look(): Promise<void> {
      for (let looks = 0; looks < LOOKS && here(); looks += 1) {
        await wait(LOOK_EVERY_MS);
        if (here()) await reload();
      }
      if (here()) setLater(true);
    }
    void look();
    return () => leaving.abort();
  }, [reload]);
  return (
    <s-banner tone="info" heading={voice.say('member.takingTitle')}>
      {voice.say(later ? 'member.takingLater' : 'member.takingText')}
    </s-banner>
  );
}
