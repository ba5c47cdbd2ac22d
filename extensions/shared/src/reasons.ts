// Why something that was sent did not arrive, in words for who sent it. The server's own text is for developers, in English.
import type { Failure } from './client.ts';
import type { Voice } from './voice.ts';

const REASON = {
  offline: 'panel.offlineTitle',
  expired: 'trouble.expiredTitle',
  limited: 'trouble.limited',
  failed: 'trouble.failed',
  refused: 'trouble.refused',
} as const satisfies Record<Failure['kind'], string>;

/** What was shown is no longer what is asked: it is read again before anybody agrees to it. */
const isChanged = (failure: Failure): boolean => failure.kind === 'refused' && failure.code === 'older-than-known';

export const reasonOf = ({ say }: Voice, failure: Failure): string =>
  say(isChanged(failure) ? 'panel.memberChanged' : REASON[failure.kind]);
