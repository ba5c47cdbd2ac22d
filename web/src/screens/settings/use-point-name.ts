// "1,240 leaves": points by the name that the shop gives them, or by ours.
import type { admin } from '#contract/index.ts';
import { useWords } from '../../locales/words-context.tsx';

export function usePointName(names: admin.SettingsValues['pointNames']): (count: number) => string {
  const { say, locale, formats } = useWords();
  const own = names[locale];
  return (count) => {
    if (own === undefined) return say('count.points', { count });
    return say('settings.named', { count: formats.number(count), name: formats.pluralForm(count) === 'one' ? own.one : own.other });
  };
}
