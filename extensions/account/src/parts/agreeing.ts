// Agreeing, taking back, leaving and joining again: one at a time, and what holds is looked up after each, whatever became of it.
import { useRef, useState } from 'preact/hooks';
import type { ConsentKind, ConsentWish } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import { reasonOf } from '../../../shared/src/reasons.ts';

export interface Said {
  readonly tone: 'success' | 'info' | 'critical';
  readonly heading: string;
  readonly text: string;
}

export interface Agreeing {
  /** What is worked on. */
  readonly busy: string | null;
  readonly said: Said | null;
  readonly hint: (key: string) => void;
  /** True where it went through. */
  readonly give: (wishes: readonly ConsentWish[]) => Promise<boolean>;
  readonly takeBack: (kind: ConsentKind) => Promise<boolean>;
  readonly leave: () => Promise<boolean>;
  readonly join: (termsVersion: string | null) => Promise<boolean>;
}

export function useAgreeing(): Agreeing {
  const shared = useShared();
  const { voice, client } = shared;
  const here = { locale: voice.language.tag, surface: 'account' } as const;
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const working = useRef(false);

  async function send(what: string, path: string, body: object, done: string): Promise<boolean> {
    if (working.current) return false;
    working.current = true;
    setBusy(what);
    setSaid(null);
    const answer = await client.post(path, body);
    await shared.reload();
    setSaid(
      answer.ok
        ? { tone: 'success', heading: '', text: voice.say(done) }
        : { tone: 'critical', heading: reasonOf(voice, answer.failure), text: voice.say('member.notChanged') },
    );
    setBusy(null);
    working.current = false;
    return answer.ok;
  }
  const consents = (what: string, change: { give?: readonly ConsentWish[]; takeBack?: readonly ConsentKind[] }, done: string) =>
    send(what, 'consents', { ...here, give: [], takeBack: [], ...change }, done);
  return {
    busy,
    said,
    hint: (key) => setSaid({ tone: 'info', heading: '', text: voice.say(key) }),
    give: (wishes) => consents('give', { give: wishes }, 'member.given'),
    takeBack: (kind) => consents(kind, { takeBack: [kind] }, 'member.takenBack'),
    leave: () => send('leave', 'membership', { ...here, action: 'leave', termsVersion: null }, 'member.left'),
    join: (termsVersion) => send('join', 'membership', { ...here, action: 'join', termsVersion }, 'member.joined'),
  };
}
