// Keeps the page behind the panel still, without moving it by a pixel.

/** Returns the way back. */
export function lockScroll(): () => void {
  const page = document.documentElement;
  const hasScrollbar = window.innerWidth > page.clientWidth;
  const scroller = scrollingElement(page);
  const before = { overflow: scroller.style.overflow, gutter: page.style.scrollbarGutter };
  // The room of the scrollbar stays reserved, else the whole page would widen.
  if (hasScrollbar) page.style.scrollbarGutter = 'stable';
  scroller.style.overflow = 'hidden';
  return () => {
    scroller.style.overflow = before.overflow;
    page.style.scrollbarGutter = before.gutter;
  };
}

/** Many themes set `overflow-x` on the body; hiding the overflow of the root as well would make the body scroll on its own and unstick their headers. */
function scrollingElement(page: HTMLElement): HTMLElement {
  const decides = (element: Element) => !['', 'visible'].includes(getComputedStyle(element).overflow);
  return !decides(page) && decides(document.body) ? document.body : page;
}
