import { useMemo, type ReactNode } from 'react';
import { KitContextProvider, type Kit } from '../plain/kit-context.ts';
import type { KitProviderProps } from '../props.ts';
import { Button } from './button.tsx';

/** WordPress' components know their own sentences from the page. Around all is the place where wp-admin's own spacing of text ends. */
export function KitProvider({ link, words, locale, children }: KitProviderProps): ReactNode {
  const kit: Kit = useMemo(() => ({ words, link, button: Button, direction: locale === 'en' ? 'ltr' : 'rtl' }), [words, link, locale]);
  return (
    <KitContextProvider value={kit}>
      <div className="lk-root">{children}</div>
    </KitContextProvider>
  );
}
