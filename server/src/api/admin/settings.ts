// How the program looks and speaks. What it promises is the program's, see program.ts.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { ourShareTexts } from '../../referrals/sharing/share-texts.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { StoredSettings } from '../../settings/settings-store.ts';
import { savedFirst } from '../http-problem.ts';
import { instant } from '../views/instant.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';

const OURS = { shareTexts: { en: ourShareTexts('en'), fa: ourShareTexts('fa'), he: ourShareTexts('he') } };

function view(stored: StoredSettings | null): admin.Settings {
  if (stored === null) return { revision: 0, values: DEFAULT_SETTINGS, savedAt: null, by: null, ours: OURS };
  return { ...stored, savedAt: instant(stored.savedAt), ours: OURS };
}

export async function settings({ services, who }: AdminCall): Promise<admin.Settings> {
  return view(await services.settings.get(who.storeId));
}

export async function saveSettings(call: AdminCall): Promise<admin.Settings> {
  const { services, who } = call;
  const { values, expectedRevision } = call.body(ADMIN_ENDPOINTS.saveSettings.body);
  const before = await services.settings.get(who.storeId);
  const by = { userId: who.userId, name: who.name };
  const saved = { revision: expectedRevision + 1, values, savedAt: services.clock(), by };
  const current = (before?.revision ?? 0) === expectedRevision;
  if (!current || !(await services.settings.save(who.storeId, saved))) throw savedFirst('expectedRevision');
  const changes = changed(view(before).values, values);
  await audited(call, { action: 'settings-saved', changes });
  return view(saved);
}
