// The tiers of the program in force, by name.
import { useMemo } from 'react';
import { useResource } from '../../api/use-resource.ts';
import { asArray, asObject, asText } from '../../fields/json-schema.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';

export interface Tier {
  readonly id: string;
  readonly name: string;
}

/** Empty while they are asked for, and where there are none. */
export function useTiers(): readonly Tier[] {
  const { locale } = useWords();
  const { data } = useResource('programState', {});
  return useMemo(() => {
    const levels = asArray(asObject(data?.terms['tiers'])['levels']).map(asObject);
    return levels.map(({ id, name }) => ({ id: asText(id), name: textIn(locale, asObject(name)) || asText(id) }));
  }, [data, locale]);
}

export function tierName(tiers: readonly Tier[], id: string | null): string | null {
  return id === null ? null : (tiers.find((tier) => tier.id === id)?.name ?? id);
}
