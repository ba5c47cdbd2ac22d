import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { useFields } from '../../fields/fields-context.tsx';
import { Button, Card, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import type { Editing } from './use-draft.ts';

type Move = admin.TiersPreview['moves'][number];

/** Who would move if these tiers counted today: asked for on request, because it looks at every member. */
export function TierMoves({ editing }: { readonly editing: Editing }): ReactNode {
  const { say } = useWords();
  const preview = useChange('previewTiers');
  const [answer, setAnswer] = useState<{ readonly terms: unknown; readonly moves: admin.TiersPreview } | null>(null);
  const { terms } = editing;
  async function look(): Promise<void> {
    const moves = await preview.send({ body: { terms } });
    if (moves !== null) setAnswer({ terms, moves });
  }
  return (
    <Card title={say('tiers.moves')}>
      <Stack>
        <p>{say('tiers.moves-body')}</p>
        {preview.problem && <ProblemBanner problem={preview.problem} title={say('tiers.moves-failed')} />}
        <div>
          <Button busy={preview.busy} onPress={() => void look()}>
            {say('tiers.moves-look')}
          </Button>
        </div>
        <div aria-live="polite">{answer && <Moves preview={answer.moves} stale={answer.terms !== terms} />}</div>
      </Stack>
    </Card>
  );
}

function Moves({ preview, stale }: { readonly preview: admin.TiersPreview; readonly stale: boolean }): ReactNode {
  const { say, formats } = useWords();
  const { tiers } = useFields();
  const name = (id: string | null): string => (id === null ? say('tiers.no-tier') : (tiers.find((tier) => tier.id === id)?.name ?? id));
  const moved = preview.moves.filter(({ from, to }) => from !== to);
  const columns: Column<Move>[] = [
    { id: 'from', header: say('tiers.from'), cell: ({ from }) => <bdi>{name(from)}</bdi> },
    { id: 'to', header: say('tiers.to'), cell: ({ to }) => <bdi>{name(to)}</bdi> },
    { id: 'members', header: say('members.title'), numeric: true, cell: ({ members }) => formats.number(members) },
  ];
  return (
    <Stack gap="tight">
      {stale && <Text tone="warning">{say('tiers.moves-stale')}</Text>}
      <Text>{say('tiers.moves-of', { moved: moved.reduce((sum, { members }) => sum + members, 0), members: preview.members })}</Text>
      {moved.length > 0 && <Table caption={say('tiers.moves')} columns={columns} rows={moved} rowKey={({ from, to }) => `${from} ${to}`} />}
    </Stack>
  );
}
