import { AppProvider } from '@shopify/polaris';
import { useMemo, type ComponentProps, type ReactNode } from 'react';
import type { KitProviderProps } from '../props.ts';
import { KitContextProvider, type Kit } from '../plain/kit-context.ts';
import { Button } from './button.tsx';

type PolarisLink = NonNullable<ComponentProps<typeof AppProvider>['linkComponent']>;

export function KitProvider({ link, words, locale, messages, children }: KitProviderProps): ReactNode {
  const kit: Kit = useMemo(() => ({ words, link, button: Button, direction: locale === 'en' ? 'ltr' : 'rtl' }), [words, link, locale]);
  const polarisLink = useMemo(() => polarisLinkTo(link), [link]);
  return (
    <KitContextProvider value={kit}>
      <AppProvider i18n={messages} linkComponent={polarisLink}>
        {children}
      </AppProvider>
    </KitContextProvider>
  );
}

/** Polaris' buttons with an address become the router's links; other sites open beside this page. */
function polarisLinkTo(Link: KitProviderProps['link']): PolarisLink {
  return function PolarisLinkToRouter({ url, external, children, id, className, 'aria-label': label }) {
    const shared = { id, className, 'aria-label': label };
    if (external === true) {
      return (
        <a {...shared} href={url} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      );
    }
    return (
      <Link {...shared} to={url}>
        {children}
      </Link>
    );
  };
}
