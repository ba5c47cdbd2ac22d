// What the plain elements share: a shadow root with a sheet of its own, drawn anew when an attribute changes.

const sheets = new Map();

/** @param {string} css */
function sheetOf(css) {
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return /** @type {CSSStyleSheet} */ (sheets.get(css));
}

const BASE = `
  :host { box-sizing: border-box; }
  :host([hidden]) { display: none; }
  *, *::before { box-sizing: border-box; font: inherit; color: inherit; }
`;

export class PlainElement extends HTMLElement {
  static css = '';
  /** True where the focus of the element is that of a control inside. */
  static delegates = false;

  constructor() {
    super();
    const { css, delegates } = new.target;
    const inside = this.attachShadow({ mode: 'open', delegatesFocus: delegates });
    inside.adoptedStyleSheets = [sheetOf(BASE + css)];
    inside.append(document.createElement('slot'));
  }

  /** @returns {ShadowRoot} */
  get inside() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  connectedCallback() {
    this.draw();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  /** Puts the attributes into the shadow root. */
  draw() {}
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
