import type { PhpRule } from '../rule.ts';
import { banned } from './banned.ts';
import { database } from './database.ts';
import { directAccess } from './guard.ts';
import { doors } from './doors.ts';
import { excuses, quietListeners } from './excuses.ts';
import { input } from './input.ts';
import { lateEscaping } from './escaping.ts';
import { phpFloor } from './floor.ts';
import { prefixes } from './prefix.ts';
import { unused } from './unused.ts';
import { words } from './words.ts';

/** Of every PHP file that a shop gets. */
export const rules: readonly PhpRule[] = [
  phpFloor,
  directAccess,
  prefixes,
  lateEscaping,
  input,
  database,
  words,
  banned,
  doors,
  excuses,
  quietListeners,
  unused,
];
