import { useMemo, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { FieldsProvider, hasProblem, type FieldsAround } from '../../fields/fields-context.tsx';
import { asObject, asText } from '../../fields/json-schema.ts';
import { Stack, Tabs, Text } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useMay, useSession } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { UnsavedChanges } from '../../shell/unsaved-changes.tsx';
import { CampaignsTab } from './campaigns-tab.tsx';
import { DraftBar } from './draft-bar.tsx';
import { DryRunTab } from './dry-run-tab.tsx';
import { TAB_IDS, TAB_PARTS, type TabId } from './editor-tabs.ts';
import { EarningTab } from './earning-tab.tsx';
import { PoliciesTab } from './policies-tab.tsx';
import { useProblemWords } from './problem-words.ts';
import { ReferralsTab } from './referrals/referrals-tab.tsx';
import { RewardsTab } from './rewards-tab.tsx';
import { SaveProblem } from './save-problem.tsx';
import { at, levelsOf, sameTerms, stepsOf, type Terms } from './terms.ts';
import type { TabProps } from './tab-props.ts';
import { TiersTab } from './tiers-tab.tsx';
import { useGoods } from './use-goods.ts';
import { useDraft, type Editing } from './use-draft.ts';
import { VersionsTab } from './versions-tab.tsx';

const DRAWN: Readonly<Record<TabId, (props: TabProps) => ReactNode>> = {
  earning: EarningTab,
  rewards: RewardsTab,
  tiers: TiersTab,
  campaigns: CampaignsTab,
  referrals: ReferralsTab,
  policies: PoliciesTab,
  'dry-run': DryRunTab,
  versions: VersionsTab,
};

interface EditorProps {
  readonly program: admin.ProgramState;
  readonly catalog: admin.Catalog;
  readonly onReload: () => void;
  readonly onDiscarded: (terms: Terms) => void;
}

export function Editor({ program, catalog, onReload, onDiscarded }: EditorProps): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const editing = useDraft(program, onReload);
  const may = useMay('saveDraft');
  async function save(): Promise<void> {
    if (await editing.save()) toast(say('draft.saved'));
  }
  return (
    <FieldsProvider value={useAround(editing)}>
      <Stack>
        <DraftBar editing={editing} onDiscarded={onDiscarded} />
        {!may && <Text tone="subdued">{say('program.read-only')}</Text>}
        {editing.problem && <SaveProblem problem={editing.problem} onSettle={(whose) => void editing.settle(whose)} />}
        <EditorTabs editing={editing} catalog={catalog} />
        <UnsavedChanges unsaved={editing.unsaved} busy={editing.busy} valid onSave={() => void save()} onDiscard={editing.discard} />
      </Stack>
    </FieldsProvider>
  );
}

function EditorTabs(props: TabProps): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const problems = useProblemWords(props.editing.state.draft);
  const selected = TAB_IDS.find((id) => id === params.get('tab')) ?? 'earning';
  const tabs = TAB_IDS.map((id) => {
    const wrong = TAB_PARTS[id].some((part) => hasProblem(problems, part));
    return { id, label: wrong ? say('program.tab-wrong', { tab: say(`program.tab.${id}`) }) : say(`program.tab.${id}`) };
  });
  const Tab = DRAWN[selected];
  return (
    <Tabs label={say('program.tabs')} tabs={tabs} selected={selected} onSelect={(tab) => setParams({ tab })}>
      <Tab {...props} />
    </Tabs>
  );
}

function useAround({ terms, state }: Editing): FieldsAround {
  const goods = useGoods();
  const { locale } = useWords();
  const { store } = useSession();
  const may = useMay('saveDraft');
  const problems = useProblemWords(state.draft);
  return useMemo(() => {
    const tiers = levelsOf(terms).map(({ id, name }) => ({
      id: asText(id),
      name: textIn(locale, asObject(name)) || asText(id),
    }));
    // What was typed since is no longer what the server found wrong.
    const standing = [...problems].filter(([path]) => sameTerms(at(terms, stepsOf(path)), at(state.draft?.terms, stepsOf(path))));
    return { goods, currency: store.currency, timeZone: store.timeZone, tiers, disabled: !may, problems: new Map(standing) };
  }, [terms, state.draft, locale, store, may, problems, goods]);
}
