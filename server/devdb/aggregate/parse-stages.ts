/** A pipeline is a list of documents with one field each: the stage's name and its argument. */
import { isDoc } from '../bson/value.ts';
import type { Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';

export interface Stage {
  readonly name: string;
  readonly argument: Value;
}

export function parseStages(list: readonly Value[]): Stage[] {
  return list.map((item) => {
    if (!isDoc(item) || item.size !== 1) return refuse(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, argument] = ['', null]] = item;
    return { name, argument };
  });
}
