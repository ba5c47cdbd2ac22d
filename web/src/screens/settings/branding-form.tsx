import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { contrastOf, readableOn } from '../../fields/contrast.ts';
import { LocalisedTextField } from '../../fields/localised-text-field.tsx';
import { CountInput } from '../../fields/measures.tsx';
import { Banner, Card, ChoiceField, ColourField, MainAndAside, PanelPreview, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { FormPartProps } from './settings-form.tsx';
import { usePointName } from './use-point-name.ts';

const MOST_LETTERS = 40;
/** WCAG 2.2 AA, for text of ordinary size. */
const ENOUGH = 4.5;
const EXAMPLE_BALANCE = 1240;

export function BrandingForm({ values, onChange, disabled }: FormPartProps): ReactNode {
  const { say } = useWords();
  const { branding } = values;
  const set = (changed: Partial<admin.Branding>): void => onChange({ ...values, branding: { ...branding, ...changed } });
  return (
    <MainAndAside
      main={
        <>
          <Card title={say('branding.colours')}>
            <Stack>
              <Row>
                <ColourField
                  label={say('branding.primary')}
                  value={branding.primary}
                  disabled={disabled}
                  onChange={(primary) => set({ primary })}
                />
                <ColourField
                  label={say('branding.on-primary')}
                  value={branding.onPrimary}
                  disabled={disabled}
                  onChange={(onPrimary) => set({ onPrimary })}
                />
              </Row>
              <Contrast branding={branding} onMend={disabled ? null : (onPrimary) => set({ onPrimary })} />
            </Stack>
          </Card>
          <Card title={say('branding.launcher')}>
            <Launcher branding={branding} set={set} disabled={disabled} />
          </Card>
        </>
      }
      aside={<Preview values={values} />}
    />
  );
}

interface ContrastProps {
  readonly branding: admin.Branding;
  readonly onMend: ((onPrimary: string) => void) | null;
}

/** Checked while one chooses: the panel would mend it by itself, but then it is not the colour that was chosen. */
function Contrast({ branding, onMend }: ContrastProps): ReactNode {
  const { say, formats } = useWords();
  const ratio = contrastOf(branding.primary, branding.onPrimary);
  const shown = formats.number(Math.floor(ratio * 10) / 10);
  if (ratio >= ENOUGH) return <Text tone="good">{say('branding.contrast-good', { ratio: shown })}</Text>;
  const better = readableOn(branding.primary);
  return (
    <Banner
      tone="warning"
      title={say('branding.contrast-low', { ratio: shown })}
      {...(onMend ? { action: { label: say('branding.contrast-mend'), onPress: () => onMend(better) } } : {})}
    >
      {say('branding.contrast-why')}
    </Banner>
  );
}

interface LauncherProps {
  readonly branding: admin.Branding;
  readonly set: (changed: Partial<admin.Branding>) => void;
  readonly disabled: boolean;
}

function Launcher({ branding, set, disabled }: LauncherProps): ReactNode {
  const { say } = useWords();
  const { offsetPx } = branding;
  return (
    <Stack>
      <ChoiceField
        label={say('branding.side')}
        value={branding.side}
        disabled={disabled}
        onChange={(side) => set({ side: side === 'start' ? 'start' : 'end' })}
        options={[
          { value: 'end', label: say('branding.side-end') },
          { value: 'start', label: say('branding.side-start') },
        ]}
      />
      <Row>
        <CountInput
          label={say('branding.offset-side')}
          value={offsetPx.side}
          least={0}
          most={200}
          disabled={disabled}
          onChange={(side) => set({ offsetPx: { ...offsetPx, side: side ?? 0 } })}
        />
        <CountInput
          label={say('branding.offset-bottom')}
          value={offsetPx.bottom}
          least={0}
          most={400}
          disabled={disabled}
          onChange={(bottom) => set({ offsetPx: { ...offsetPx, bottom: bottom ?? 0 } })}
        />
      </Row>
      <LocalisedTextField
        label={say('branding.launcher-word')}
        help={say('branding.launcher-help')}
        value={branding.launcher}
        maxLength={MOST_LETTERS}
        disabled={disabled}
        onChange={(launcher) => set({ launcher })}
      />
    </Stack>
  );
}

function Preview({ values }: { readonly values: admin.SettingsValues }): ReactNode {
  const { say, locale } = useWords();
  const balance = usePointName(values.pointNames)(EXAMPLE_BALANCE);
  const { branding } = values;
  return (
    <Card title={say('branding.preview')}>
      <PanelPreview
        label={say('branding.preview-label')}
        primary={branding.primary}
        onPrimary={branding.onPrimary}
        side={branding.side}
        launcher={balance}
        title={branding.launcher[locale] ?? say('branding.preview-title')}
        balance={balance}
        line={say('branding.preview-line')}
        button={say('branding.preview-button')}
      />
    </Card>
  );
}
