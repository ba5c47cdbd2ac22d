import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { CountInput, DaysInput } from '../../../fields/measures.tsx';
import { Badge, Button, Card, Row, Stack, Text, ToggleField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { hasOwnWords, type SwitchDraft } from './mail-draft.ts';
import { useMailName } from './mail-name.ts';
import type { MailPartProps } from './mail-tab.tsx';
import { MailWordsEditor } from './mail-words.tsx';
import { switchOf, type MailSwitch } from './mails.ts';

type Template = admin.Mail['templates'][number];
type ListProps = MailPartProps & { readonly refusedAt: string | null };

/** Each mail that there is: whether and when it goes, and behind a button its words. */
export function MailList(props: ListProps): ReactNode {
  const { say } = useWords();
  const [opened, open] = useState<string | null>(null);
  const refused = props.refusedAt?.split('.') ?? [];
  return (
    <Card title={say('mail.mails')}>
      <Stack>
        <p>{say('mail.mails-body')}</p>
        {props.saved.templates.map((template) => {
          const isOpen = opened === template.name || (refused[0] === 'words' && refused[1] === template.name);
          return (
            <Card key={template.name}>
              <Stack>
                <OneMail {...props} template={template} isOpen={isOpen} onOpen={() => open(isOpen ? null : template.name)} />
                {isOpen && <MailWordsEditor {...props} template={template} refused={refused[2]} />}
              </Stack>
            </Card>
          );
        })}
      </Stack>
    </Card>
  );
}

interface OneMailProps extends MailPartProps {
  readonly template: Template;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function OneMail({ template, isOpen, onOpen, ...part }: OneMailProps): ReactNode {
  const { say } = useWords();
  const name = useMailName()(template.name);
  const by = switchOf(template.name);
  return (
    <Stack gap="tight">
      {by === null ? <AlwaysSent name={template.name} /> : <Switch {...part} by={by} template={template.name} />}
      <Row gap="tight">
        <Button expanded={isOpen} onPress={onOpen} label={say('mail.words-label', { name })}>
          {say('mail.words')}
        </Button>
        {hasOwnWords(part.draft, template.name) && <Badge tone="info">{say('mail.own-words')}</Badge>}
      </Row>
    </Stack>
  );
}

function AlwaysSent({ name }: { readonly name: string }): ReactNode {
  const { say } = useWords();
  const nameOf = useMailName();
  return (
    <>
      <Text strong>{nameOf(name)}</Text>
      <Text tone="subdued">{say('mail.always')}</Text>
    </>
  );
}

function Switch({
  draft,
  onChange,
  disabled,
  wrong,
  by,
  template,
}: MailPartProps & { readonly by: MailSwitch; readonly template: string }) {
  const { maybe } = useWords();
  const nameOf = useMailName();
  const now = draft.switches[by.part];
  const set = (next: SwitchDraft): void => onChange({ ...draft, switches: { ...draft.switches, [by.part]: next } });
  const what = maybe(`mail.what.${template}`);
  return (
    <>
      <ToggleField
        label={nameOf(template)}
        on={now.on}
        disabled={disabled}
        onChange={(on) => set({ ...now, on })}
        {...(what === null ? {} : { help: what })}
      />
      {now.on &&
        by.times.map(({ name, unit, least, most }) => {
          const Input = unit === 'days' ? DaysInput : CountInput;
          return (
            <Input
              key={name}
              label={maybe(`mail.time.${by.part}.${name}`) ?? name}
              value={now.times[name] ?? null}
              least={least}
              most={most}
              disabled={disabled}
              error={wrong(`${by.part}.${name}`)}
              onChange={(value) => set({ ...now, times: { ...now.times, [name]: value } })}
            />
          );
        })}
    </>
  );
}
