// What is typed into, in words.
import { make, PlainElement } from './element.js';

export class TextFieldElement extends PlainElement {
  static observedAttributes = ['label', 'error', 'maxlength', 'disabled'];
  /** @override */
  static delegates = true;
  /** @override */
  static css = `
    :host { display: block; max-inline-size: 24rem; }
    label { display: block; margin-block-end: 0.25rem; }
    input { inline-size: 100%; min-block-size: 2.75rem; padding: 0.4rem 0.75rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); }
    input:focus-visible { outline: 3px solid #c58b2a; outline-offset: 2px; }
    .error { color: var(--warn); margin-block-start: 0.25rem; }
    .error:empty { display: none; }
  `;
  #input = make('input', { id: 'field', type: 'text', dir: 'auto', autocomplete: 'off', 'aria-describedby': 'error' });
  #label = make('label', { for: 'field' });
  #error = make('div', { id: 'error', class: 'error', role: 'alert' });

  constructor() {
    super();
    this.inside.replaceChildren(this.#label, this.#input, this.#error);
  }

  get value() {
    return this.#input.value;
  }

  /** @param {string} text */
  set value(text) {
    // The same text again would move the cursor of who is typing.
    if (this.#input.value !== text) this.#input.value = text;
  }

  /** @override */
  draw() {
    const error = this.getAttribute('error') ?? '';
    this.#label.textContent = this.getAttribute('label') ?? '';
    this.#error.textContent = error;
    this.#input.setAttribute('aria-invalid', String(error !== ''));
    this.#input.disabled = this.hasAttribute('disabled');
    const longest = this.getAttribute('maxlength');
    if (longest) this.#input.setAttribute('maxlength', longest);
  }
}
