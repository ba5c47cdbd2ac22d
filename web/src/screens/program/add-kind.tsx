import { useState, type ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { asObject, initialValue } from '../../fields/json-schema.ts';
import { useKindName } from '../../fields/sentence.tsx';
import { Button, ChoiceField, Dialog, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { CatalogKind } from './catalog.ts';
import { useAddEntry } from './entries.tsx';
import type { Entry, Path } from './terms.ts';
import type { Editing } from './use-draft.ts';

interface AddKindProps {
  readonly label: string;
  readonly editing: Editing;
  readonly path: Path;
  readonly kinds: readonly CatalogKind[];
  /** What is not among them, and why. */
  readonly missing?: string | undefined;
}

/** One of the kinds that the server knows, by the name people give it and by its sentence. */
export function AddKind(props: AddKindProps): ReactNode {
  const { disabled } = useFields();
  const [choosing, setChoosing] = useState(false);
  const { label, kinds } = props;
  if (disabled || kinds.length === 0) return null;
  return (
    <div>
      <Button onPress={() => setChoosing(true)}>{label}</Button>
      {choosing && <ChooseKind {...props} onClose={() => setChoosing(false)} />}
    </div>
  );
}

function ChooseKind({ label, editing, path, kinds, missing, onClose }: AddKindProps & { readonly onClose: () => void }): ReactNode {
  const { say, locale } = useWords();
  const names = useKindName();
  const add = useAddEntry(editing, path);
  const [chosen, choose] = useState(kinds[0]?.kind ?? '');
  const options = kinds.map((kind) => ({ value: kind.kind, label: names.name(kind), help: names.sentence(kind) }));

  function addChosen(): void {
    const kind = kinds.find((known) => known.kind === chosen);
    if (kind !== undefined) add({ ...newEntry(kind), name: { [locale]: names.name(kind) } }, kind.kind);
    onClose();
  }

  return (
    <Dialog title={label} onClose={onClose} wide>
      <Stack>
        <ChoiceField label={label} labelHidden value={chosen} onChange={choose} options={options} />
        {missing !== undefined && <Text tone="subdued">{missing}</Text>}
        <Row gap="tight">
          <Button kind="primary" onPress={addChosen}>
            {say('field.add')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

/** Begins with the server's example where there is one, so that the sentence can be read at once; switched on, because adding means wanting it. */
function newEntry(kind: CatalogKind): Entry {
  const example = asObject(kind.example);
  const params = asObject('params' in example ? example['params'] : example);
  const start = asObject(initialValue(kind.whole));
  const begun = { ...asObject(initialValue(kind.schema)), ...params };
  return { ...start, kind: kind.kind, ...('on' in start ? { on: true } : {}), ...('not' in start ? { not: false } : {}), params: begun };
}
