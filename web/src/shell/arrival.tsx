import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** After a navigation the focus goes to the new screen's heading, as a page load would do. Not on the first screen: nothing was left. */
export function useArrival(): void {
  const { pathname } = useLocation();
  const left = useRef<string | null>(null);
  useEffect(() => {
    const arrived = left.current !== null && left.current !== pathname;
    left.current = pathname;
    if (arrived) document.querySelector<HTMLElement>('[data-arrival]')?.focus({ preventScroll: true });
  }, [pathname]);
}
