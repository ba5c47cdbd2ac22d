import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useResource } from '../../api/use-resource.ts';
import { Button, Page, Tabs } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { Audit } from './audit.tsx';
import { DataFiles } from './data-files.tsx';
import { MailTab } from './mail/mail-tab.tsx';
import { isFormTab, SettingsForm, type FormTab } from './settings-form.tsx';
import { Staff } from './staff.tsx';

const TABS = ['branding', 'languages', 'accounts', 'referrals', 'mail', 'staff', 'privacy', 'audit'] as const;

export default function SettingsPage(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const ofRole = { staff: useMay('staff'), privacy: useMay('dataFiles'), audit: useMay('audit') };
  const maySee = { branding: true, languages: true, accounts: true, referrals: true, mail: true, ...ofRole };
  const shown = TABS.filter((id) => maySee[id]);
  const tab = shown.find((id) => id === params.get('tab')) ?? 'branding';
  return (
    <Page title={say('settings.title')} subtitle={say('settings.subtitle')} actions={<Button to="/setup">{say('settings.setup')}</Button>}>
      <Tabs
        label={say('settings.tabs')}
        tabs={shown.map((id) => ({ id, label: say(`settings.tab.${id}`) }))}
        selected={tab}
        onSelect={(id) => setParams({ tab: id })}
      >
        {tab === 'staff' && <Staff />}
        {tab === 'privacy' && <DataFiles />}
        {tab === 'audit' && <Audit />}
        {tab === 'mail' && <MailTab />}
        {isFormTab(tab) && <Saved tab={tab} />}
      </Tabs>
    </Page>
  );
}

function Saved({ tab }: { readonly tab: FormTab }): ReactNode {
  const settings = useResource('settings', {});
  return (
    <Loaded resource={settings} lines={10}>
      {(known) => <SettingsForm key={known.revision} tab={tab} known={known} onReload={settings.reload} />}
    </Loaded>
  );
}
