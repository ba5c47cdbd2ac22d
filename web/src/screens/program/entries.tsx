import { type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { hasProblem, useFields } from '../../fields/fields-context.tsx';
import { asObject } from '../../fields/json-schema.ts';
import { Badge, Button, Card, Row, Stack, Text } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { entriesAt, newId, textPath, type Entry, type Path } from './terms.ts';
import type { Editing } from './use-draft.ts';

interface EntriesProps {
  readonly editing: Editing;
  readonly path: Path;
  /** The entry in one sentence. */
  readonly summary: (entry: Entry) => ReactNode;
  readonly form: (entry: Entry, path: Path) => ReactNode;
}

/** Rules, rewards, levels, campaigns: each a card that reads as a sentence and opens to its form. Which one is open stands in the address. */
export function Entries({ editing, path, summary, form }: EntriesProps): ReactNode {
  const entries = entriesAt(editing.terms, path);
  if (entries.length === 0) return null;
  return (
    <Stack gap="tight">
      {entries.map((entry, index) => (
        <EntryCard
          key={`${String(entry.id)} ${index}`}
          entry={entry}
          path={[...path, index]}
          summary={summary(entry)}
          onRemove={() =>
            editing.set(
              path,
              entries.filter((_, other) => other !== index),
            )
          }
          onUp={index === 0 ? null : () => editing.set(path, swapped(entries, index))}
        >
          {() => form(entry, [...path, index])}
        </EntryCard>
      ))}
    </Stack>
  );
}

interface EntryCardProps {
  readonly entry: Entry;
  readonly path: Path;
  readonly summary: ReactNode;
  readonly onRemove: () => void;
  readonly onUp: (() => void) | null;
  readonly children: () => ReactNode;
}

function EntryCard({ entry, path, summary, onRemove, onUp, children }: EntryCardProps): ReactNode {
  const { say, locale } = useWords();
  const { disabled, problems } = useFields();
  const { isOpen, toggle } = useOpened(textPath(path));
  const added = asObject(useLocation().state)['added'] === textPath(path);
  const name = textIn(locale, asObject(entry.name)) || say('entry.unnamed');
  return (
    <Card takesFocus={added}>
      <Stack>
        <Stack gap="tight">
          <Row spread gap="tight">
            <Row gap="tight">
              <Text strong>
                <bdi>{name}</bdi>
              </Text>
              {entry['on'] === false && <Badge tone="neutral">{say('entry.off')}</Badge>}
              {hasProblem(problems, textPath(path)) && <Badge tone="warning">{say('entry.incomplete')}</Badge>}
            </Row>
            <Row gap="tight">
              {onUp && !disabled && (
                <Button kind="plain" onPress={onUp} label={say('entry.up-label', { name })}>
                  {say('entry.up')}
                </Button>
              )}
              {!disabled && (
                <Button kind="plain" onPress={onRemove} label={say('field.remove', { tag: name })}>
                  {say('field.remove-one')}
                </Button>
              )}
              <Button expanded={isOpen} onPress={toggle} label={say(isOpen ? 'entry.close-label' : 'entry.open-label', { name })}>
                {say(isOpen ? 'entry.close' : disabled ? 'entry.look' : 'entry.open')}
              </Button>
            </Row>
          </Row>
          {summary}
        </Stack>
        {isOpen && children()}
      </Stack>
    </Card>
  );
}

/** Replaces the entry of the browser's history: opening a card is no step that Back should undo. */
function useOpened(path: string): { readonly isOpen: boolean; readonly toggle: () => void } {
  const [params, setParams] = useSearchParams();
  const isOpen = params.get('open') === path;
  function toggle(): void {
    const next = new URLSearchParams(params);
    if (isOpen) next.delete('open');
    else next.set('open', path);
    setParams(next, { replace: true, preventScrollReset: true });
  }
  return { isOpen, toggle };
}

/** Puts a new entry at the end and opens it. */
export function useAddEntry(editing: Editing, path: Path): (entry: Entry, base: string) => void {
  const [params, setParams] = useSearchParams();
  return (entry, base) => {
    const entries = entriesAt(editing.terms, path);
    editing.set(path, [...entries, { ...entry, id: newId(base, entries) }]);
    const next = new URLSearchParams(params);
    const added = textPath([...path, entries.length]);
    next.set('open', added);
    setParams(next, { replace: true, preventScrollReset: true, state: { added } });
  };
}

function swapped(entries: readonly Entry[], index: number): Entry[] {
  return entries.flatMap((entry, at) => {
    if (at === index - 1) return entries.slice(index, index + 1);
    return at === index ? entries.slice(index - 1, index) : [entry];
  });
}
