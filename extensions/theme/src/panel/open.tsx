// Entry of `lasting-panel.js`: puts the panel into the launcher's shadow root and takes it out again when it closes.
import { render } from 'preact';
import type { Frame } from '../launcher/frame.ts';
import type { Settings } from '../launcher/settings.ts';
import type { MemberSource } from '../member/source.ts';
import { attachStyle } from '../styles/attach.ts';
import { Panel } from './panel.tsx';
import bonesStyle from './bones.css?inline';
import deviceStyle from './device.css?inline';
import pagesStyle from './pages.css?inline';
import panelStyle from './panel.css?inline';
import { lockScroll } from './scroll-lock.ts';
import { createVoice, VoiceProvider, type PanelWords } from './voice.ts';

export type { PanelWords };

export interface PanelContext {
  readonly frame: Frame;
  readonly settings: Settings;
  readonly source: MemberSource;
  readonly words: PanelWords;
  readonly onClose: () => void;
}

export interface PanelModule {
  openPanel: (context: PanelContext) => void;
}

export function openPanel({ frame, settings, source, words, onClose }: PanelContext): void {
  if (!('panelStyled' in frame.element.dataset)) attachStyle(frame.shadow, [panelStyle, pagesStyle, bonesStyle, deviceStyle].join('\n'));
  frame.element.dataset['panelStyled'] = '';
  const place = document.createElement('div');
  frame.element.append(place);
  const unlock = lockScroll();
  function close(): void {
    render(null, place);
    place.remove();
    unlock();
    onClose();
  }
  render(
    <VoiceProvider value={createVoice(settings, words)}>
      <Panel source={source} accountUrl={settings.accountUrl} onClose={close} />
    </VoiceProvider>,
    place,
  );
}
