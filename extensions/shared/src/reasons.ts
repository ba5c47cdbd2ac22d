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

export const reasonOf = ({ say }: Voice, { kind }: Failure): string => say(REASON[kind]);
