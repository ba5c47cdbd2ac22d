import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { UnsavedChanges } from '../../shell/unsaved-changes.tsx';
import { AccountsForm, isWhole } from './accounts-form.tsx';
import { BrandingForm } from './branding-form.tsx';
import { isHalf, LanguagesForm } from './languages-form.tsx';
import { NotSaved } from './not-saved.tsx';
import { isWholeReferrals, ReferralsForm } from './referrals-form.tsx';

export interface FormPartProps {
  readonly values: admin.SettingsValues;
  readonly onChange: (values: admin.SettingsValues) => void;
  readonly disabled: boolean;
  readonly ours: admin.Settings['ours'];
}

const PARTS = { branding: BrandingForm, languages: LanguagesForm, accounts: AccountsForm, referrals: ReferralsForm } as const;
export type FormTab = keyof typeof PARTS;

export function isFormTab(tab: string): tab is FormTab {
  return Object.hasOwn(PARTS, tab);
}

interface SettingsFormProps {
  readonly tab: FormTab;
  readonly known: admin.Settings;
  readonly onReload: () => void;
}

/** One document with one revision; several tabs edit it, and what is typed in one is kept while the other is looked at. */
export function SettingsForm({ tab, known, onReload }: SettingsFormProps): ReactNode {
  const disabled = !useMay('saveSettings');
  const [saved, setSaved] = useState(known);
  const [values, change] = useState(known.values);
  const { save, busy, problem, forgetProblem } = useSave(saved.revision, setSaved);
  const Part = PARTS[tab];
  const unsaved = JSON.stringify(values) !== JSON.stringify(saved.values);
  function discard(): void {
    change(saved.values);
    forgetProblem();
  }
  return (
    <Stack>
      {problem && <NotSaved problem={problem} onReload={onReload} />}
      <Part values={values} onChange={change} disabled={disabled} ours={known.ours} />
      <UnsavedChanges
        unsaved={unsaved}
        busy={busy}
        valid={isComplete(values)}
        stays={(params) => isFormTab(params.get('tab') ?? 'branding')}
        onSave={() => void save(values)}
        onDiscard={discard}
      />
    </Stack>
  );
}

function isComplete(values: admin.SettingsValues): boolean {
  const named = !Object.values(values.pointNames).some(isHalf);
  return values.languages.length > 0 && named && isWhole(values.accounts) && isWholeReferrals(values);
}

function useSave(expectedRevision: number, onSaved: (settings: admin.Settings) => void) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('saveSettings');
  async function save(values: admin.SettingsValues): Promise<void> {
    const answer = await change.send({ body: { values, expectedRevision } });
    if (answer === null) return;
    client.forget('settings', 'audit');
    toast(say('settings.saved'));
    onSaved(answer);
  }
  return { save, busy: change.busy, problem: change.problem, forgetProblem: change.forgetProblem };
}
