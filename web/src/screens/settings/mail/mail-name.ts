import { useWords } from '../../../locales/words-context.tsx';

/** What a mail is called. One that nobody named here yet keeps the name that the server gives it. */
export function useMailName(): (template: string) => string {
  const { maybe } = useWords();
  return (template) => maybe(`mail.name.${template}`) ?? template;
}
