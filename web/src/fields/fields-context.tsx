// What fields must know about the program they stand in, and what the server said is wrong with it.
import { createContext, useContext } from 'react';

export type GoodsKind = 'products' | 'collections';

/** What the store sells, by name. */
export interface Goods {
  /** `reason`: why the store could not be asked; null: it was. */
  readonly find: (kind: GoodsKind, search: string, signal: AbortSignal) => Promise<{ items: readonly NamedGoods[]; reason: string | null }>;
  /** Null while it is not known, and for what the store does not have. */
  readonly titleOf: (kind: GoodsKind, id: string) => string | null;
}

export interface NamedGoods {
  readonly id: string;
  readonly title: string;
}

export function goodsKind(of: string | undefined): GoodsKind | null {
  return of === 'products' || of === 'collections' ? of : null;
}

export interface FieldsAround {
  /** Null where the store is not asked. */
  readonly goods: Goods | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly tiers: readonly { readonly id: string; readonly name: string }[];
  readonly disabled: boolean;
  /** What is wrong, by the path of the value (`earning.rules.0.params.points`), in the reader's words. */
  readonly problems: ReadonlyMap<string, string>;
}

const FieldsContext = createContext<FieldsAround | null>(null);
export const FieldsProvider = FieldsContext.Provider;

export function useFields(): FieldsAround {
  const around = useContext(FieldsContext);
  if (around === null) throw new Error('a field of a schema outside FieldsProvider');
  return around;
}

export function pathTo(path: string, step: string | number): string {
  return path === '' ? String(step) : `${path}.${step}`;
}

/** Whether something is wrong at this path or below it. */
export function hasProblem(problems: FieldsAround['problems'], path: string): boolean {
  return [...problems.keys()].some((known) => known === path || known.startsWith(`${path}.`));
}
