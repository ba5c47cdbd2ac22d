import { createContext, useContext } from 'react';
import type { KitProviderProps, KitWords } from '../props.ts';

export interface Kit {
  readonly words: KitWords;
  readonly link: KitProviderProps['link'];
  readonly direction: 'ltr' | 'rtl';
}

const KitContext = createContext<Kit | null>(null);
export const KitContextProvider = KitContext.Provider;

export function useKit(): Kit {
  const kit = useContext(KitContext);
  if (kit === null) throw new Error('a kit component outside KitProvider');
  return kit;
}
