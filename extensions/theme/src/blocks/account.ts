// The account: the balance that Liquid wrote, kept up to date, what expires next, and the codes that can be used.
import type { ShowBlock } from './blocks.ts';
import { slot, write } from './write.ts';

const LOOK_AFTER_MS = 3000;
const LOOKS = 5;

export const showBlock: ShowBlock = (block, { source, settings: { signedIn, language } }, { say, points }) => {
  const { expiry = '', code = '' } = block.dataset;
  let looks = LOOKS;
  function draw(): void {
    const { me } = source.state;
    if (!me?.signedIn) return;
    const next = me.member?.nextExpiry;
    const date = next ? new Intl.DateTimeFormat(language.format, { dateStyle: 'long' }).format(new Date(next.at)) : '';
    write(block, 'balance', points(me.member?.available ?? 0));
    const standing = block.dataset[me.membership?.state ?? ''];
    write(block, 'expiry', standing ?? (next && expiry ? say(expiry, { points: points(next.points), date }) : ''));
    const codes = me.held.filter((held) => held.state === 'ready' && held.code && code);
    slot(block, 'codes')?.replaceChildren(
      ...codes.map((held) => {
        const item = document.createElement('li');
        item.textContent = say(code, { reward: held.name, code: String(held.code) });
        return item;
      }),
    );
  }
  /** Points on their way into the account are looked for a few times; every answer of the shop comes through `draw`. */
  async function look(): Promise<void> {
    await source.refresh();
    if (source.state.me?.membership?.state === 'guest' && looks--) setTimeout(() => void look(), LOOK_AFTER_MS);
  }
  source.listen(draw);
  draw();
  if (signedIn) void look();
};
