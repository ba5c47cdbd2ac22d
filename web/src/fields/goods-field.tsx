import { useEffect, useState, type ReactNode } from 'react';
import { Button, FieldGroup, Row, SuggestField, TagList } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import type { Goods, GoodsKind, NamedGoods } from './fields-context.tsx';
import type { TagsFieldProps } from './tags-field.tsx';

interface GoodsFieldProps extends Omit<TagsFieldProps, 'nameOf'> {
  readonly kind: GoodsKind;
  readonly goods: Goods;
}

/** Products or collections of the store: found by their names, or their ids typed or pasted where the store cannot be asked. */
export function GoodsField({ label: ids, value, onChange, error, help, disabled = false, kind, goods }: GoodsFieldProps): ReactNode {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const { items, state } = useFound(goods, kind, typed, disabled);
  const label = say(`goods.${kind}`);
  const nameOf = (id: string): string => goods.titleOf(kind, id) ?? id;

  function add(text: string): void {
    const added = text.split(/[,،\s]/u).filter((id) => /^[\w-]+$/u.test(id));
    if (added.length > 0) onChange([...new Set([...value, ...added])]);
    setTyped('');
  }

  return (
    <FieldGroup label={label} help={help ?? say('goods.help')}>
      <TagList
        label={label}
        tags={value.map((id) => ({ id, label: nameOf(id) }))}
        remove={
          disabled ? null : { label: (tag) => say('field.remove', { tag }), onPress: (id) => onChange(value.filter((tag) => tag !== id)) }
        }
      />
      {!disabled && (
        <Row gap="tight">
          <SuggestField
            label={say('field.add-to', { label })}
            labelHidden
            value={typed}
            onChange={setTyped}
            error={error}
            placeholder={say('goods.placeholder')}
            options={items.filter(({ id }) => !value.includes(id)).map(({ id, title }) => ({ id, label: title, note: id }))}
            state={state}
            onChoose={(id) => {
              onChange([...value, id]);
              setTyped('');
            }}
            onEnter={() => add(typed)}
          />
          <Button onPress={() => add(typed)} disabled={!/^[\w\s,،-]*\d[\w\s,،-]*$/u.test(typed)} label={say('goods.add-ids', { ids })}>
            {say('field.add')}
          </Button>
        </Row>
      )}
    </FieldGroup>
  );
}

const PAUSE_MS = 250;

interface Found {
  readonly items: readonly NamedGoods[];
  readonly state: string;
}

/** Asks a moment after each letter. */
function useFound(goods: Goods, kind: GoodsKind, typed: string, disabled: boolean): Found {
  const { say } = useWords();
  const [found, setFound] = useState<Awaited<ReturnType<Goods['find']>> | null>(null);
  const { find } = goods;
  useEffect(() => {
    if (disabled) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      find(kind, typed, abort.signal)
        .catch(() => ({ items: [], reason: 'unreachable' }))
        .then((answer) => (abort.signal.aborted ? undefined : setFound(answer)))
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [find, kind, typed, disabled]);
  if (found === null) return { items: [], state: say('kit.loading') };
  if (found.reason !== null) return { items: [], state: say(found.reason === 'unreachable' ? 'goods.unreachable' : 'goods.refused') };
  return { items: found.items, state: found.items.length === 0 ? say('goods.none') : say('goods.found', { count: found.items.length }) };
}
