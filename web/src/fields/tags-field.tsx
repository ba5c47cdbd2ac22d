import { useState, type ReactNode } from 'react';
import { Button, FieldGroup, Row, TagList, TextField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';

export interface TagsFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
  /** What a tag is called; itself unless said otherwise. */
  readonly nameOf?: (tag: string) => string;
}

/** Several short texts: typed one by one, or pasted with commas or line breaks between them. */
export function TagsField({ label, value, onChange, error, help, disabled = false, nameOf = (tag) => tag }: TagsFieldProps): ReactNode {
  const { say } = useWords();
  const [typed, setTyped] = useState('');

  function add(text: string): void {
    const added = text.split(/[,،\n]/u).map((tag) => tag.trim());
    const all = new Set([...value, ...added.filter((tag) => tag !== '')]);
    if (all.size > value.length) onChange([...all]);
    setTyped('');
  }

  return (
    <FieldGroup label={label} help={help}>
      <TagList
        label={label}
        tags={value.map((id) => ({ id, label: nameOf(id) }))}
        remove={
          disabled ? null : { label: (tag) => say('field.remove', { tag }), onPress: (id) => onChange(value.filter((tag) => tag !== id)) }
        }
      />
      <Row gap="tight">
        <TextField
          label={say('field.add-to', { label })}
          labelHidden
          value={typed}
          onChange={setTyped}
          onEnter={() => add(typed)}
          onLeave={() => add(typed)}
          disabled={disabled}
          error={error}
          placeholder={say('field.add-placeholder')}
        />
        <Button onPress={() => add(typed)} disabled={disabled || typed.trim() === ''} label={say('field.add-to', { label })}>
          {say('field.add')}
        </Button>
      </Row>
    </FieldGroup>
  );
}
