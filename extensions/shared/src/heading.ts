// The merchant's own heading in the reader's language, from the extension's settings; else ours.
import type { Voice } from './voice.ts';

export function headingOf(settings: Readonly<Record<string, unknown>>, voice: Voice, ours: string): string {
  const own = settings[`heading_${voice.language.tag}`];
  return typeof own === 'string' && own.trim() !== '' ? own.trim() : voice.say(ours);
}
