// Which part of the settings switches a mail, and which numbers in it say when. A mail that is new on the server and not listed here is still
// shown, with its words: only what switches it has to be known.
import type { SwitchName } from './mail-draft.ts';

export interface MailTime {
  /** As the server names it within the switch. */
  readonly name: string;
  readonly unit: 'days' | 'hours';
  readonly least: number;
  readonly most: number;
}

export interface MailSwitch {
  readonly part: SwitchName;
  readonly times: readonly MailTime[];
}

const SWITCHES: Readonly<Record<string, MailSwitch>> = {
  'points-waiting': { part: 'waiting', times: [{ name: 'afterHours', unit: 'hours', least: 1, most: 168 }] },
  'points-waiting-reminder': { part: 'reminder', times: [{ name: 'afterDays', unit: 'days', least: 1, most: 60 }] },
  'guest-points-expiring': { part: 'guestsExpiring', times: [] },
  'friend-code': { part: 'friendCode', times: [] },
  'friend-without-code': { part: 'friendCode', times: [] },
  'friend-bought': { part: 'friendBought', times: [] },
  'friend-counted': { part: 'friendCounted', times: [] },
  'points-expiring': { part: 'expiring', times: [{ name: 'days', unit: 'days', least: 1, most: 60 }] },
};

/** Null: it is always sent, because somebody asked for what it tells. */
export function switchOf(template: string): MailSwitch | null {
  return SWITCHES[template] ?? null;
}
