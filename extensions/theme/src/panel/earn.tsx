import type { StorefrontProgram, StorefrontTerms, WayState } from '../member/answers.ts';
import type { Lead } from '../membership/leads.ts';
import type { SeenProgram } from './use-program.ts';
import { useVoice, type WordKey } from './voice.ts';
import { Ways } from './ways.tsx';

export interface EarnProps {
  readonly terms: StorefrontTerms;
  readonly seen: SeenProgram;
  readonly states: readonly WayState[];
  readonly excluded: boolean;
  readonly left?: boolean;
  /** Where what can be agreed to is agreed to. */
  readonly lead: Lead | null;
}

/** How points are earned now; a program that is paused, or is not for this member, says so first and shows no rate that does not hold. */
export function Earn(props: EarnProps) {
  const { terms, seen, excluded, left } = props;
  if (!terms.active) return <Stop title="pausedTitle" text="pausedText" />;
  if (left) return <Stop title="leftTitle" text="leftText" />;
  if (excluded) return <Stop title="excludedTitle" text="excludedText" />;
  return seen.program ? <Offered {...props} program={seen.program} /> : <MainRate {...props} />;
}

function Stop({ title, text }: { readonly title: WordKey; readonly text: WordKey }) {
  const { say } = useVoice();
  return (
    <div class="card">
      <h4>{say(title)}</h4>
      <p>{say(text)}</p>
    </div>
  );
}

function Offered({ program, states, lead }: EarnProps & { readonly program: StorefrontProgram }) {
  const { say } = useVoice();
  const orders = program.ways.filter(({ source }) => source !== 'action');
  const actions = program.ways.filter(({ source }) => source === 'action');
  return (
    <>
      <div class="card">
        <h4>{say('earnTitle')}</h4>
        {orders.length === 0 ? <p>{say('earnNone')}</p> : <Ways ways={orders} states={states} />}
        {orders.length > 0 && basisWords(program.basis).map((key) => <p key={key}>{say(key)}</p>)}
      </div>
      {actions.length > 0 && (
        <div class="card">
          <h4>{say('earnMore')}</h4>
          <Ways ways={actions} states={states} lead={lead} />
        </div>
      )}
    </>
  );
}

function basisWords(basis: StorefrontProgram['basis']): WordKey[] {
  const words: readonly (readonly [boolean, WordKey])[] = [
    [true, basis.beforeDiscounts ? 'earnFullBasis' : 'earnBasis'],
    [basis.shipping, 'earnShipping'],
    [basis.tips, 'earnTips'],
    [basis.giftCardLines, 'earnGiftCards'],
    [!basis.paidByGiftCard, 'earnNotGiftCard'],
    [!basis.paidByStoreCredit, 'earnNotCredit'],
    [true, 'earnWhen'],
  ];
  return words.filter(([said]) => said).map(([, key]) => key);
}

/** Where the program itself did not come: the rate that goes with every answer, and another try. */
function MainRate({ terms, seen }: EarnProps) {
  const { say, unitRate } = useVoice();
  return (
    <div class="card">
      <h4>{say('earnTitle')}</h4>
      {/* Not a paragraph: drawn as large as it is, that would pretend to be a heading. */}
      {terms.pointsPerUnit > 0 && <div class="rate">{unitRate(terms.pointsPerUnit, terms.currency)}</div>}
      <p>{say('earnWhen')}</p>
      <p>{say('offersFailed')}</p>
      <button type="button" class="secondary" onClick={seen.askAgain}>
        {say('retry')}
      </button>
    </div>
  );
}
