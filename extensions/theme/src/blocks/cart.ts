// The cart: what it would earn, and the one reward that fits it. What a tap does comes with the panel.
import type { StorefrontProgram } from '../member/answers.ts';
import type { ShowBlock } from './blocks.ts';
import { wishOf, type CartWish } from './fitting.ts';
import { slot, write, writeEstimate } from './write.ts';

export const showBlock: ShowBlock = (block, page, tools) => {
  const { source, settings } = page;
  const data = block.dataset;
  const button = slot(block, 'button') as HTMLButtonElement | null;
  if (data['lines']) void writeEstimate(block, page, tools, data['lines']);
  if (!settings.signedIn || !button) return;
  let program: StorefrontProgram | null = null;
  let wish: CartWish | null = null;
  let attempt = 0;
  /** What was said last stays to be read; the next tap is the next try. */
  let doing: '' | 'work' | 'talk' = '';

  const draw = (): void => {
    const { me } = source.state;
    if (!me || !program || doing) return;
    wish = wishOf(me, program, { totalMinor: Number(data['total']), codes: data['codes']?.split(',') ?? [] });
    button.hidden = !wish;
    button.textContent = data[`${wish?.kind}Button`] ?? '';
    const what = wish?.reward ?? wish?.held;
    const points = tools.points((wish?.reward?.steps?.points ?? what?.points ?? 0) * (wish?.steps ?? 0));
    write(block, 'reward', tools.say(data[wish?.kind ?? ''] ?? '', { reward: what?.name ?? '', points }));
  };
  const end = (said: string | null): void => {
    doing = said ? 'talk' : '';
    draw();
  };
  source.listen(draw);
  button.addEventListener('click', () => {
    const wanted = wish;
    if (!wanted || doing === 'work') return;
    doing = 'work';
    tools.loadPanel(settings.language.tag, attempt++).then(
      ({ useInCart, words }) => void useInCart({ block, page, words, wish: wanted, onEnd: end }),
      () => end(null),
    );
  });
  const begin = async (): Promise<void> => {
    program = (await source.read(`program?locale=${settings.language.tag}`)) as StorefrontProgram;
    if (!source.state.me) await source.refresh();
    draw();
  };
  void begin().catch(() => undefined);
};
