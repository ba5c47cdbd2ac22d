// Styles as constructable sheets: a shop whose content policy forbids inline styles shows them all the same.

/** Adds a sheet to the shadow root. */
export function attachStyle(shadow: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 has no constructable sheets; an element does the same where the policy allows it.
    const element = document.createElement('style');
    element.textContent = text;
    shadow.append(element);
  }
}
