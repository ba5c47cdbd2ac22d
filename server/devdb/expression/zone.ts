/**
 * Time zones. Asking the system for the offset of every date is what makes date grouping slow elsewhere (13 s for 100,000), so the
 * offset is remembered for each day, and a day in which it changes is searched once.
 */
import { refuse } from '../errors.ts';

const DAY = 86_400_000;

export interface Zone {
  /** Milliseconds to add to UTC to get local time. */
  offsetAt(utc: number): number;
}

const FIXED = /^([+-])(\d\d)(?::?(\d\d))?$/;

export function zoneNamed(name: string, known: Map<string, Zone>): Zone {
  const found = known.get(name);
  if (found) return found;
  const zone = makeZone(name);
  known.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone {
  const fixed = FIXED.exec(name);
  if (fixed) {
    const offset = (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000 * (fixed[1] === '-' ? -1 : 1);
    return { offsetAt: () => offset };
  }
  if (['UTC', 'GMT', 'Etc/UTC', 'Z'].includes(name)) return { offsetAt: () => 0 };
  return new NamedZone(name);
}

class NamedZone implements Zone {
  private readonly format: Intl.DateTimeFormat;
  /** By day: the offset of the whole day, or where it changes. */
  private readonly days = new Map<number, readonly [before: number, from: number, after: number]>();

  constructor(name: string) {
    try {
      this.format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    } catch {
      this.format = refuse(40485, `unrecognized time zone identifier: "${name}"`);
    }
  }

  offsetAt(utc: number): number {
    const day = Math.floor(utc / DAY);
    const [before, from, after] = this.days.get(day) ?? this.learn(day);
    return utc < from ? before : after;
  }

  private learn(day: number): readonly [number, number, number] {
    let low = day * DAY;
    let high = low + DAY;
    const before = this.ask(low);
    const after = this.ask(high);
    if (before !== after) {
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (this.ask(middle) === before) low = middle;
        else high = middle;
      }
    }
    const learnt = [before, high, after] as const;
    this.days.set(day, learnt);
    return learnt;
  }

  private ask(utc: number): number {
    const parts = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(this.format.format(utc));
    const seconds = Number(parts?.[2] ?? 0) * 3600 + Number(parts?.[3] ?? 0) * 60 + Number(parts?.[4] ?? 0);
    return seconds * 1000 * (parts?.[1] === '-' ? -1 : 1);
  }
}

/** The instant of a local time: of two the earlier, and in a gap the instant at which the gap begins plus the rest. */
export function instantOf(local: number, zone: Zone): number {
  const before = zone.offsetAt(local - DAY);
  const after = zone.offsetAt(local + DAY);
  const valid = [local - before, local - after].filter((utc) => utc + zone.offsetAt(utc) === local);
  return valid.length > 0 ? Math.min(...valid) : local - before;
}
