// Which rewards of the catalogue can be given to a friend or an advocate: those that are a code and switched on.
import type { admin } from '#contract/index.ts';
import { kindsOf } from '../catalog.ts';
import { entriesAt, type Entry } from '../terms.ts';

export interface Giveable {
  readonly can: readonly Entry[];
  /** Switched on, but there is no code that could be taken back. */
  readonly withoutCode: readonly Entry[];
}

export function giveableOf(terms: unknown, catalog: admin.Catalog): Giveable {
  const codes = new Set(kindsOf(catalog, 'reward').flatMap(({ kind, code }) => (code === true ? [kind] : [])));
  const on = entriesAt(terms, ['rewards']).filter((reward) => reward['on'] !== false);
  const isCode = (reward: Entry): boolean => codes.has(String(reward['kind']));
  return { can: on.filter(isCode), withoutCode: on.filter((reward) => !isCode(reward)) };
}
