// Keyboard inside the dialog: Tab goes round, Escape closes. The browser's modal dialog keeps the page out; this keeps the focus in.

const FOCUSABLE = 'a[href], button:not([disabled]), input, select, summary, [tabindex="0"]';

export function onPanelKey(event: KeyboardEvent, dialog: HTMLDialogElement, close: () => void): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === 'Tab') {
    goRound(event, dialog);
  }
}

function goRound(event: KeyboardEvent, dialog: HTMLDialogElement): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (stop) => stop.tabIndex >= 0 && stop.closest('[hidden]') === null,
  );
  const from = (dialog.getRootNode() as ShadowRoot).activeElement;
  const [first, last] = [stops[0], stops.at(-1)];
  const outside = !stops.includes(from as HTMLElement);
  if (event.shiftKey && (from === first || outside)) leap(event, last);
  else if (!event.shiftKey && from === last) leap(event, first);
}

function leap(event: KeyboardEvent, to: HTMLElement | undefined): void {
  event.preventDefault();
  to?.focus();
}
