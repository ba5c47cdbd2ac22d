// What points can be spent on: name and price of each, from what everybody may know.
import type { ShowBlock } from '../../../theme/src/blocks/blocks.ts';
import { slot } from '../../../theme/src/blocks/write.ts';
import { spokenMoney } from '../../../theme/src/panel/spoken-money.ts';
import { shownValues } from '../../../theme/src/panel/saying.ts';
import type { Reward, StorefrontProgram } from '../../../theme/src/member/answers.ts';
import { speak } from '../../../theme/src/language/speak.ts';

const MOST = 50;

export const showBlock: ShowBlock = (block, { source, settings: { language } }, { points }) => {
  const { format, tag } = language;
  const list = new Intl.ListFormat(format, { type: 'disjunction' });
  const voice = {
    language,
    points,
    number: (value: number) => new Intl.NumberFormat(format, { maximumFractionDigits: 3 }).format(value),
    date: (instant: string) => new Intl.DateTimeFormat(format, { dateStyle: 'long' }).format(new Date(instant)),
    list: (names: readonly string[]) => list.format(names),
    ...spokenMoney(format, (count, amount) => `${points(count)} / ${amount}`),
  };
  const nameOf = ({ name, says }: Reward) => name || speak(language, says.text, shownValues(voice, says.values));

  function item(reward: Reward): HTMLElement {
    const line = document.createElement('li');
    const name = document.createElement('span');
    name.dir = 'auto';
    name.textContent = nameOf(reward);
    const price = document.createElement('strong');
    price.textContent = points(reward.points);
    line.className = 'lasting-row';
    line.append(name, price);
    return line;
  }
  const most = Math.min(MOST, Number(block.dataset['most']) || MOST);
  async function show(): Promise<void> {
    const { rewards } = (await source.read(`program?locale=${tag}`)) as StorefrontProgram;
    slot(block, 'rewards')?.replaceChildren(...rewards.slice(0, most).map(item));
  }
  void show().catch(() => undefined);
};
