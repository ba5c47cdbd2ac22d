import { useLayoutEffect, useRef } from 'preact/hooks';

/** When `what` changes and the button that changed it is gone with it, the focus goes on to `place` instead of back to the panel's beginning. */
export function useLostFocus(place: { readonly current: HTMLElement | null }, what: unknown): void {
  const before = useRef(what);
  useLayoutEffect(() => {
    const root = place.current?.getRootNode();
    if (before.current !== what && root instanceof ShadowRoot && root.activeElement === null) place.current?.focus();
    before.current = what;
  }, [place, what]);
}
