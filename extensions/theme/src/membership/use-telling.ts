// One thing at a time is told to the shop; what came of it is said where it was told.
import { useState } from 'preact/hooks';
import type { No, Sent } from '../member/send.ts';
import { useVoice, type Voice, type WordKey } from '../panel/voice.ts';

const BY_CODE: Readonly<Record<string, WordKey>> = {
  'not-signed-in': 'no.not-signed-in',
  'member-erased': 'no.not-signed-in',
  'member-merged': 'no.not-signed-in',
  'program-paused': 'no.program-paused',
  'too-many-requests': 'no.too-many-requests',
  unavailable: 'memberBusy',
  unexpected: 'memberBusy',
};

function sayNo({ say }: Voice, no: No): string {
  if (no.kind === 'failed') return say(no.offline ? 'memberOffline' : 'memberFailed');
  return say(BY_CODE[no.code] ?? 'memberChanged');
}

export interface Telling {
  readonly busy: boolean;
  /** What was not done and why, or what was done; empty before. */
  readonly no: string;
  readonly done: string;
  readonly tell: (what: () => Promise<Sent>, done: WordKey) => Promise<boolean>;
}

export function useTelling(): Telling {
  const voice = useVoice();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState({ no: '', done: '' });
  async function tell(what: () => Promise<Sent>, done: WordKey): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setSaid({ no: '', done: '' });
    const sent = await what();
    setBusy(false);
    setSaid(sent.kind === 'done' ? { no: '', done: voice.say(done) } : { no: sayNo(voice, sent), done: '' });
    return sent.kind === 'done';
  }
  return { busy, ...said, tell };
}
