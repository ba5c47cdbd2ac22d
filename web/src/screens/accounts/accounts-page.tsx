import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { accounts } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button, Card, EmptyState, Page, Row, SelectField, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { SPANS, useDays, type Days } from './days.ts';
import { ByDay } from './by-day.tsx';
import { BySurface } from './by-surface.tsx';
import { Groups } from './groups.tsx';
import { Steps } from './steps.tsx';

const SURFACES = accounts.surface.options;
type Surface = accounts.Surface;

/** What became of who bought without an account: what they were offered, how far they went, and whether they came back. */
export default function AccountsPage(): ReactNode {
  const { say } = useWords();
  const days = useDays();
  const [params] = useSearchParams();
  const surface = SURFACES.find((one) => one === params.get('surface')) ?? null;
  const funnel = useResource('accountFunnel', { query: { from: days.from, until: days.until } });
  return (
    <Page
      title={say('accounts.title')}
      subtitle={say('accounts.subtitle')}
      actions={<Button to="/settings?tab=accounts">{say('accounts.settings')}</Button>}
    >
      <Stack>
        <Filters days={days} surface={surface} />
        <Loaded resource={funnel} lines={12}>
          {(known) => <Funnel funnel={known} surface={surface} />}
        </Loaded>
      </Stack>
    </Page>
  );
}

function Filters({ days, surface }: { readonly days: Days; readonly surface: Surface | null }): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  function choose(chosen: string): void {
    const next = new URLSearchParams(params);
    if (chosen === '') next.delete('surface');
    else next.set('surface', chosen);
    setParams(next);
  }
  return (
    <Row>
      <SelectField
        label={say('funnel.days')}
        value={String(days.span)}
        options={SPANS.map((span) => ({ value: String(span), label: say('funnel.last-days', { count: span }) }))}
        onChange={days.choose}
      />
      <SelectField
        label={say('funnel.surface')}
        value={surface ?? ''}
        options={[{ value: '', label: say('funnel.everywhere') }, ...SURFACES.map((value) => ({ value, label: say(`surface.${value}`) }))]}
        onChange={choose}
      />
    </Row>
  );
}

interface FunnelProps {
  readonly funnel: accounts.Funnel;
  readonly surface: Surface | null;
}

function Funnel({ funnel, surface }: FunnelProps): ReactNode {
  const { say } = useWords();
  const rows = surface === null ? funnel.rows : funnel.rows.filter((row) => row.surface === surface);
  return (
    <Stack>
      {rows.length === 0 ? (
        <Card title={say('funnel.title')}>
          <EmptyState title={say('funnel.empty-title')}>{say('funnel.empty-body')}</EmptyState>
        </Card>
      ) : (
        <>
          <Steps rows={rows} currency={funnel.currency} />
          {surface === null && <BySurface rows={rows} currency={funnel.currency} />}
          <ByDay rows={rows} from={funnel.from} until={funnel.until} />
        </>
      )}
      <Groups holdout={funnel.holdout} currency={funnel.currency} />
    </Stack>
  );
}
