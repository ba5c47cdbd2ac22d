// `shopify.i18n`: the words of the extension's own locale files, in the reader's language or else in English, as Shopify's documents say.

/** @typedef {{ [key: string]: string | Words }} Words */

/**
 * @param {Words} words
 * @param {string} key
 * @returns {string | Words | undefined}
 */
function find(words, key) {
  /** @type {string | Words | undefined} */
  let at = words;
  for (const step of key.split('.')) at = typeof at === 'object' ? at[step] : undefined;
  return at;
}

/**
 * @param {Record<string, Words>} byLanguage
 * @param {string} locale
 */
export function i18nOf(byLanguage, locale) {
  const language = byLanguage[locale] === undefined ? 'en' : locale;
  const words = byLanguage[language] ?? {};
  const forms = new Intl.PluralRules(language);

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  function translate(key, values = {}) {
    const found = find(words, key);
    const message = typeof found === 'object' ? (found[forms.select(Number(values['count']))] ?? found['other']) : found;
    // Shopify shows the key of a text that is missing; so does this, and a test of the extension finds it first.
    if (typeof message !== 'string') return key;
    return message.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, /** @type {string} */ name) => String(values[name] ?? whole));
  }

  return {
    language,
    i18n: {
      translate,
      /** @param {number | bigint} number @param {Intl.NumberFormatOptions} [options] */
      formatNumber: (number, options) => new Intl.NumberFormat(language, options).format(number),
      /** @param {number | bigint} number @param {Intl.NumberFormatOptions} [options] */
      formatCurrency: (number, options) => new Intl.NumberFormat(language, { style: 'currency', ...options }).format(number),
      /** @param {Date} date @param {Intl.DateTimeFormatOptions} [options] */
      formatDate: (date, options) => new Intl.DateTimeFormat(language, options).format(date),
    },
  };
}
