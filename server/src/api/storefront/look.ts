// How the launcher looks and speaks, as the merchant saved it.
import type { storefront } from '../../contract/index.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { StoredSettings } from '../../settings/settings-store.ts';

/** Until somebody saves a look, the page's own holds: a merchant may have chosen it in the theme editor. */
export function lookView(stored: StoredSettings | null): storefront.StorefrontLook {
  const { languages, pointNames } = stored?.values ?? DEFAULT_SETTINGS;
  return { branding: stored?.values.branding ?? null, languages, pointNames };
}
