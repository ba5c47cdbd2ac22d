// What is ticked and chosen: `s-checkbox`, `s-select` and its `s-option`, by the properties and events in @shopify/ui-extensions
// (components/Checkbox.d.ts, Select.d.ts, Option.d.ts of the checkout surface).
import { make, PlainElement } from './element.js';

const FOCUS = 'outline: 3px solid #c58b2a; outline-offset: 2px;';
const ERROR = `
  .error { color: var(--warn); margin-block-start: 0.25rem; }
  .error:empty { display: none; }
`;

export class CheckboxElement extends PlainElement {
  static observedAttributes = ['label', 'error', 'disabled', 'accessibilitylabel'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: block; }
    label { display: flex; gap: 0.6rem; align-items: start; min-block-size: 1.75rem; cursor: pointer; }
    input { flex: none; inline-size: 1.25rem; block-size: 1.25rem; margin: 0.1rem 0 0; accent-color: var(--green); }
    input:focus-visible { ${FOCUS} }
    :host([disabled]) label { opacity: 0.6; cursor: default; }
    ${ERROR}
  `;
  #input = make('input', { type: 'checkbox', 'aria-describedby': 'error' });
  #words = make('span');
  #error = make('div', { id: 'error', class: 'error' });

  constructor() {
    super();
    this.#input.addEventListener('change', () => this.dispatchEvent(new Event('change', { bubbles: true })));
    this.inside.replaceChildren(make('label', {}, this.#input, this.#words), this.#error);
  }

  get checked() {
    return this.#input.checked;
  }

  /** @param {boolean} on */
  set checked(on) {
    this.#input.checked = on;
  }

  /** @override */
  draw() {
    const error = this.getAttribute('error') ?? '';
    const label = this.getAttribute('accessibilitylabel');
    this.#words.textContent = this.getAttribute('label') ?? '';
    this.#error.textContent = error;
    this.#input.disabled = this.hasAttribute('disabled');
    this.#input.setAttribute('aria-invalid', String(error !== ''));
    if (label) this.#input.setAttribute('aria-label', label);
  }
}

/** Read by the list around it, which shows its words in a list of the browser's own. */
export class OptionElement extends PlainElement {
  /** @override */
  static css = ':host { display: none; }';
}

export class SelectElement extends PlainElement {
  static observedAttributes = ['label', 'error', 'disabled', 'placeholder'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: block; }
    label { display: block; margin-block-end: 0.25rem; }
    select { min-inline-size: 9rem; max-inline-size: 100%; min-block-size: 2.75rem; padding: 0.4rem 0.6rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); }
    select:focus-visible { ${FOCUS} }
    ${ERROR}
  `;
  #select = make('select', { id: 'field', 'aria-describedby': 'error' });
  #label = make('label', { for: 'field' });
  #error = make('div', { id: 'error', class: 'error' });
  #value = '';

  constructor() {
    super();
    this.#select.addEventListener('change', () => {
      this.#value = this.#select.value;
      this.dispatchEvent(new Event('change', { bubbles: true }));
    });
    this.inside.replaceChildren(this.#label, this.#select, this.#error);
    // Its options come and go, and their words change, without an attribute of this element.
    new MutationObserver(() => this.draw()).observe(this, { childList: true, subtree: true, characterData: true });
  }

  get value() {
    return this.#value;
  }

  /** @param {string} value */
  set value(value) {
    this.#value = value;
    this.#select.value = value;
  }

  /** @override */
  draw() {
    const error = this.getAttribute('error') ?? '';
    const options = [...this.querySelectorAll('s-option')].map((one) =>
      make('option', { value: one.getAttribute('value') ?? '' }, one.textContent.trim()),
    );
    this.#label.textContent = this.getAttribute('label') ?? '';
    this.#error.textContent = error;
    this.#select.disabled = this.hasAttribute('disabled');
    this.#select.setAttribute('aria-invalid', String(error !== ''));
    this.#select.replaceChildren(make('option', { value: '' }, this.getAttribute('placeholder') ?? ''), ...options);
    this.#select.value = this.#value;
    // A value that is no option any more: nothing is chosen, as a list of the browser's own would have it.
    if (this.#select.selectedIndex < 0) this.#select.value = '';
  }
}
