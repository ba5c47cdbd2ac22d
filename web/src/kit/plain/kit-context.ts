import { createContext, useContext, type ReactNode } from 'react';
import type { ButtonProps, KitProviderProps, KitWords } from '../props.ts';

export interface Kit {
  readonly words: KitWords;
  readonly link: KitProviderProps['link'];
  /** The kit's own: most components are plain, but a button is where a design system is recognised. */
  readonly button: (props: ButtonProps) => ReactNode;
  readonly direction: 'ltr' | 'rtl';
}

const KitContext = createContext<Kit | null>(null);
export const KitContextProvider = KitContext.Provider;

export function useKit(): Kit {
  const kit = useContext(KitContext);
  if (kit === null) throw new Error('a kit component outside KitProvider');
  return kit;
}
