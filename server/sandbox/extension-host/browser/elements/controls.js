// What is pressed, typed into and opened: each has a real control of the browser inside, so keyboard and screen reader know it.
import { make, PlainElement } from './element.js';

/** The shop's own address leads to the sandbox, as no name server knows it. @param {string} href */
const reachable = (href) => href.replace(/^https:\/\/[a-z0-9-]+\.myshopify\.com(?=\/|$)/u, location.origin);

export class ButtonElement extends PlainElement {
  static observedAttributes = ['accessibilitylabel', 'disabled', 'loading', 'href'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: inline-block; }
    .control { display: inline-block; inline-size: 100%; min-block-size: 2.75rem; padding: 0.55rem 1rem; border-radius: 8px; text-align: center; text-decoration: none;
      border: 1px solid var(--green); background: var(--green); color: var(--green-ink); font-weight: 600; cursor: pointer; }
    :host([variant="secondary"]) .control { background: transparent; color: var(--green); }
    :host([tone="critical"]) .control { border-color: var(--warn); color: var(--warn); }
    :host([tone="critical"][variant="primary"]) .control { background: var(--warn); color: var(--card); }
    .control:disabled { opacity: 0.6; cursor: default; }
    .control:focus-visible { outline: 3px solid #c58b2a; outline-offset: 2px; }
  `;
  /** @type {HTMLElement | null} */
  #control = null;

  /** The control stays the same one, or who pressed it by keyboard would lose their place; one that becomes a link keeps the focus. */
  #made() {
    const href = this.getAttribute('href');
    const before = this.#control;
    if (before !== null && before instanceof HTMLAnchorElement === (href !== null)) return before;
    const focused = before !== null && this.inside.activeElement === before;
    const control =
      href === null ? make('button', { type: 'button', class: 'control' }, make('slot')) : make('a', { class: 'control' }, make('slot'));
    control.addEventListener('click', () => this.#command());
    this.inside.replaceChildren(control);
    if (focused) control.focus();
    return (this.#control = control);
  }

  /** @override */
  draw() {
    const control = this.#made();
    const label = this.getAttribute('accessibilitylabel');
    if (control instanceof HTMLAnchorElement) control.href = reachable(this.getAttribute('href') ?? '');
    if (label) control.setAttribute('aria-label', label);
    else control.removeAttribute('aria-label');
    const works = this.hasAttribute('loading');
    control.setAttribute('aria-busy', String(works));
    if (control instanceof HTMLButtonElement) control.disabled = works || this.hasAttribute('disabled');
  }

  #command() {
    const other = document.getElementById(this.getAttribute('commandfor') ?? '');
    if (this.getAttribute('command') === '--copy' && other instanceof ClipboardElement) void other.copy();
  }
}

export class LinkElement extends PlainElement {
  static observedAttributes = ['href', 'target', 'accessibilitylabel'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: inline; }
    a { color: var(--green); text-decoration: underline; }
    a:focus-visible { outline: 3px solid #c58b2a; outline-offset: 2px; }
  `;
  #link = make('a', { rel: 'noopener' }, make('slot'));

  constructor() {
    super();
    this.inside.replaceChildren(this.#link);
  }

  /** @override */
  draw() {
    this.#link.href = reachable(this.getAttribute('href') ?? '');
    this.#link.target = this.getAttribute('target') ?? '';
    const label = this.getAttribute('accessibilitylabel');
    if (label) this.#link.setAttribute('aria-label', label);
  }
}

export class ClipboardElement extends PlainElement {
  /** @override */
  static css = ':host { display: none; }';
  async copy() {
    const done = await navigator.clipboard.writeText(this.getAttribute('text') ?? '').then(
      () => true,
      () => false,
    );
    this.dispatchEvent(new Event(done ? 'copy' : 'copyerror'));
  }
}

export class NumberElement extends PlainElement {
  static observedAttributes = ['label', 'error', 'min', 'max', 'step'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: block; }
    label { display: block; margin-block-end: 0.25rem; }
    .row { display: flex; gap: 0.4rem; max-inline-size: 16rem; }
    input { flex: 1; min-inline-size: 0; min-block-size: 2.75rem; padding: 0.4rem 0.75rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); appearance: textfield; }
    button { min-inline-size: 2.75rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); cursor: pointer; }
    input:focus-visible, button:focus-visible { outline: 3px solid #c58b2a; outline-offset: 2px; }
    .error { color: var(--warn); margin-block-start: 0.25rem; }
    .error:empty { display: none; }
  `;
  #input = make('input', { id: 'field', type: 'number', inputmode: 'numeric', 'aria-describedby': 'error' });
  #label = make('label', { for: 'field' });
  #error = make('div', { id: 'error', class: 'error' });

  constructor() {
    super();
    const less = make('button', { type: 'button', tabindex: '-1', 'aria-hidden': 'true' }, '−');
    const more = make('button', { type: 'button', tabindex: '-1', 'aria-hidden': 'true' }, '+');
    // The arrow keys of the field do the same; these two are for the hand.
    less.addEventListener('click', () => this.#step(() => this.#input.stepDown()));
    more.addEventListener('click', () => this.#step(() => this.#input.stepUp()));
    this.inside.replaceChildren(this.#label, make('div', { class: 'row' }, less, this.#input, more), this.#error);
  }

  get value() {
    return this.#input.value;
  }

  /** @param {string} text */
  set value(text) {
    // The same number again would move the cursor of who is typing.
    if (this.#input.value !== text) this.#input.value = text;
  }

  /** @param {() => void} change */
  #step(change) {
    change();
    this.#input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** @override */
  draw() {
    const error = this.getAttribute('error') ?? '';
    this.#label.textContent = this.getAttribute('label') ?? '';
    this.#error.textContent = error;
    this.#input.setAttribute('aria-invalid', String(error !== ''));
    for (const name of ['min', 'max', 'step']) this.#input.setAttribute(name, this.getAttribute(name) ?? '');
  }
}

export class DetailsElement extends PlainElement {
  /** @override */
  static css = `
    :host { display: block; }
    summary { cursor: pointer; color: var(--green); min-block-size: 1.5rem; inline-size: fit-content; }
    summary:focus-visible { outline: 3px solid #c58b2a; outline-offset: 2px; }
    .more { padding-block-start: 0.5rem; padding-inline-start: 0.9rem; border-inline-start: 2px solid var(--line); }
  `;
  constructor() {
    super();
    const summary = make('summary', {}, make('slot', { name: 'summary' }));
    this.inside.replaceChildren(make('details', {}, summary, make('div', { class: 'more' }, make('slot'))));
  }
}

export class SummaryElement extends PlainElement {
  /** @override */
  static css = ':host { display: inline; }';
  /** @override */
  draw() {
    this.slot = 'summary';
  }
}
