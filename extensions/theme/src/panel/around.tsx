// What everything of the panel stands in: its styles, its words, and the ways to the shop.
import { render, type ComponentChildren } from 'preact';
import { inkRule } from '../colour/contrast.ts';
import { FriendsProvider } from '../friends/tab.tsx';
import { lend } from '../friends/lent.ts';
import { loadFriends, type LoadFriends } from '../friends/load.ts';
import type { Frame } from '../launcher/frame.ts';
import type { Settings } from '../launcher/settings.ts';
import type { MemberSource } from '../member/source.ts';
import { AgreementsProvider, agreementsWith } from '../membership/agreements.ts';
import membershipStyle from '../membership/membership.css?inline';
import { heldRewardsOf, type HeldRewards } from '../redeem/held-rewards.ts';
import { attachStyle } from '../styles/attach.ts';
import bonesStyle from './bones.css?inline';
import deviceStyle from './device.css?inline';
import pagesStyle from './pages.css?inline';
import panelStyle from './panel.css?inline';
import redeemStyle from './redeem.css?inline';
import { createVoice, VoiceProvider, type PanelWords } from './voice.ts';

export interface Surroundings {
  readonly frame: Frame;
  readonly settings: Settings;
  readonly source: MemberSource;
  readonly words: PanelWords;
  /** How the page about friends comes: over the network in a shop. */
  readonly load?: LoadFriends;
}

const heldOf = ({ source, settings }: Surroundings): HeldRewards => heldRewardsOf(source, settings.proxy, settings.language.tag);

function dress(frame: Frame): void {
  if (!('panelStyled' in frame.element.dataset))
    attachStyle(frame.shadow, [panelStyle, pagesStyle, redeemStyle, membershipStyle, bonesStyle, deviceStyle].join('\n'));
  frame.element.dataset['panelStyled'] = '';
  attachStyle(frame.shadow, inkRule(frame.accent));
}

/** Draws into the frame; what it gives takes it out again. */
export function drawInto(
  surroundings: Surroundings,
  draw: (held: HeldRewards) => ComponentChildren,
): { readonly held: HeldRewards; readonly leave: () => void } {
  const { frame, settings, source, words, load = loadFriends } = surroundings;
  lend();
  dress(frame);
  const place = document.createElement('div');
  frame.element.append(place);
  const held = heldOf(surroundings);
  const { proxy, language } = settings;
  render(
    <VoiceProvider value={createVoice(settings, words)}>
      <AgreementsProvider value={agreementsWith(source, proxy, language.tag)}>
        <FriendsProvider value={{ load, shadow: frame.shadow, source, proxy, held }}>{draw(held)}</FriendsProvider>
      </AgreementsProvider>
    </VoiceProvider>,
    place,
  );
  const leave = (): void => {
    render(null, place);
    place.remove();
  };
  return { held, leave };
}
