/** The shop's parts in one hand: every action takes it first. Made once per process by openShop, closed at the end. */
import type { Functions } from '../functions/functions.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { idsIn } from './ids.ts';
import type { NextId } from './ids.ts';
import type { Settings, SettingsStore } from './settings.ts';
import { openSettings } from './settings.ts';
import { isoIn } from './time.ts';
import { queueIn } from '../webhooks/queue.ts';
import type { Queue } from '../webhooks/queue.ts';

export interface ShopOptions {
  folder: string;
  domain: string;
  appUrl: string;
  clientId: string;
  clientSecret: string;
  functions: Functions;
  /** Left out: the machine's clock. */
  now?: () => number;
}

export interface Shop extends Omit<ShopOptions, 'folder' | 'now'> {
  db: Database;
  settings: SettingsStore;
  nextId: NextId;
  queue: Queue;
  now(): number;
  iso(at: number): string;
}

export function openShop({ folder, now = Date.now, ...rest }: ShopOptions): Shop {
  const db = openDatabase(folder);
  const settings = openSettings(db);
  let zone = settings.get().timezone;
  let write = isoIn(zone);
  return {
    ...rest,
    db,
    settings,
    nextId: idsIn(db),
    queue: queueIn(db, settings),
    now,
    iso(at) {
      const wanted: Settings['timezone'] = settings.get().timezone;
      if (wanted !== zone) write = isoIn((zone = wanted));
      return write(at);
    },
  };
}
