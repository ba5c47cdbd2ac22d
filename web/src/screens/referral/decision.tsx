import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button, Card, Row, Stack, Table, Text, type Column } from '../../kit/index.ts';
import type { Words } from '../../locales/words.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { DecideDialog } from '../referrals/review/decide-dialog.tsx';
import type { Decided, Decision as Choice } from '../referrals/review/outcomes.tsx';
import type { DetailProps } from './referral-page.tsx';

const DECISIONS = ['approve', 'refuse'] as const;

interface DecisionProps extends DetailProps {
  readonly onChanged: () => void;
}

/** What a person decided, the way to decide or to change it, and everything that was decided before. */
export function Decision({ detail, onChanged }: DecisionProps): ReactNode {
  const { say, formats } = useWords();
  const may = useMay('decideReferrals');
  const maySeeLog = useMay('audit');
  const { decision } = detail;
  return (
    <Card title={say('decision.title')}>
      <Stack>
        {decision === null ? (
          <Text tone="subdued">{say(detail.state === 'in-review' ? 'decision.waits' : 'decision.none')}</Text>
        ) : (
          <Stack gap="tight">
            <Text strong>{say(`decision.${decision.decision}`, { who: decision.by, at: formats.dateTime(decision.at) })}</Text>
            {decision.note !== '' && <Text>{say('decision.note', { note: decision.note })}</Text>}
          </Stack>
        )}
        {may && <Buttons detail={detail} onChanged={onChanged} />}
        {maySeeLog && decision !== null && <Before key={decision.at} referralId={detail.id} />}
      </Stack>
    </Card>
  );
}

function Buttons({ detail, onChanged }: DecisionProps): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const [asking, ask] = useState<Choice | null>(null);
  const made = detail.decision?.decision ?? null;
  function done({ decision, items: [item] }: Decided): void {
    ask(null);
    toast(item?.outcome === 'decided' ? say(`review.${decision}-done`, { count: 1 }) : say(`review.outcome.${item?.outcome ?? 'unknown'}`));
    onChanged();
  }
  return (
    <Row gap="tight">
      {DECISIONS.filter((choice) => choice !== made).map((choice) => (
        <Button key={choice} onPress={() => ask(choice)}>
          {say(`review.${choice}`)}
        </Button>
      ))}
      {asking !== null && <DecideDialog decision={asking} rows={[detail]} onClose={() => ask(null)} onDone={done} />}
    </Row>
  );
}

/** From the audit log: a decision that was changed is still there. */
function Before({ referralId }: { readonly referralId: string }): ReactNode {
  const { say } = useWords();
  const log = useResource('audit', { query: { subject: referralId } });
  return (
    <Loaded resource={log} lines={2}>
      {({ items }) => (items.length < 2 ? null : <Log entries={items} caption={say('decision.before')} />)}
    </Loaded>
  );
}

function Log({ entries, caption }: { readonly entries: readonly admin.AuditEntry[]; readonly caption: string }): ReactNode {
  const words = useWords();
  const columns: Column<admin.AuditEntry>[] = [{ id: 'what', header: words.say('column.what'), cell: (entry) => whatWas(words, entry) }];
  return (
    <Stack gap="tight">
      <Text strong>{caption}</Text>
      <Table caption={caption} columns={columns} rows={entries} rowKey={({ id }) => id} />
    </Stack>
  );
}

/** One sentence for each: beside the page's main part there is no room for columns. */
function whatWas({ say, formats }: Words, { action, at, by, changes }: admin.AuditEntry): string {
  const decided = DECISIONS.find((one) => changes.some(({ field, after }) => field === 'decision' && after === one));
  return decided === undefined ? say(`audit.action.${action}`) : say(`decision.${decided}`, { who: by.name, at: formats.dateTime(at) });
}
