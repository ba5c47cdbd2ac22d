// The account: the balance that Liquid wrote, kept up to date, what expires next, and the codes that can be used.
import type { ShowBlock } from './blocks.ts';
import { slot, write } from './write.ts';

export const showBlock: ShowBlock = (block, { source, settings: { signedIn, language } }, { say, points }) => {
  const { expiry = '', code = '' } = block.dataset;
  function draw(): void {
    const { me } = source.state;
    if (!me?.signedIn) return;
    const next = me.member?.nextExpiry;
    const date = next ? new Intl.DateTimeFormat(language.format, { dateStyle: 'long' }).format(new Date(next.at)) : '';
    write(block, 'balance', points(me.member?.available ?? 0));
    write(block, 'expiry', next && expiry ? say(expiry, { points: points(next.points), date }) : '');
    const codes = me.held.filter((held) => held.state === 'ready' && held.code && code);
    slot(block, 'codes')?.replaceChildren(
      ...codes.map((held) => {
        const item = document.createElement('li');
        item.textContent = say(code, { reward: held.name, code: String(held.code) });
        return item;
      }),
    );
  }
  source.listen(draw);
  draw();
  if (signedIn && !source.state.me) void source.refresh();
};
