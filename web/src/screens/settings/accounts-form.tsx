import type { ReactNode } from 'react';
import { admin } from '#contract/index.ts';
import { NumberField } from '../../fields/number-field.tsx';
import { Card, FieldGroup, Stack, Text, TextField, TextLink, ToggleField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { FormPartProps } from './settings-form.tsx';

const MOST_HELD_BACK = 50;
const MOST_VERSION = 40;
const MOST_URL = 500;

type Accounts = admin.AccountSettings;
type PartProps = { readonly accounts: Accounts; readonly set: (changed: Partial<Accounts>) => void; readonly disabled: boolean };

export function isWhole(accounts: Accounts): boolean {
  return admin.accountSettings.safeParse(accounts).success;
}

/** What is offered to who bought without an account. */
export function AccountsForm({ values, onChange, disabled }: FormPartProps): ReactNode {
  const { say } = useWords();
  const { accounts } = values;
  const set = (changed: Partial<Accounts>): void => onChange({ ...values, accounts: { ...accounts, ...changed } });
  const part = { accounts, set, disabled };
  return (
    <Stack>
      <Card title={say('accounts.offer-title')}>
        <Offer {...part} />
      </Card>
      <Card title={say('accounts.terms')}>
        <Terms {...part} />
      </Card>
      <Card title={say('accounts.held-back-title')}>
        <HeldBack {...part} />
      </Card>
    </Stack>
  );
}

function Offer({ accounts: { offer, asks }, set, disabled }: PartProps): ReactNode {
  const { say } = useWords();
  return (
    <Stack>
      <ToggleField
        label={say('accounts.offer')}
        help={say('accounts.offer-help')}
        on={offer}
        disabled={disabled}
        onChange={(on) => set({ offer: on })}
      />
      {offer && (
        <FieldGroup label={say('accounts.asks')} help={say('accounts.asks-help')}>
          {(['newsletter', 'birthday'] as const).map((kind) => (
            <ToggleField
              key={kind}
              label={say(`accounts.asks.${kind}`)}
              on={asks[kind]}
              disabled={disabled}
              onChange={(on) => set({ asks: { ...asks, [kind]: on } })}
            />
          ))}
        </FieldGroup>
      )}
    </Stack>
  );
}

/** A version is what members are known to have agreed to, so it is written by hand and not counted up by itself. */
function Terms({ accounts: { terms }, set, disabled }: PartProps): ReactNode {
  const { say } = useWords();
  const { version, url } = admin.accountSettings.shape.terms.unwrap().shape;
  const error = (valid: boolean, text: string): string | undefined => {
    if (valid) return undefined;
    return say(text.trim() === '' ? 'accounts.terms-missing' : 'accounts.terms-url-wrong');
  };
  return (
    <Stack>
      <ToggleField
        label={say('accounts.has-terms')}
        help={say('accounts.has-terms-help')}
        on={terms !== null}
        disabled={disabled}
        onChange={(on) => set({ terms: on ? { version: '', url: '' } : null })}
      />
      {terms !== null && (
        <>
          <TextField
            label={say('accounts.terms-version')}
            help={say('accounts.terms-version-help')}
            value={terms.version}
            maxLength={MOST_VERSION}
            disabled={disabled}
            error={error(version.safeParse(terms.version).success, terms.version)}
            onChange={(changed) => set({ terms: { ...terms, version: changed } })}
          />
          <TextField
            label={say('accounts.terms-url')}
            value={terms.url}
            placeholder="https://"
            maxLength={MOST_URL}
            keyboard="address"
            disabled={disabled}
            error={error(url.safeParse(terms.url).success, terms.url)}
            onChange={(changed) => set({ terms: { ...terms, url: changed } })}
          />
        </>
      )}
    </Stack>
  );
}

/** What it costs and what it shows, in the numbers that are typed. */
function HeldBack({ accounts: { heldBackPercent }, set, disabled }: PartProps): ReactNode {
  const { say } = useWords();
  return (
    <Stack>
      <p>{say('accounts.held-back-body')}</p>
      <NumberField
        label={say('accounts.held-back')}
        value={heldBackPercent}
        decimals={0}
        least={0}
        most={MOST_HELD_BACK}
        suffix={say('unit.percent')}
        disabled={disabled}
        onChange={(percent) => set({ heldBackPercent: percent ?? 0 })}
      />
      <Text tone={heldBackPercent > 0 ? 'neutral' : 'subdued'}>
        {heldBackPercent > 0 ? say('accounts.held-back-costs', { percent: heldBackPercent }) : say('accounts.held-back-nobody')}
      </Text>
      {heldBackPercent > 0 && <TextLink to="/accounts">{say('accounts.held-back-see')}</TextLink>}
    </Stack>
  );
}
