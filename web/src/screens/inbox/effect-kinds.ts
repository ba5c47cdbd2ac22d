// What is done in a store, in the merchant's words. A kind that this page does not know yet is shown by its name.
import { useWords } from '../../locales/words-context.tsx';

const KNOWN = ['make-code', 'remove-code', 'give-gift-card', 'give-store-credit', 'write-member-facts', 'remove-member-facts'] as const;

export function useKindName(): (kind: string) => string {
  const { say } = useWords();
  return (kind) => {
    const known = KNOWN.find((one) => one === kind);
    return known === undefined ? kind : say(`outbox.kind.${known}`);
  };
}
